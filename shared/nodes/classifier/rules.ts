import { z } from 'zod'
import { foldSpaces } from '../../grading/answers'
import type { FieldMeta } from '../kind'

export const measures = ['words', 'numbers', 'characters'] as const
export type Measure = (typeof measures)[number]

/** One rule: every condition that it states must hold; a rule that states none matches everything. */
export const ruleSchema = z.object({
  label: z
    .string()
    .min(1)
    .max(60)
    .meta({ title: 'Label', description: 'The port by which it leaves.' } satisfies FieldMeta),
  phrases: z
    .array(z.string().min(1).max(200))
    .max(200)
    .default([])
    .meta({ title: 'Any of these phrases', description: 'Whole words, capital or small.' } satisfies FieldMeta),
  counts: z
    .array(
      z.object({
        of: z.enum(measures),
        atLeast: z.number().int().min(0).optional(),
        atMost: z.number().int().min(0).optional(),
      }),
    )
    .max(3)
    .default([])
    .meta({
      title: 'And these counts',
      description: 'Words, numbers or characters of the question.',
    } satisfies FieldMeta),
})
export type Rule = z.infer<typeof ruleSchema>

/** `because` says what matched, in the words of a message. */
export interface Judgement {
  label: string
  /** Which rule it was, from 0; undefined where none matched. */
  place: number | undefined
  because: string
}

/** Gives the label of the first rule that matches, else `otherwise`. */
export function judge(question: string, rules: readonly Rule[], otherwise: string): Judgement {
  const text = foldText(question)
  const counts = new Map<Measure, number>()
  const countOf = (measure: Measure): number => {
    const known = counts.get(measure)
    if (known !== undefined) return known
    const counted = countIn(question, measure)
    counts.set(measure, counted)
    return counted
  }
  let place = 0
  for (const rule of rules) {
    const because = matchRule(rule, text, countOf)
    if (because !== undefined) return { label: rule.label, place, because }
    place += 1
  }
  return { label: otherwise, place: undefined, because: 'no rule matched' }
}

function matchRule(rule: Rule, text: string, countOf: (measure: Measure) => number): string | undefined {
  const reasons: string[] = []
  if (rule.phrases.length > 0) {
    const found = foldedPhrasesOf(rule).findIndex((phrase) => holdsPhrase(text, phrase))
    if (found < 0) return undefined
    reasons.push(`it says “${rule.phrases[found]}”`)
  }
  for (const { of, atLeast = 0, atMost = Number.POSITIVE_INFINITY } of rule.counts) {
    const counted = countOf(of)
    if (counted < atLeast || counted > atMost) return undefined
    reasons.push(`it has ${counted} ${of}`)
  }
  return reasons.length === 0 ? 'the rule matches everything' : reasons.join(' and ')
}

/** Folded once for each rule: a replay judges thousands of questions by the same rules. */
const foldedByRule = new WeakMap<Rule, readonly string[]>()

function foldedPhrasesOf(rule: Rule): readonly string[] {
  const known = foldedByRule.get(rule)
  if (known !== undefined) return known
  const folded = rule.phrases.map(foldText)
  foldedByRule.set(rule, folded)
  return folded
}

function foldText(text: string): string {
  return foldSpaces(text.normalize('NFC').toLowerCase())
}

const wordCharacter = /[\p{L}\p{N}_]/u

/** Whole words only: “ratio” is not in “consideration”. A phrase that ends in a sign, such as “x^2”, needs no boundary there. */
function holdsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (standsAlone(text, at, phrase)) return true
  }
  return false
}

function standsAlone(text: string, at: number, phrase: string): boolean {
  const end = at + phrase.length
  const opens = at === 0 || !wordCharacter.test(phrase.charAt(0)) || !wordCharacter.test(text.charAt(at - 1))
  const closes =
    end === text.length ||
    !wordCharacter.test(phrase.charAt(phrase.length - 1)) ||
    !wordCharacter.test(text.charAt(end))
  return opens && closes
}

function countIn(question: string, measure: Measure): number {
  if (measure === 'characters') return Array.from(question).length
  const pattern = measure === 'words' ? /[\p{L}\p{N}]+/gu : /\d+(?:[.,]\d+)*/gu
  return question.match(pattern)?.length ?? 0
}
