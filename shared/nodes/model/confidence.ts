/** Takes the line `CONFIDENCE: 0–100` out of an answer, wherever it stands; the last one counts. */
const line = /^[ \t]*\**confidence\**[ \t]*:[ \t]*\**[ \t]*(\d{1,3}(?:\.\d+)?)[ \t]*%?[ \t]*\**[ \t]*$/gim

export interface SelfReport {
  answer: string
  /** 0 to 1; `null` where no line states one between 0 and 100. */
  confidence: number | null
}

export function readSelfReport(answer: string): SelfReport {
  const stated = [...answer.matchAll(line)].map(([, percent]) => Number(percent)).filter((percent) => percent <= 100)
  const last = stated.at(-1)
  if (last === undefined) return { answer, confidence: null }
  return { answer: answer.replace(line, '').trim(), confidence: last / 100 }
}
