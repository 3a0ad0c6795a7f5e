import type { AnsweredFrom, NodeFigures, Verdict } from '../report'
import type { CallRecord } from '../run-record'
import type { ModelFigures } from '../run-rollup'
import { nearestRank } from './percentile'

/** As much of a call as its figures are made of. */
export type MeasuredCall = Pick<CallRecord, 'nodeId' | 'source' | 'connection' | 'model' | 'usd' | 'latencyMs'>

/** A sum that any unknown makes unknown; Kahan's compensation, so that the order of many small costs does not show. */
class SumOrUnknown {
  private sum = 0
  private lost = 0
  private known = true

  add(value: number | null): void {
    if (value === null) {
      this.known = false
      return
    }
    const term = value - this.lost
    const next = this.sum + term
    this.lost = next - this.sum - term
    this.sum = next
  }

  get value(): number | null {
    return this.known ? this.sum : null
  }
}

/** Milliseconds, eight bytes each, for percentiles by nearest rank; one unknown makes them unknown. */
class Latencies {
  private values = new Float64Array(64)
  private count = 0
  private known = true

  add(ms: number | null): void {
    if (ms === null) this.known = false
    if (!this.known) return
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.count * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.count] = ms ?? 0
    this.count += 1
  }

  percentiles<Name extends string>(at: Record<Name, number>): Record<Name, number | null> {
    const sorted = this.known ? this.values.slice(0, this.count).sort() : new Float64Array()
    const entries = Object.entries<number>(at).map(([name, p]) => [name, nearestRank(sorted, p) ?? null])
    return Object.fromEntries(entries) as Record<Name, number | null>
  }
}

class CallFold {
  calls = 0
  private problems = 0
  private correct = 0
  /** The last problem that was counted: several calls for one problem count it once. */
  private lastOrdinal = -1
  readonly usd = new SumOrUnknown()
  readonly latencies = new Latencies()

  add({ usd, latencyMs }: MeasuredCall, ordinal: number, verdict: Verdict | null): void {
    this.calls += 1
    this.usd.add(usd)
    this.latencies.add(latencyMs)
    if (ordinal === this.lastOrdinal || verdict === null) return
    this.lastOrdinal = ordinal
    this.problems += 1
    if (verdict === 'correct') this.correct += 1
  }

  get accuracy(): number | null {
    return this.problems === 0 ? null : this.correct / this.problems
  }
}

/** Who is asked at a node: one model, or several where the calls are of more than one run's bindings. */
interface Site {
  connection: string
  model: string
  ofNode: CallFold
  ofModel: CallFold
}

/** What the calls of a run came to, by node and by model, one call after another. Holds sixteen bytes for each latency. */
export class CallsFold {
  private readonly sites = new Map<string, Site[]>()
  private readonly counts: AnsweredFrom = {}

  /** The calls of one problem must follow each other. `verdict` is its problem's; `null` while that is not finished. */
  add(call: MeasuredCall, ordinal: number, verdict: Verdict | null): void {
    const { ofNode, ofModel } = this.siteOf(call)
    ofNode.add(call, ordinal, verdict)
    ofModel.add(call, ordinal, verdict)
    this.counts[call.source] = (this.counts[call.source] ?? 0) + 1
  }

  /** How many calls were answered from where. */
  sources(): AnsweredFrom {
    return { ...this.counts }
  }

  /** Dollars, 95th percentile in milliseconds and the accuracy of the problems that asked there. */
  nodes(): Record<string, NodeFigures> {
    const figures = [...this.sites].map(([nodeId, [site]]) => {
      const { usd, latencies, accuracy } = site?.ofNode ?? new CallFold()
      return [nodeId, { usd: usd.value, accuracy, ...latencies.percentiles({ p95Ms: 0.95 }) }] as const
    })
    return Object.fromEntries(figures)
  }

  /** In the order of connections and models. */
  models(): ModelFigures[] {
    return [...this.bySite().values()]
      .sort(byName)
      .map(({ connection, model, ofModel: { calls, usd, latencies } }) => ({
        connection,
        model,
        calls,
        usd: usd.value,
        ...latencies.percentiles({ p50Ms: 0.5, p95Ms: 0.95 }),
      }))
  }

  private siteOf({ nodeId, connection, model }: MeasuredCall): Site {
    const sites = this.sites.get(nodeId)
    if (sites !== undefined)
      for (const site of sites) if (site.model === model && site.connection === connection) return site
    const ofModel = this.bySite().get(keyOf({ connection, model }))?.ofModel ?? new CallFold()
    const site: Site = { connection, model, ofNode: sites?.[0]?.ofNode ?? new CallFold(), ofModel }
    this.sites.set(nodeId, [...(sites ?? []), site])
    return site
  }

  private bySite(): Map<string, Site> {
    return new Map([...this.sites.values()].flat().map((site) => [keyOf(site), site]))
  }
}

const keyOf = ({ connection, model }: Pick<Site, 'connection' | 'model'>): string => JSON.stringify([connection, model])

function byName(a: Site, b: Site): number {
  if (a.connection !== b.connection) return a.connection < b.connection ? -1 : 1
  return a.model < b.model ? -1 : 1
}
