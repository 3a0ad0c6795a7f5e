import { type Expression, isTrouble } from './expression'
import { parseExpression } from './parse-expression'

const power = '(?:\\^\\{?\\d+\\}?)?'
const command = '\\\\(?:sqrt\\s*(?:\\{[^{}]*\\}|\\d)|[A-Za-z]+)'
const factor = `(?:[A-Za-z]|${command}|\\([^()]*\\))${power}`
/** Behind a number a space ends what is below the slash: 1/2 x is x/2 to everybody. */
const afterNumber = `\\d+(?:\\.\\d+)?${power}(?:(?:\\s+(?=\\\\))?${factor})+`
const afterLetter = `(?:[A-Za-z]|${command})${power}(?:\\s*(?:${factor}|\\d+))+`
const product = new RegExp(`/\\s*(?:${afterNumber}|${afterLetter})`, 'g')

/** 1/2x is (1/2)x or 1/(2x), and so is what stands behind any slash; undefined where there is but one reading. */
export function otherReading(text: string): Expression | undefined {
  const bound = text.includes('/') ? text.replace(product, (whole) => `/(${whole.slice(1)})`) : text
  const other = bound === text ? undefined : parseExpression(bound)
  return other === undefined || isTrouble(other) ? undefined : other
}
