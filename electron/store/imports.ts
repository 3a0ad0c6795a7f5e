import type { BadRow, OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { sameAnswer } from '../../shared/grading/grade'
import { canonicalQuestion } from '../../shared/same-question'
import { atomic } from './atomic'
import type { Db } from './open'

export interface ImportedRow {
  line: number
  problem: ProblemRecord
  outcomes: readonly OutcomeRecord[]
  /** Why single figures of the outcomes are unknown. */
  unread?: readonly string[]
}

export interface ImportCounts {
  datasetId: number
  problems: { added: number; same: number }
  outcomes: { added: number; same: number }
  bad: BadRow[]
  /** Of rows of which the rest was kept. */
  badAnswers: BadRow[]
  /** Of outcomes that were kept without: all of them, and the first of these. */
  badFigures: number
  firstBadFigures: BadRow[]
}

/** Rows wait in a temporary table, so that a file of any size is read in little memory and lands whole or not at all. */
export interface Import {
  add: (rows: readonly ImportedRow[]) => void
  /**
   * Moves everything into the dataset of this name, in one transaction. Rows that contradict what is there are bad; `firstBad` was
   * so before, and is told where nothing is left.
   */
  finish: (datasetName: string, firstBad?: BadRow) => ImportCounts
  discard: () => void
}

const BAD_FIGURES_KEPT = 100
/** No run takes more of a problem: a hundred repeats of sixty-four samples. */
const MOST_ANSWERS = 6400

let imports = 0

export function beginImport(db: Db): Import {
  imports += 1
  const table = `temp.staged_${imports}`
  db.exec(`create temp table staged_${imports} (seq integer primary key, body text not null)`)
  const stage = db.prepare(`insert into ${table} (body) values (?)`)
  const page = db.prepare<[number], { seq: number; body: string }>(
    `select seq, body from ${table} where seq > ? order by seq limit 1000`,
  )
  const discard = (): void => void db.exec(`drop table if exists ${table}`)
  const numbers = new AnswerNumbers()
  return {
    add: atomic(db, (rows: readonly ImportedRow[]) => {
      for (const row of rows) {
        stage.run(JSON.stringify(row))
        for (const outcome of row.outcomes) numbers.add(outcome)
      }
    }),
    finish: (datasetName, firstBad) => {
      try {
        return atomic(db, () => merge(db, datasetName, { read: () => stagedRows(page), numbers }, firstBad))()
      } finally {
        discard()
      }
    },
    discard,
  }
}

function* stagedRows(page: { all(after: number): { seq: number; body: string }[] }): Generator<ImportedRow> {
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER)) {
    for (const { body } of rows) yield JSON.parse(body) as ImportedRow
  }
}

interface Staged {
  read: () => Iterable<ImportedRow>
  numbers: AnswerNumbers
}

/** What a file's numbers of answers are like. */
class AnswerNumbers {
  first = Number.POSITIVE_INFINITY
  private last = 0
  private readonly seen = new Set<number>()
  /** Models' answers to problems, until one of them has a second one. */
  private pairs: Set<string> | undefined = new Set()
  /** To which problem a number of a model's belongs, until one belongs to two. */
  private owners: Map<string, string> | undefined = new Map()

  add({ problemId, model, sample }: OutcomeRecord): void {
    this.addOwner(model, sample, problemId)
    this.first = Math.min(this.first, sample)
    this.last = Math.max(this.last, sample)
    if (this.seen.size <= MOST_ANSWERS) this.seen.add(sample)
    const pair = JSON.stringify([problemId, model])
    if (this.pairs?.has(pair) === true) this.pairs = undefined
    this.pairs?.add(pair)
  }

  private addOwner(model: string, sample: number, problemId: string): void {
    if (this.owners === undefined) return
    const number = JSON.stringify([model, sample])
    const owner = this.owners.get(number) ?? problemId
    if (owner === problemId) this.owners.set(number, problemId)
    else this.owners = undefined
  }

  /**
   * Each model answers each problem once, by many numbers, or no number comes with a second problem: they number rows or problems, not
   * answers.
   */
  get areOthers(): boolean {
    const areRows = new Set(this.owners?.values()).size > 1
    return (this.pairs !== undefined || areRows) && this.last > this.first
  }

  /** What we call them by, where they count from one, or begin later still: seeds name answers and do not count them. */
  counted(): ((sample: number) => number) | undefined {
    if (this.first === 1) return (sample) => sample - 1
    if (this.first === 0 || this.seen.size > MOST_ANSWERS) return undefined
    const ranks = new Map([...this.seen].sort((a, b) => a - b).map((sample, rank) => [sample, rank]))
    return (sample) => ranks.get(sample) ?? sample
  }
}

