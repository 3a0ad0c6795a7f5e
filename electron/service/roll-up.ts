import { FiguresFold, Latencies, SumOrUnknown } from '../../shared/evidence/figures-fold'
import type { Repeats } from '../../shared/repeats'
import type { CallRecord, FinishedProblem } from '../../shared/run-record'
import type { ModelFigures, RunRollup } from '../../shared/run-rollup'
import { TrafficCount } from './traffic-count'

class CallFold {
  calls = 0
  problems = 0
  correct = 0
  /** The last problem that was counted: several calls for one problem count it once. */
  lastOrdinal = -1
  readonly usd = new SumOrUnknown()
  readonly latencies = new Latencies()

  add({ usd, latencyMs }: CallRecord, { ordinal, verdict }: FinishedProblem): void {
    this.calls += 1
    this.usd.add(usd)
    this.latencies.add(latencyMs)
    if (ordinal === this.lastOrdinal) return
    this.lastOrdinal = ordinal
    this.problems += 1
    if (verdict === 'correct') this.correct += 1
  }
}

/** Folds the results of a run while they are written into what the run came to. Holds eight bytes for each latency. */
export class RollUp {
  readonly traffic = new TrafficCount({ visits: {}, exits: {} })
  private readonly figures: FiguresFold
  private readonly nodes = new Map<string, CallFold>()
  /** By connection, then by model. */
  private readonly models = new Map<string, Map<string, CallFold>>()

  constructor(repeats?: Repeats) {
    this.figures = new FiguresFold(repeats)
  }

  add(results: readonly FinishedProblem[]): void {
    for (const result of results) {
      this.figures.add(result)
      this.traffic.add(result.steps)
      for (const call of result.calls) {
        foldOf(this.nodes, call.nodeId).add(call, result)
        foldOf(this.modelsOf(call.connection), call.model).add(call, result)
      }
    }
  }

  now(): RunRollup {
    const nodes = [...this.nodes].map(([id, { usd, latencies, correct, problems }]) => {
      const { p95Ms } = latencies.percentiles({ p95Ms: 0.95 })
      return [id, { usd: usd.value, accuracy: correct / problems, p95Ms }] as const
    })
    const models = inOrder(this.models).flatMap(([connection, folds]) =>
      inOrder(folds).map(([model, { calls, usd, latencies }]): ModelFigures => {
        return { connection, model, calls, usd: usd.value, ...latencies.percentiles({ p50Ms: 0.5, p95Ms: 0.95 }) }
      }),
    )
    return { figures: this.figures.figures(), traffic: this.traffic.now(), nodes: Object.fromEntries(nodes), models }
  }

  private modelsOf(connection: string): Map<string, CallFold> {
    const known = this.models.get(connection)
    if (known !== undefined) return known
    const models = new Map<string, CallFold>()
    this.models.set(connection, models)
    return models
  }
}

function foldOf(folds: Map<string, CallFold>, key: string): CallFold {
  const known = folds.get(key)
  if (known !== undefined) return known
  const fold = new CallFold()
  folds.set(key, fold)
  return fold
}

function inOrder<T>(folds: ReadonlyMap<string, T>): [string, T][] {
  return [...folds].sort(([a], [b]) => (a < b ? -1 : 1))
}
