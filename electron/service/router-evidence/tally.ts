import { selectRank } from '../../../shared/evidence/percentile'
import { rateOf } from '../../../shared/evidence/rate'
import type { TracedExit, TracedWalk } from '../../../shared/evidence/trace-walk'
import { ordinalOf, type Repeats } from '../../../shared/repeats'
import type { WayOut } from '../../../shared/router-evidence'
import type { WalkedRow } from '../../store/evidence'
import type { ReadNode } from './read-graph'

/** The walks that took one way out, counted once each. */
export class WayTally {
  problems = 0
  correct = 0
  private usd: number | null = 0
  private readonly latencies: number[] = []
  private timed = true

  add({ verdict, usd, latencyMs }: WalkedRow): void {
    this.problems += 1
    if (verdict === 'correct') this.correct += 1
    this.usd = this.usd === null || usd === null ? null : this.usd + usd
    if (latencyMs === null) this.timed = false
    else this.latencies.push(latencyMs)
  }

  read(port: string, visitors: number, { repeats }: Repeats): WayOut {
    const known = this.timed && this.latencies.length > 0
    return {
      port,
      taken: rateOf(this.problems, visitors, repeats),
      right: rateOf(this.correct, this.problems, repeats),
      usdPerProblem: this.usd === null || this.problems === 0 ? null : this.usd / this.problems,
      p50Ms: known ? (selectRank(Float64Array.from(this.latencies), 0.5) ?? null) : null,
    }
  }
}

/** A confidence that a node stated, and whether the answer was right. */
export interface Stated {
  confidence: number | null
  correct: boolean | null
}

/** What is gathered of one escalation. */
interface GateTally {
  /** In the order of the problems: whether each left by the escalating port. */
  escalated: number[]
  ordinals: number[]
  byCategory: Map<string | null, { escalated: number; of: number }>
  gain: {
    problems: number
    before: number
    after: number
    won: number
    lost: number
    usd: number | null
    ungraded: number
  }
  /** By problem: in how many more of its walks escalating won than lost. */
  won: Map<number, number>
}

interface CacheTally {
  hits: number
  misses: number
  hitRight: number
  missRight: number
  /** Dollars after the misses. */
  usdAfter: number | null
}

/** Everything that one pass over a run's walks gathers. */
export class RouterTally {
  readonly ways = new Map<string, Map<string, WayTally>>()
  readonly visitors = new Map<string, number>()
  readonly stated = new Map<string, Stated[]>()
  readonly verified = new Map<string, { said: 'pass' | 'fail' | null; correct: boolean | null }[]>()
  readonly gates = new Map<string, GateTally>()
  readonly caches = new Map<string, CacheTally>()
  /** By classifier: the label of each walk, by its place in the run. */
  readonly labels = new Map<string, Map<number, string>>()

  constructor(
    private readonly nodes: ReadonlyMap<string, ReadNode>,
    /** How the run's walks are numbered. */
    readonly repeats: Repeats,
  ) {}

  add(row: WalkedRow, { answers, exits }: TracedWalk): void {
    for (const { nodeId, confidence, correct } of answers)
      if (this.nodes.get(nodeId)?.kind === 'model') push(this.stated, nodeId, { confidence, correct })
    const seen = new Set<string>()
    for (const exit of exits) {
      const node = this.nodes.get(exit.nodeId)
      // A problem that comes again, by a retry, is one visitor; its verifier speaks each time.
      if (node?.kind === 'verifier')
        push(this.verified, node.id, { said: saidOf(exit), correct: exit.before?.correct ?? null })
      if (!seen.has(exit.nodeId)) {
        seen.add(exit.nodeId)
        this.visitors.set(exit.nodeId, (this.visitors.get(exit.nodeId) ?? 0) + 1)
        if (node !== undefined) this.addFirst(row, exit, node)
      }
      const way = `${exit.nodeId}.${exit.port}`
      if (seen.has(way)) continue
      seen.add(way)
      this.wayOf(exit.nodeId, exit.port).add(row)
    }
  }

  private wayOf(nodeId: string, port: string): WayTally {
    const ports = this.ways.get(nodeId) ?? new Map<string, WayTally>()
    this.ways.set(nodeId, ports)
    const way = ports.get(port) ?? new WayTally()
    ports.set(port, way)
    return way
  }

  private addFirst(row: WalkedRow, exit: TracedExit, node: ReadNode): void {
    if (node.escalates !== undefined) this.addToGate(row, exit, exit.port === node.escalates)
    if (node.kind === 'cache') this.addToCache(row, exit)
    if (node.kind === 'classifier') {
      const labels = this.labels.get(node.id) ?? new Map<number, string>()
      this.labels.set(node.id, labels)
      labels.set(row.ordinal, exit.port)
    }
  }

  private addToGate(
    { ordinal, category, verdict }: WalkedRow,
    { nodeId, before, usdAfter }: TracedExit,
    isUp: boolean,
  ): void {
    const gate = this.gates.get(nodeId) ?? emptyGate()
    this.gates.set(nodeId, gate)
    gate.ordinals.push(ordinal)
    gate.escalated.push(Number(isUp))
    const group = gate.byCategory.get(category) ?? { escalated: 0, of: 0 }
    gate.byCategory.set(category, group)
    group.of += 1
    if (!isUp) return
    group.escalated += 1
    const { gain } = gate
    const correct = before?.correct ?? null
    if (correct === null) {
      gain.ungraded += 1
      return
    }
    gain.problems += 1
    const isRight = verdict === 'correct'
    if (correct) gain.before += 1
    if (isRight) gain.after += 1
    if (isRight && !correct) gain.won += 1
    if (correct && !isRight) gain.lost += 1
    if (isRight !== correct) {
      const problem = ordinalOf(ordinal, this.repeats)
      gate.won.set(problem, (gate.won.get(problem) ?? 0) + (isRight ? 1 : -1))
    }
    gain.usd = gain.usd === null || usdAfter === null ? null : gain.usd + usdAfter
  }

  private addToCache({ verdict }: WalkedRow, { nodeId, port, usdAfter }: TracedExit): void {
    const cache = this.caches.get(nodeId) ?? { hits: 0, misses: 0, hitRight: 0, missRight: 0, usdAfter: 0 }
    this.caches.set(nodeId, cache)
    const right = Number(verdict === 'correct')
    if (port === 'hit') {
      cache.hits += 1
      cache.hitRight += right
      return
    }
    cache.misses += 1
    cache.missRight += right
    cache.usdAfter = cache.usdAfter === null || usdAfter === null ? null : cache.usdAfter + usdAfter
  }
}

function emptyGate(): GateTally {
  const gain = { problems: 0, before: 0, after: 0, won: 0, lost: 0, usd: 0, ungraded: 0 }
  return { escalated: [], ordinals: [], byCategory: new Map(), gain, won: new Map() }
}

function saidOf({ port, why }: TracedExit): 'pass' | 'fail' | null {
  if (why.startsWith('undecided')) return null
  return port === 'pass' ? 'pass' : 'fail'
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [item])
  else known.push(item)
}
