import { plainValue, type Value } from './answer'
import { type Trouble, wholeNumber } from './expression'

const pattern = /^(-?)([0-9A-Z]+)\s*_\s*(?:\{\s*(\d{1,2})\s*\}|(\d))$/

/** Reads digits that name their base, such as 101_2 and 2A_{16}; undefined for anything else. */
export function readDigits(text: string): Value | Trouble | undefined {
  const [, sign, digits = '', braced, short] = pattern.exec(text) ?? []
  const base = Number(braced ?? short)
  // A letter with an index is a variable.
  if (!/^\d|^[A-Z]\d*[A-Z]*\d/.test(digits) || digits.length > 100) return undefined
  if (base < 2 || base > 36) return { trouble: `there is no base ${base}` }
  let value = 0n
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36)
    if (worth >= base) return { trouble: `${digit} is no digit to the base ${base}` }
    value = value * BigInt(base) + BigInt(worth)
  }
  const signOf = (whole: bigint): bigint => (sign === '-' ? -whole : whole)
  const asDecimal = /^\d+$/.test(digits) ? BigInt(digits) : value
  return { ...plainValue(wholeNumber(signOf(value))), base: { base, asDecimal: wholeNumber(signOf(asDecimal)) } }
}
