import type { AnsweredFrom, NodeFigures, Verdict } from '../report'
import type { CallRecord } from '../run-record'
import type { ModelFigures } from '../run-rollup'
import { selectRank } from './percentile'

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

/** Latencies to a block: blocks are added and never copied, so that nothing is left over for the collector. */
const BLOCK = 1 << 14

/** Milliseconds, eight bytes each; one unknown makes their percentiles unknown. */
class Latencies {
  private readonly blocks: Float64Array[] = []
  private count = 0
  private known = true

  add(ms: number | null): void {
    if (ms === null) this.known = false
    if (!this.known) return
    const at = this.count % BLOCK
    if (at === 0) this.blocks.push(new Float64Array(BLOCK))
    const block = this.blocks[this.blocks.length - 1]
    if (block !== undefined) block[at] = ms ?? 0
    this.count += 1
  }

  /** Those of several, in a copy; `undefined` where one is unknown. */
  static together(several: readonly Latencies[]): Float64Array | undefined {
    if (!several.every(({ known }) => known)) return undefined
    const all = new Float64Array(several.reduce((sum, { count }) => sum + count, 0))
    let at = 0
    for (const { blocks, count } of several) {
      for (const [number, block] of blocks.entries()) {
        const filled = block.subarray(0, Math.min(BLOCK, count - number * BLOCK))
        all.set(filled, at)
        at += filled.length
      }
    }
    return all
  }
}

/** The calls of one node to one model. */
class SiteFold {
  calls = 0
  readonly usd = new SumOrUnknown()
  readonly latencies = new Latencies()

  constructor(
    readonly connection: string,
    readonly model: string,
  ) {}

  add({ usd, latencyMs }: MeasuredCall): void {
    this.calls += 1
    this.usd.add(usd)
    this.latencies.add(latencyMs)
  }
}

/** A node that asks: mostly one model. */
class NodeFold {
  readonly sites: SiteFold[] = []
  private problems = 0
  private correct = 0
  /** The last problem that was counted: several calls for one problem count it once. */
  private lastOrdinal = -1

  siteOf({ connection, model }: MeasuredCall): SiteFold {
    for (const site of this.sites) if (site.model === model && site.connection === connection) return site
    const site = new SiteFold(connection, model)
    this.sites.push(site)
    return site
  }

  count(ordinal: number, verdict: Verdict | null): void {
    if (ordinal === this.lastOrdinal || verdict === null) return
    this.lastOrdinal = ordinal
    this.problems += 1
    if (verdict === 'correct') this.correct += 1
  }

  get accuracy(): number | null {
    return this.problems === 0 ? null : this.correct / this.problems
  }
}

/** What the calls of a run came to, by node and by model, one call after another. Holds eight bytes for each latency. */
export class CallsFold {
  private readonly byNode = new Map<string, NodeFold>()
  private readonly counts: AnsweredFrom = {}

  /** The calls of one problem must follow each other. `verdict` is its problem's; `null` while that is not finished. */
  add(call: MeasuredCall, ordinal: number, verdict: Verdict | null): void {
    const node = this.nodeOf(call.nodeId)
    node.siteOf(call).add(call)
    node.count(ordinal, verdict)
    this.counts[call.source] = (this.counts[call.source] ?? 0) + 1
  }

  /** How many calls were answered from where. */
  sources(): AnsweredFrom {
    return { ...this.counts }
  }

  /** Dollars, 95th percentile in milliseconds and the accuracy of the problems that asked there. */
  nodes(): Record<string, NodeFigures> {
    const figures = [...this.byNode].map(([id, { sites, accuracy }]): [string, NodeFigures] => {
      const [p95Ms = null] = percentilesOf(sites, [0.95])
      return [id, { usd: usdOf(sites), accuracy, p95Ms }]
    })
    return Object.fromEntries(figures)
  }

  /** In the order of connections and models. */
  models(): ModelFigures[] {
    const byModel = new Map<string, SiteFold[]>()
    for (const site of [...this.byNode.values()].flatMap(({ sites }) => sites)) {
      const name = JSON.stringify([site.connection, site.model])
      byModel.set(name, [...(byModel.get(name) ?? []), site])
    }
    return [...byModel.values()].map(figuresOfModel).sort(byName)
  }

  private nodeOf(id: string): NodeFold {
    const known = this.byNode.get(id)
    if (known !== undefined) return known
    const node = new NodeFold()
    this.byNode.set(id, node)
    return node
  }
}

function figuresOfModel(sites: readonly SiteFold[]): ModelFigures {
  const [{ connection, model } = { connection: '', model: '' }] = sites
  const [p50Ms = null, p95Ms = null] = percentilesOf(sites, [0.5, 0.95])
  return { connection, model, calls: sites.reduce((sum, { calls }) => sum + calls, 0), usd: usdOf(sites), p50Ms, p95Ms }
}

function usdOf(sites: readonly SiteFold[]): number | null {
  const sum = new SumOrUnknown()
  for (const { usd } of sites) sum.add(usd.value)
  return sum.value
}

/** By nearest rank. */
function percentilesOf(sites: readonly SiteFold[], at: readonly number[]): (number | null)[] {
  const all = Latencies.together(sites.map(({ latencies }) => latencies))
  return at.map((p) => (all === undefined ? null : (selectRank(all, p) ?? null)))
}

function byName(a: ModelFigures, b: ModelFigures): number {
  if (a.connection !== b.connection) return a.connection < b.connection ? -1 : 1
  return a.model < b.model ? -1 : 1
}
