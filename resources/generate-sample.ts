import { writeFileSync } from 'node:fs'
import { easyTemplates } from './generator/easy.ts'
import { countingTemplates } from './generator/hard-counting.ts'
import { numberTheoryTemplates } from './generator/hard-number-theory.ts'
import { mediumTemplates } from './generator/medium.ts'
import { SeededRandom } from './generator/random.ts'
import type { Draft, SampleChecks, Template } from './generator/template.ts'

export type SampleDifficulty = 'easy' | 'medium' | 'hard'

/** A problem as the sample project holds it; the members are those of the app's `ProblemRecord`. */
export interface SampleProblem {
  id: string
  question: string
  answerKey: string
  category: string
  difficulty: SampleDifficulty
  checks: SampleChecks | null
}

/** A problem with the template and the figures it was made of. */
export interface SampleDraft extends Draft {
  template: string
  category: string
  difficulty: SampleDifficulty
}

/** The committed sample: 500 problems. */
export const sampleSize = 500
export const sampleSeed = 20_261

const templates: Record<SampleDifficulty, readonly [Template, ...Template[]]> = {
  easy: easyTemplates,
  medium: mediumTemplates,
  hard: [...countingTemplates, ...numberTheoryTemplates],
}

/** Half easy, three tenths medium, a fifth hard: every ten problems hold just that, so that any first part is about in proportion. */
const tenDifficulties: readonly SampleDifficulty[] = [
  ...Array.from({ length: 5 }, () => 'easy' as const),
  ...Array.from({ length: 3 }, () => 'medium' as const),
  ...Array.from({ length: 2 }, () => 'hard' as const),
]

const MOST_TRIES = 1000

/** Gives each template of a difficulty in turn, in an order shuffled anew for each round, so that none is rare. */
class TemplateDeck {
  private left: Template[] = []
  private readonly random: SeededRandom
  private readonly all: readonly [Template, ...Template[]]

  constructor(all: readonly [Template, ...Template[]], random: SeededRandom) {
    this.all = all
    this.random = random
  }

  next(): Template {
    if (this.left.length === 0) this.left = this.random.shuffle(this.all)
    return this.left.pop() ?? this.all[0]
  }
}

/** Drafts of problems whose questions all differ; the same seed gives the same, and fewer are the beginning of more. */
export function* draftProblems({ count, seed }: { count: number; seed: number }): Generator<SampleDraft> {
  const random = new SeededRandom(seed)
  const decks = {
    easy: new TemplateDeck(templates.easy, random),
    medium: new TemplateDeck(templates.medium, random),
    hard: new TemplateDeck(templates.hard, random),
  }
  const asked = new Set<string>()
  let difficulties: SampleDifficulty[] = []
  for (let made = 0; made < count; made++) {
    if (difficulties.length === 0) difficulties = random.shuffle(tenDifficulties)
    const difficulty = difficulties.pop() ?? 'easy'
    yield { ...draftAnother(decks[difficulty], random, asked), difficulty }
  }
}

function draftAnother(deck: TemplateDeck, random: SeededRandom, asked: Set<string>): Omit<SampleDraft, 'difficulty'> {
  for (let tries = 1; ; tries++) {
    const template = deck.next()
    const draft = template.draft(random)
    // beyond some hundred thousand problems a question may come twice rather than never end the search
    if (asked.has(draft.question) && tries < MOST_TRIES) continue
    asked.add(draft.question)
    return { ...draft, template: template.name, category: template.category }
  }
}

/** How often a question is one that came before, as questions do where many people ask: it gives a cache work to do. */
export const askedAgain = 0.06

/**
 * Any number of problems with computed answers, in the proportions 50/30/20 for every full ten. Every problem has an id of
 * its own; a share `again` of them repeats the question of an earlier one of the same difficulty.
 */
export function* generateProblems({
  count,
  seed,
  again = askedAgain,
}: {
  count: number
  seed: number
  again?: number
}): Generator<SampleProblem> {
  const random = new SeededRandom(seed + 1)
  const earlier: Record<SampleDifficulty, SampleDraft[]> = { easy: [], medium: [], hard: [] }
  let number = 0
  for (const draft of draftProblems({ count, seed })) {
    const before = earlier[draft.difficulty]
    const repeated = random.chance(again) ? before[random.between(0, before.length - 1)] : undefined
    if (repeated === undefined) before.push(draft)
    const { question, answer, category, difficulty, checks } = repeated ?? draft
    number++
    yield { id: `math-${String(number).padStart(5, '0')}`, question, answerKey: answer, category, difficulty, checks }
  }
}

/** The problems as the lines of a JSONL file. */
export function writeSample(problems: Iterable<SampleProblem>): string {
  let text = ''
  for (const { id, question, answerKey, category, difficulty, checks } of problems) {
    text += `${JSON.stringify({ id, question, answer_key: answerKey, category, difficulty, checks })}\n`
  }
  return text
}

if (import.meta.main) {
  const file = new URL('./datasets/math-ladder.jsonl', import.meta.url)
  writeFileSync(file, writeSample(generateProblems({ count: sampleSize, seed: sampleSeed })))
  process.stdout.write(`wrote ${sampleSize} problems to resources/datasets/math-ladder.jsonl\n`)
}