function merge(db: Db, datasetName: string, staged: Staged, firstBad: BadRow | undefined): ImportCounts {
  db.prepare('insert into datasets (name, created_at) values (?, ?) on conflict do nothing').run(
    datasetName,
    Date.now(),
  )
  const { id: datasetId } = db.prepare('select id from datasets where name = ?').get(datasetName) as { id: number }
  const counts: ImportCounts = {
    datasetId,
    problems: { added: 0, same: 0 },
    outcomes: { added: 0, same: 0 },
    bad: [],
    badAnswers: [],
    badFigures: 0,
    firstBadFigures: [],
  }
  const mergeProblem = problemMerger(db, datasetId)
  const mergeOutcome = outcomeMerger(db, datasetId)
  // The rows of one problem's outcomes all carry it: it counts once.
  const counted = new Set<string>()
  const numberOf = numbering(db, datasetId, staged)
  for (const { line, problem, outcomes, unread = [] } of staged.read()) {
    const known = mergeProblem(problem)
    if (known.fault === undefined) {
      if (known.added) counts.problems.added += 1
      else if (!counted.has(problem.id)) counts.problems.same += 1
      counted.add(problem.id)
      const merged = outcomes.map((outcome) => mergeOutcome({ ...outcome, sample: numberOf(outcome) }))
      countOutcomes(line, merged, counts)
      if (merged.some(({ fault }) => fault === undefined)) countFigures(line, unread, counts)
    } else {
      counts.bad.push({ line, reason: known.fault })
    }
  }
  const { total } = db.prepare('select count(*) as total from problems where dataset_id = ?').get(datasetId) as {
    total: number
  }
  if (total === 0) {
    const first = firstBad ?? counts.bad[0]
    const detail = first === undefined ? '' : `; line ${first.line}: ${first.reason}`
    throw new SwitchyardError('DATA_EMPTY', `the file holds no problem that could be read${detail}`, {
      hint: 'check the file and the column mapping',
    })
  }
  return counts
}

function countOutcomes(line: number, merged: readonly Merged[], counts: ImportCounts): void {
  for (const { added, fault } of merged) {
    if (fault !== undefined) (merged.length === 1 ? counts.bad : counts.badAnswers).push({ line, reason: fault })
    else if (added) counts.outcomes.added += 1
    else counts.outcomes.same += 1
  }
}

/** A column may be unreadable throughout: not all of it is remembered. */
function countFigures(line: number, unread: readonly string[], counts: ImportCounts): void {
  counts.badFigures += unread.length
  if (counts.firstBadFigures.length < BAD_FIGURES_KEPT)
    counts.firstBadFigures.push(...unread.map((reason) => ({ line, reason })))
}

interface Merged {
  added: boolean
  fault?: string
}

type KnownProblem = Omit<ProblemRecord, 'id' | 'checks'> & { checks: string | null }

/** A problem that is there already gains what was not known of it: another file, or a later row, may say its key or category first. */
function problemMerger(db: Db, datasetId: number): (problem: ProblemRecord) => Merged {
  const find = db.prepare<[number, string], KnownProblem>(
    `select question, answer_key as answerKey, category, difficulty, checks
     from problems where dataset_id = ? and problem_id = ?`,
  )
  const insert = db.prepare(
    `insert into problems (dataset_id, ordinal, problem_id, question, answer_key, category, difficulty, checks)
     values (@datasetId, @ordinal, @id, @question, @answerKey, @category, @difficulty, @checks)`,
  )
  const fill = db.prepare(
    `update problems set answer_key = coalesce(answer_key, @answerKey), category = coalesce(category, @category),
       difficulty = coalesce(difficulty, @difficulty), checks = coalesce(checks, @checks)
     where dataset_id = @datasetId and problem_id = @id`,
  )
  const last = db
    .prepare('select coalesce(max(ordinal), -1) as ordinal from problems where dataset_id = ?')
    .get(datasetId)
  let { ordinal } = last as { ordinal: number }
  return (problem) => {
    const known = find.get(datasetId, problem.id)
    const checks = problem.checks === null ? null : JSON.stringify(problem.checks)
    if (known === undefined) {
      ordinal += 1
      insert.run({ ...problem, datasetId, ordinal, checks })
      return { added: true }
    }
    const fault = contradiction(known, problem)
    if (fault !== undefined) return { added: false, fault }
    if (problemFields.some((field) => known[field] === null && problem[field] !== null))
      fill.run({ ...problem, datasetId, checks })
    return { added: false }
  }
}

const problemFields = ['answerKey', 'category', 'difficulty', 'checks'] as const

