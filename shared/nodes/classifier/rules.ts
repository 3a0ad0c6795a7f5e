import { z } from 'zod'
import { foldQuestion } from '../fold-question'
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
  const text = foldQuestion(question)
  const known = new Map<Measure, number>()
  const countOf = (measure: Measure): number => {
    const counted = known.get(measure) ?? countIn(question, measure)
    known.set(measure, counted)
    return counted
  }
  let place = 0
  for (const rule of readyRules(rules)) {
    const because = matchRule(rule, text, countOf)
    if (because !== undefined) return { label: rule.label, place, because }
    place += 1
  }
  return { label: otherwise, place: undefined, because: 'no rule matched' }
}

/** A rule with what is the same for every question. */
interface ReadyRule {
  label: string
  phrases: readonly { folded: string; says: string }[]
  counts: Rule['counts']
}

function matchRule(
  { phrases, counts }: ReadyRule,
  text: string,
  countOf: (measure: Measure) => number,
): string | undefined {
  let because = ''
  if (phrases.length > 0) {
    because = saidIn(text, phrases)
    if (because === '') return undefined
  }
  for (const { of, atLeast = 0, atMost = Number.POSITIVE_INFINITY } of counts) {
    const counted = countOf(of)
    if (counted < atLeast || counted > atMost) return undefined
    because += `${because === '' ? '' : ' and '}it has ${counted} ${of}`
  }
  return because === '' ? 'the rule matches everything' : because
}

function saidIn(text: string, phrases: ReadyRule['phrases']): string {
  for (const { folded, says } of phrases) if (holdsPhrase(text, folded)) return says
  return ''
}

/** Made ready once: a replay judges thousands of questions by the same rules. */
const readyByRules = new WeakMap<readonly Rule[], readonly ReadyRule[]>()

function readyRules(rules: readonly Rule[]): readonly ReadyRule[] {
  const known = readyByRules.get(rules)
  if (known !== undefined) return known
  const ready = rules.map(({ label, phrases, counts }) => ({
    label,
    phrases: phrases.map((phrase) => ({ folded: foldQuestion(phrase), says: `it says “${phrase}”` })),
    counts,
  }))
  readyByRules.set(rules, ready)
  return ready
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
