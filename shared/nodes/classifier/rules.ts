import { z } from 'zod'
import { foldQuestion } from '../fold-question'
import type { FieldMeta } from '../kind'
import { type PhraseFinder, phraseFinder } from './phrases'

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
      z
        .object({
          of: z.enum(measures),
          atLeast: z.number().int().min(0).optional(),
          atMost: z.number().int().min(0).optional(),
        })
        .refine(({ atLeast = 0, atMost = atLeast }) => atLeast <= atMost, 'can never match: at least is above at most'),
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
  const { finder, says } = readyRules(rules)
  const found = finder.firstIn(foldQuestion(question))
  const known: Record<Measure, number> = { words: -1, numbers: -1, characters: -1 }
  const countOf = (measure: Measure): number => {
    if (known[measure] < 0) known[measure] = countIn(question, measure)
    return known[measure]
  }
  let place = 0
  for (const rule of rules) {
    const phrase = found[place] ?? -1
    const because = matchRule(rule, phrase < 0 ? undefined : says[place]?.[phrase], countOf)
    if (because !== undefined) return { label: rule.label, place, because }
    place += 1
  }
  return { label: otherwise, place: undefined, because: 'no rule matched' }
}

/** `said` is undefined where none of the rule's phrases was found. */
function matchRule(
  { phrases, counts }: Rule,
  said: string | undefined,
  countOf: (measure: Measure) => number,
): string | undefined {
  if (phrases.length > 0 && said === undefined) return undefined
  let because = said ?? ''
  for (const { of, atLeast = 0, atMost = Number.POSITIVE_INFINITY } of counts) {
    const counted = countOf(of)
    if (counted < atLeast || counted > atMost) return undefined
    because += `${because === '' ? '' : ' and '}it has ${counted} ${of}`
  }
  return because === '' ? 'the rule matches everything' : because
}

interface ReadyRules {
  finder: PhraseFinder
  /** By rule and phrase: what is said where it was found. */
  says: readonly (readonly string[])[]
}

/** Made ready once: a replay judges thousands of questions by the same rules. */
const readyByRules = new WeakMap<readonly Rule[], ReadyRules>()

function readyRules(rules: readonly Rule[]): ReadyRules {
  const known = readyByRules.get(rules)
  if (known !== undefined) return known
  const ready = {
    finder: phraseFinder(rules.map(({ phrases }) => phrases.map(foldQuestion))),
    says: rules.map(({ phrases }) => phrases.map((phrase) => `it says “${phrase}”`)),
  }
  readyByRules.set(rules, ready)
  return ready
}

function countIn(question: string, measure: Measure): number {
  if (measure === 'characters') return Array.from(question).length
  if (measure === 'words') return countWords(question)
  return question.match(/\d+(?:[.,]\d+)*/g)?.length ?? 0
}

/** Runs of letters and digits. One by one while they are of ASCII, which takes a third of the time of matching them. */
function countWords(text: string): number {
  let [words, isInside] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    const belongs = (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123)
    if (belongs && !isInside) words += 1
    isInside = belongs
  }
  return words
}
