const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const fractions = /[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]/g

/** Fractions of one sign, of which one behind a number makes it a mixed number; and raised signs, which are one exponent together. */
export function spellSmallSigns(text: string): string {
  return text
    .replace(fractions, (sign, at: number) => {
      const written = sign.normalize('NFKC').replace('⁄', '/')
      return /\d\s*$/.test(text.slice(Math.max(0, at - 3), at)) ? ` ${written}` : `(${written})`
    })
    .replace(/[⁺⁻]?[⁰¹²³⁴-⁹]+/g, (signs) => `^{${Array.from(signs, plainSign).join('')}}`)
}

function plainSign(sign: string): string {
  return sign === '⁻' ? '-' : sign === '⁺' ? '' : String(raised.indexOf(sign))
}
