/**
 * A line that states a confidence from 0 to 100, as models write it: in bold, in a list, as code, with a percent sign, “out of 100” or
 * a full stop. No two of its parts may match the same blanks, so that it takes time linear in the answer.
 */
const line =
  /^[ \t]*(?:(?:[-*>]|#{1,6})[ \t]+)?[*_`[]*confidence(?:[ \t]+score)?[*_]*[ \t]*[:：][ \t]*(?:[*_`]+[ \t]*)?([-+]?\d{1,9}(?:\.\d+)?)[ \t\u00a0]*((?:(?:%|\/[ \t]*100|(?:out[ \t]+)?of[ \t]+100|[*_`\].!])[ \t]*)*)$/gim

export interface SelfReport {
  answer: string
  /** 0 to 1; `null` where no line states one between 0 and 100. */
  confidence: number | null
}

/**
 * Takes the lines `CONFIDENCE: 0–100` out of an answer, wherever they stand; the last one within the range counts. One out of the range
 * states nothing, but is no part of the answer either.
 */
export function readSelfReport(answer: string): SelfReport {
  // Most answers hold no such word, and a replay reads very many.
  if (answer.length < 'confidence:0'.length || !/confidence/i.test(answer)) return { answer, confidence: null }
  const found = [...answer.matchAll(line)]
  if (found.length === 0) return { answer, confidence: null }
  const stated = found.flatMap(([, number = '', sign = '']) => shareOf(number, sign) ?? [])
  return { answer: answer.replace(line, '').trim(), confidence: stated.at(-1) ?? null }
}

/** “0.8” without a sign is a share already: nobody is eight thousandths sure. */
function shareOf(number: string, sign: string): number | undefined {
  const value = Number(number)
  if (value >= 0 && value <= 1 && number.includes('.') && !/[%/]/.test(sign)) return value
  return value >= 0 && value <= 100 ? value / 100 : undefined
}
