/**
 * A line that states a confidence from 0 to 100, as models write it: in bold, in a list, with a percent sign, “of 100” or a full
 * stop. No two of its parts may match the same blanks, so that it takes time linear in the answer.
 */
const line =
  /^[ \t]*(?:[-*>][ \t]+)?\**confidence\**[ \t]*:[ \t]*(?:\*+[ \t]*)?(\d{1,3}(?:\.\d+)?)[ \t]*((?:(?:%|\/[ \t]*100|\*|\.)[ \t]*)*)$/gim

export interface SelfReport {
  answer: string
  /** 0 to 1; `null` where no line states one between 0 and 100. */
  confidence: number | null
}

/** Takes the line `CONFIDENCE: 0–100` out of an answer, wherever it stands; the last one counts. */
export function readSelfReport(answer: string): SelfReport {
  // Most answers hold no such word, and a replay reads very many.
  if (answer.length < 'confidence:0'.length || !/confidence/i.test(answer)) return { answer, confidence: null }
  const stated = [...answer.matchAll(line)].flatMap(([, number = '', sign = '']) => shareOf(number, sign) ?? [])
  const last = stated.at(-1)
  if (last === undefined) return { answer, confidence: null }
  return { answer: answer.replace(line, '').trim(), confidence: last }
}

/** “0.8” without a sign is a share already: nobody is eight thousandths sure. */
function shareOf(number: string, sign: string): number | undefined {
  const value = Number(number)
  if (value <= 1 && number.includes('.') && !/[%/]/.test(sign)) return value
  return value <= 100 ? value / 100 : undefined
}
