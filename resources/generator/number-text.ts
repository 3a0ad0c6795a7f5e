export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

/** `3/4`, in lowest terms; a whole number where it is one. */
export function fractionText(over: number, under: number): string {
  const common = gcd(over, under) || 1
  return under === common ? String(over / common) : `${over / common}/${under / common}`
}

/** A decimal of at most four places, without what binary fractions add. */
export function decimalText(value: number): string {
  return String(Number(value.toFixed(4)))
}

/** ` + 5` or ` - 5`: a term as it follows another. */
export function signed(value: number, unit = ''): string {
  const size = Math.abs(value)
  return `${value < 0 ? ' - ' : ' + '}${size === 1 && unit !== '' ? '' : size}${unit}`
}

/** `x`, `-x` or `3x`. */
export function times(factor: number, unit: string): string {
  if (factor === 1) return unit
  return factor === -1 ? `-${unit}` : `${factor}${unit}`
}

/** `21st`, `12th`. */
export function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${ending}`
}
