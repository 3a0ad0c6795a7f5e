import { type Measure, measures, type Rule } from '../../shared/nodes/classifier/rules'

export function moveRule(rules: readonly Rule[], index: number, by: -1 | 1): Rule[] {
  const moved = [...rules]
  const [rule] = moved.splice(index, 1)
  if (rule !== undefined) moved.splice(index + by, 0, rule)
  return moved
}

/** Phrases stand on lines of their own or between commas. */
export function readPhrases(text: string): string[] {
  const phrases = text.split(/[\n,]/).map((phrase) => phrase.trim())
  return [...new Set(phrases.filter((phrase) => phrase !== ''))]
}

export function writePhrases(phrases: readonly string[]): string {
  return phrases.join(', ')
}

export type Bound = 'atLeast' | 'atMost'

/** Sets or takes away one bound of a measure; a measure without a bound asks for nothing and goes. */
export function setBound(rule: Rule, of: Measure, bound: Bound, value: number | undefined): Rule {
  const counts = measures.flatMap((measure) => {
    const present = rule.counts.find((count) => count.of === measure) ?? { of: measure }
    const { [bound]: _, ...rest } = present
    const next = measure === of ? { ...rest, ...(value === undefined ? {} : { [bound]: value }) } : present
    return next.atLeast === undefined && next.atMost === undefined ? [] : [next]
  })
  return { ...rule, counts }
}

export function boundOf(rule: Rule, of: Measure, bound: Bound): number | undefined {
  return rule.counts.find((count) => count.of === of)?.[bound]
}