function contradiction(known: KnownProblem, { id, question, answerKey }: ProblemRecord): string | undefined {
  if (!isSameQuestion(known.question, question)) return `the id “${id}” already belongs to another question`
  if (known.answerKey === null || answerKey === null || isSameKey(known.answerKey, answerKey)) return undefined
  return `“${id}” already has the answer key “${known.answerKey}”, not “${answerKey}”`
}

/** What programs change on the way, such as a spreadsheet the ends of lines, makes no other question. */
function isSameQuestion(known: string, question: string): boolean {
  return known === question || canonicalQuestion(known) === canonicalQuestion(question)
}

/** `18` and `18.0` are one key: whatever the one makes right, so does the other. */
function isSameKey(known: string, key: string): boolean {
  return known === key || sameAnswer(key, known)
}

type Figures = Omit<OutcomeRecord, 'problemId' | 'model' | 'sample'>

const outcomeFields = ['answer', 'confidence', 'score', 'inputTokens', 'outputTokens', 'usd', 'latencyMs'] as const

/**
 * What we call the number of an answer by the file's: we count from zero, some files from one or by seeds, and some number something else. Where
 * what would become a first answer is another one than the first that is there already, the file's numbers are taken at their word.
 */
function numbering(db: Db, datasetId: number, { read, numbers }: Staged): NumberOf {
  const find = outcomeFinder(db)
  const isAnother = (outcome: OutcomeRecord): boolean => {
    const known = find.get(datasetId, outcome.problemId, outcome.model, 0)
    return known !== undefined && !agree(known, outcome, ['answer', 'score'])
  }
  const counted = numbers.counted()
  if (!numbers.areOthers && counted === undefined) return atItsWord
  const guess: NumberOf = numbers.areOthers ? inOrder() : ({ sample }) => counted?.(sample) ?? sample
  for (const { outcomes } of read())
    if (outcomes.some((outcome) => guess(outcome) === 0 && isAnother(outcome))) return atItsWord
  return guess
}

type NumberOf = (outcome: OutcomeRecord) => number

const atItsWord: NumberOf = ({ sample }) => sample

/** By the order of the file; an answer that comes again keeps its number. */
function inOrder(): NumberOf {
  const byPair = new Map<string, Map<number, number>>()
  return ({ problemId, model, sample }) => {
    const pair = JSON.stringify([problemId, model])
    const seen = byPair.get(pair) ?? new Map<number, number>()
    byPair.set(pair, seen)
    const number = seen.get(sample) ?? seen.size
    seen.set(sample, number)
    return number
  }
}

const outcomeFinder = (db: Db) =>
  db.prepare<[number, string, string, number], Figures>(
    `select answer, confidence, score, input_tokens as inputTokens, output_tokens as outputTokens, usd, latency_ms as latencyMs
     from outcomes where dataset_id = ? and problem_id = ? and model = ? and request = '' and sample = ?`,
  )

const agree = (known: Figures, outcome: Figures, fields: readonly (keyof Figures)[] = outcomeFields): boolean =>
  fields.every((field) => known[field] === null || outcome[field] === null || known[field] === outcome[field])

/** An outcome that is there already gains what it did not know, such as a price that was given later. */
function outcomeMerger(db: Db, datasetId: number): (outcome: OutcomeRecord) => Merged {
  const find = outcomeFinder(db)
  const insert = db.prepare(
    `insert into outcomes (dataset_id, problem_id, model, sample, answer, confidence, score, input_tokens, output_tokens, usd, latency_ms)
     values (@datasetId, @problemId, @model, @sample, @answer, @confidence, @score, @inputTokens, @outputTokens, @usd, @latencyMs)`,
  )
  const fill = db.prepare(
    `update outcomes set answer = coalesce(answer, @answer), confidence = coalesce(confidence, @confidence),
       score = coalesce(score, @score), input_tokens = coalesce(input_tokens, @inputTokens),
       output_tokens = coalesce(output_tokens, @outputTokens), usd = coalesce(usd, @usd),
       latency_ms = coalesce(latency_ms, @latencyMs)
     where dataset_id = @datasetId and problem_id = @problemId and model = @model and request = '' and sample = @sample`,
  )
  return (outcome) => {
    const { problemId, model, sample } = outcome
    const known = find.get(datasetId, problemId, model, sample)
    if (known === undefined) {
      insert.run({ ...outcome, datasetId })
      return { added: true }
    }
    if (agree(known, outcome)) {
      if (outcomeFields.some((field) => known[field] === null && outcome[field] !== null))
        fill.run({ ...outcome, datasetId })
      return { added: false }
    }
    const which = sample === 0 ? '' : `, sample ${sample},`
    return {
      added: false,
      fault: `another outcome of “${model}” for “${problemId}”${which} is already there; map a sample column to keep both, or import a corrected file under another name`,
    }
  }
}
