import type { BadRow, FileFormat, Mapping, OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import { readRows } from './read-rows'
import type { ValuesRow } from './row'
import { toOutcome } from './to-outcome'
import { toProblem } from './to-problem'

export interface DatasetRow {
  line: number
  problem: ProblemRecord
  /** `null` in a file of problems alone. */
  outcome: OutcomeRecord | null
}

/** Numbers a model's answers to a problem in the order of the file, where the file does not. */
class SampleCounter {
  private readonly seen = new Map<string, number>()

  next(problemId: string, model: string): number {
    const pair = JSON.stringify([problemId, model])
    const sample = this.seen.get(pair) ?? 0
    this.seen.set(pair, sample + 1)
    return sample
  }
}

function toDatasetRow({ line, values }: ValuesRow, mapping: Mapping, counter: SampleCounter): DatasetRow | BadRow {
  const problem = toProblem(values, mapping.problem)
  if ('reason' in problem) return { line, reason: problem.reason }
  if (mapping.outcome === null) return { line, problem, outcome: null }
  const outcome = toOutcome(values, mapping.outcome, problem.id)
  if ('reason' in outcome) return { line, reason: outcome.reason }
  const sample = outcome.sample ?? counter.next(problem.id, outcome.model)
  return { line, problem, outcome: { ...outcome, sample } }
}

/**
 * The problems of a file and, where the mapping names a model, their outcomes: one for each row, in order. Rows that
 * cannot be read come with their reason; a file that cannot be read throws as `readRows` does.
 */
export async function* readDataset(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  mapping: Mapping,
): AsyncGenerator<DatasetRow | BadRow> {
  const counter = new SampleCounter()
  for await (const row of readRows(source, format)) {
    yield 'reason' in row ? row : toDatasetRow(row, mapping, counter)
  }
}
