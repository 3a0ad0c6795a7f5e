/** Ticks at 1, 2 and 5 times the powers of ten from at most the least value to at least the most. */
export function logTicks(least: number, most: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power += 1) {
    for (const digit of [1, 2, 5]) ticks.push(Number((digit * 10 ** power).toPrecision(3)))
  }
  const first = ticks.findLastIndex((tick) => tick <= least * 0.92)
  const last = ticks.findIndex((tick) => tick >= most * 1.08)
  const spanned = ticks.slice(Math.max(0, first), last < 0 ? undefined : last + 1)
  // Over many decades only the powers of ten have room for their labels.
  return spanned.length <= 10 ? spanned : decades(least, most)
}

function decades(least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least))
  const last = Math.ceil(Math.log10(most))
  return Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(3)))
}

/** Evenly spaced ticks of a share: whole steps of 1, 2, 5, 10 or 20 points that hold both ends. */
export function shareTicks(least: number, most: number): number[] {
  const step = [0.01, 0.02, 0.05, 0.1].find((size) => (most - least) / size <= 6) ?? 0.2
  const first = Math.max(0, Math.floor(least / step))
  const last = Math.min(Math.round(1 / step), Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(4)))
}

/** A value's place between two ends of a logarithmic scale, 0 to 1. */
export function logPlace(value: number, from: number, to: number): number {
  return (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))
}

/** Some five round numbers from 0 to at least the most. */
export function ticksFromZero(most: number): number[] {
  const rough = most / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10)
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => Number((at * step).toPrecision(6)))
}
