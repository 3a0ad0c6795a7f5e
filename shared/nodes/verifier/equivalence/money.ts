import { meaningsOf } from './unit-table'
import { type Quantity, readUnit, takeUnit } from './units'

/** Brings signs of money to the codes by which they are read; a mere `$` stays one. */
export function spellMoney(text: string): string {
  if (!/[$€£¥₹¢]|\\(?:pounds|euro|cent|text)/.test(text)) return text
  return text
    .replace(/\\(?:textdollar(?![A-Za-z])|\$)/g, '$$')
    .replace(/(?<![A-Za-z])US\s*\$/g, ' USD ')
    .replace(/€|\\(?:euro|texteuro)(?![A-Za-z])/g, ' EUR ')
    .replace(/£|\\(?:pounds|textsterling)(?![A-Za-z])/g, ' GBP ')
    .replace(/¥/g, ' JPY ')
    .replace(/₹/g, ' INR ')
    .replace(/¢|\\cents?(?![A-Za-z])/g, ' cents ')
    .replace(/\\(?:text|mathrm|textrm|mbox)\s*\{\s*(\$|USD|EUR|GBP|JPY|INR|CNY)\s*\}/g, ' $1 ')
    .trim()
}

const before = /^([+-]?)\s*(\$|USD|EUR|GBP|JPY|INR|CNY)\s*([+-]?)(?=[\d.(\\])/
const dollarBehind = /(?<=[\d)}]\s*)\$$/
const rate = /(?:\s*\/\s*|\s+per\s+|\s*\\text\s*\{\s*(?:\/|per)\s+)([A-Za-z]+)\s*\}?$/

/** $5, USD 5, 5 $, $5 per hour, and “$5 dollars”, which says it twice. */
export function takeMoney(text: string): Quantity | undefined {
  const [whole, sign, code = '', signAfter] = before.exec(text) ?? []
  const isDollarSign = code === '$' || code === ''
  const rest =
    whole === undefined
      ? text.replace(dollarBehind, '').trim()
      : `${sign ?? ''}${signAfter ?? ''}${text.slice(whole.length)}`
  if (rest === text) return undefined
  const word = isDollarSign ? 'dollar' : code
  const [under = '', per = ''] = rate.exec(rest) ?? []
  if (per.length > 3 || meaningsOf(per.toLowerCase()).length > 0)
    return { value: rest.slice(0, -under.length).trim(), unit: readUnit(`${word} per ${per}`) }
  const unit = readUnit(word)
  const again = takeUnit(rest)
  return again?.unit?.dimension === unit.dimension ? again : { value: rest, unit: { ...unit, isDollarSign } }
}
