import { BATCH_SHARE } from '../../shared/batch'
import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { expectTotal } from '../../shared/evidence/expect-total'
import { nearestRank } from '../../shared/evidence/percentile'
import { costOf, worstCostOf } from '../../shared/ledger/price'
import type { ProblemSelection } from '../../shared/problem-selection'
import { placeOf, type Repeats } from '../../shared/repeats'
import type { Estimate, Range } from '../../shared/report'
import type { Walked } from '../../shared/run-record'
import type { Sandbox } from '../../shared/sandbox'
import type { CompiledGraph, CompiledNode } from '../engine/compile'
import { type Bounds, boundsOfWalks } from '../engine/path-bounds'
import { mostTokens } from '../engine/priced-call'
import { RunCache } from '../engine/run-cache'
import { type BoundModel, type WalkWorld, walk } from '../engine/walk'
import { canBatch } from './batching'
import { bindRoles, hashQuickly, standIn } from './bindings'
import { type Chosen, problemsFor } from './choose-problems'
import { type CheckOptions, checkRun } from './conduct-run'
import { addRest, boundsWhereKnown, observedCalls } from './estimate-rest'
import { leftOutSettings } from './left-out'

export interface EstimateOptions extends Omit<CheckOptions, 'capUsd'> {
  seed: number
  limit: number | null
  selection?: ProblemSelection | undefined
  repeats?: number
  concurrency: number
  sandbox: Sandbox
}

/** More would tell little more: the interval shrinks with the root of it. */
const MOST_WALKED = 400
/** With fewer problems that are recorded through and through, their mean says little. */
const FEWEST_WALKED = 30
/** Prompts are filled with questions of about this many bytes where none was looked at. */
const USUAL_QUESTION_BYTES = 1000

/** What a run will take. Walks some of its problems on recorded or simulated answers, or looks at the graph where there are none. */
export async function estimateRun(options: EstimateOptions): Promise<Estimate> {
  const { compiled, bindings } = checkRun({ ...options, capUsd: null })
  const chosen = problemsFor(options.store, options.dataset, options)
  const { problems } = chosen
  const { repeats = 1 } = options
  const toWalk = problems * repeats
  const unpriced = unpricedModels(options, bindings.keys())
  const { walks, unrecorded } = await walkSome(options, compiled, chosen)
  const budget = options.graph.limits.latencyMs
  const leftOut = leftOutSettings(options)
  const base = { problems, repeats, unpriced, leftOut, ...(budget === undefined ? {} : { latencyBudgetMs: budget }) }
  if (unrecorded > 0 && walks.length < FEWEST_WALKED)
    return delivered(options, { ...base, ...fromBounds(options, compiled, bindings, toWalk, { walks, unrecorded }) })
  const sent = shareSent(options, unrecorded / (walks.length + unrecorded))
  const { calls, usd, time, billed } = totalsOf(options, { compiled, bindings, walks, unrecorded, toWalk, sent })
  const p95Ms = p95Of(walks)
  return delivered(options, {
    ...base,
    ...(p95Ms === undefined ? {} : { p95Ms }),
    ...failingOf(walks),
    basis: [...bindings.values()].every(({ connection }) => connection.source === 'simulated')
      ? 'simulation'
      : 'outcomes',
    walked: walks.length,
    ...(unrecorded === 0 ? {} : { unrecorded }),
    calls: calls ?? nothing,
    usd,
    billedUsd: billed,
    timeMs: time === null ? null : times(time, 1 / atOnce(options.concurrency, toWalk * sent)),
  })
}

interface Looked {
  compiled: CompiledGraph
  bindings: ReadonlyMap<string, BoundModel>
  walks: readonly Walked[]
  unrecorded: number
  /** Each problem as often as it is repeated. */
  toWalk: number
  /** The share of problems that live calls answer. */
  sent: number
}

/** What all problems come to: those that are recorded by the mean of what was walked, the others between their bounds. */
function totalsOf(options: EstimateOptions, { compiled, bindings, walks, unrecorded, toWalk, sent }: Looked) {
  const rest = (toWalk * unrecorded) / (walks.length + unrecorded)
  const recorded = toWalk - rest
  const isFirst = options.answersFrom === 'recorded-else-live'
  // Where nobody answers what is missing, such a problem ends there.
  const endsThere = options.answersFrom === 'recorded'
  // A recorded problem is walked to its end for nothing; of the others, whatever is missing is a call at least.
  const total = (of: (walked: Walked) => number | null, bounds: () => Bounds | null, isSent = false): Range | null => {
    const known = walks.map(of).filter((value) => value !== null)
    if (known.length < walks.length) return null
    if (unrecorded === 0) return expectTotal(known, toWalk)
    const part = isSent && isFirst ? nothing : expectTotal(known, recorded)
    const between = bounds()
    return addRest(
      part,
      endsThere ? least(between) : between,
      rest,
      expectTotal(known, isSent && isFirst ? rest : toWalk)?.expected ?? null,
    )
  }
  const calls = boundsWhereKnown(compiled, timesAsked)
  const byUsd = usdOf(options, bindings, observedCalls(walks, 'usd'))
  const usd = boundsWhereKnown(compiled, byUsd)
  const took = boundsWhereKnown(compiled, askedAs(bindings, observedCalls(walks, 'latencyMs')))
  return {
    calls: total(
      ({ calls: made }) => made.length,
      () => calls,
    ),
    usd: total(
      (walked) => walked.usd,
      () => usd,
    ),
    billed: sent > 0 ? total(liveUsd(options), () => (isFirst ? least(usd) : usd), true) : nothing,
    time:
      sent > 0
        ? total(
            ({ latencyMs }) => latencyMs,
            () => (isFirst ? least(took) : took),
            true,
          )
        : null,
  }
}

const least = (bounds: Bounds | null): Bounds | null => (bounds === null ? null : { low: 0, high: bounds.high })

const roleOf = ({ kind, settings }: CompiledNode): string | undefined => kind.role?.(settings)
const timesOf = ({ kind, settings }: CompiledNode): number => kind.times?.(settings) ?? 1
const timesAsked = (node: CompiledNode): Bounds => same(roleOf(node) === undefined ? 0 : timesOf(node))

/** What the calls of a node take, which are made at once. */
function askedAs(
  bindings: ReadonlyMap<string, BoundModel>,
  of: (bound: BoundModel, node: CompiledNode, role: string) => Bounds | null,
): (node: CompiledNode) => Bounds | null {
  return (node) => {
    const role = roleOf(node)
    const bound = role === undefined ? undefined : bindings.get(role)
    return role === undefined || bound === undefined ? same(0) : of(bound, node, role)
  }
}

/** Dollars of a node's calls: as they were observed, or else from one token out to all that are allowed. */
function usdOf(
  { live, graph }: EstimateOptions,
  bindings: ReadonlyMap<string, BoundModel>,
  observed: (bound: BoundModel) => Bounds | null,
): (node: CompiledNode) => Bounds | null {
  return askedAs(bindings, (bound, node, role) => {
    const known = observed(bound)
    if (known !== null) return { low: known.low * timesOf(node), high: known.high * timesOf(node) }
    const connection = live.find(graph.roles[role]?.connection ?? '')?.connection
    if (connection === undefined) return same(0)
    const price = connection.quoteOf(bound.model)?.price ?? null
    const maxTokens = node.kind.mostTokens?.(node.settings) ?? mostTokens(connection, bound.model)
    const high = worstCostOf({ inputBytes: USUAL_QUESTION_BYTES, maxTokens }, price)
    const low = costOf({ inputTokens: 1, outputTokens: 1 }, price)
    return high === null || low === null ? null : { low: low * timesOf(node), high: high * timesOf(node) }
  })
}

/** The same with what batches would charge; nobody knows how long those take. */
function delivered(options: EstimateOptions, live: Omit<Estimate, 'delivery' | 'batchUsd'>): Estimate {
  const { delivery = 'live' } = options
  const { billedUsd } = live
  const pays = billedUsd !== null && billedUsd.high > 0 && canBatch(options)
  const batchUsd = pays ? times(billedUsd, BATCH_SHARE) : null
  if (delivery === 'live') return { ...live, delivery, batchUsd }
  return { ...live, delivery, batchUsd, billedUsd: batchUsd ?? billedUsd, timeMs: null }
}

function failingOf(walks: readonly Walked[]): Pick<Estimate, 'failing'> {
  const failed = walks.filter(({ end }) => end === 'failed')
  const example = failed[0]?.failure
  return example == null ? {} : { failing: { problems: failed.length, example } }
}

/** Undefined where one time is unknown; what failed before it began has none. */
function p95Of(walks: readonly Walked[]): number | undefined {
  const begun = walks.filter(({ end, latencyMs }) => end !== 'failed' || latencyMs !== 0)
  const known = begun.flatMap(({ latencyMs }) => latencyMs ?? []).sort((a, b) => a - b)
  return known.length < begun.length ? undefined : (nearestRank(known, 0.95) ?? undefined)
}

/** Fewer problems than may be under way leave places empty: no run is shorter than one of its problems. */
function atOnce(concurrency: number, sent: number): number {
  return Math.max(1, Math.min(concurrency, sent))
}

/** The share of problems that live calls answer. */
function shareSent({ graph, live, answersFrom }: EstimateOptions, unrecorded: number): number {
  const isLive = Object.values(graph.roles).some(({ connection }) => live.find(connection) !== undefined)
  if (!isLive || answersFrom === 'recorded') return 0
  return answersFrom === 'connections' ? 1 : unrecorded
}

/** Walks problems spread evenly over the run; counts those for which too little is recorded. */
async function walkSome(
  options: EstimateOptions,
  compiled: WalkWorld['compiled'],
  { problems, ordinals }: Chosen,
): Promise<{ walks: Walked[]; unrecorded: number }> {
  const { store, dataset, seed, sandbox, repeats: count = 1 } = options
  const repeats: Repeats = { repeats: count, width: 1 + Math.max(problems, ...(ordinals?.slice(-1) ?? [])) }
  const bindings = bindRoles({
    ...options,
    answersFrom: 'connections',
    engage: (live) => standIn(live, { ...options, repeats }),
  })
  const world: WalkWorld = {
    compiled,
    bindings,
    cache: new RunCache({ find: store.results.findCached }),
    sandbox,
    seed,
    repeats,
    startedAt: Date.now(),
    signal: new AbortController().signal,
    sha256: hashQuickly,
  }
  const walks: Walked[] = []
  let unrecorded = 0
  for (const { at, repeat } of spreadEvenly(problems, count)) {
    const ordinal = ordinals === null ? at : (ordinals[at] ?? 0)
    const [found] = store.datasets.problems(dataset.id, ordinal, ordinal + 1)
    if (found === undefined) continue
    const walked = await walkRecorded(world, found.problem, placeOf(ordinal, repeat, repeats))
    if (walked === undefined) {
      unrecorded += 1
      continue
    }
    for (const write of walked.cacheWrites) world.cache.remember(write)
    walks.push(walked)
  }
  return { walks, unrecorded }
}

/** Some walks of a run: of many problems one each, their repeats in turn; of few problems all, in as many repeats as there is room for. */
function* spreadEvenly(problems: number, repeats: number): Generator<{ at: number; repeat: number }> {
  const stride = Math.max(1, Math.ceil(problems / MOST_WALKED))
  const rounds = stride > 1 ? 1 : Math.min(repeats, Math.ceil(MOST_WALKED / Math.max(1, problems)))
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < problems; at += stride)
      yield { at, repeat: stride > 1 ? (at / stride) % repeats : Math.floor((round * repeats) / rounds) }
  }
}

async function walkRecorded(world: WalkWorld, problem: ProblemRecord, ordinal: number): Promise<Walked | undefined> {
  try {
    return await walk(world, problem, ordinal)
  } catch (error) {
    if (error instanceof SwitchyardError && error.code === 'RUN_UNRECORDED') return undefined
    throw error
  }
}

/**
 * Too little is recorded: the shortest walk at one token out, the longest at every token that is allowed. Where outcomes answer first,
 * what is recorded to its end is not paid, and of the rest perhaps nothing.
 */
function fromBounds(
  options: EstimateOptions,
  compiled: CompiledGraph,
  bindings: ReadonlyMap<string, BoundModel>,
  toWalk: number,
  { walks, unrecorded }: Pick<Looked, 'walks' | 'unrecorded'>,
): Omit<Estimate, 'problems' | 'repeats' | 'unpriced' | 'leftOut' | 'delivery' | 'batchUsd'> {
  const calls = boundsOfWalks(compiled, timesAsked)
  const usd = boundsWhereKnown(
    compiled,
    usdOf(options, bindings, () => null),
  )
  const dollars = usd === null ? null : spread(usd, toWalk)
  const walked = walks.length
  const rest = (toWalk * unrecorded) / (walked + unrecorded)
  const isPartFree = options.answersFrom === 'recorded-else-live' && walked > 0
  const toPay = isPartFree && usd !== null ? spread({ low: 0, high: usd.high }, rest) : dollars
  const billedUsd = options.answersFrom === 'recorded' ? nothing : toPay
  return { basis: 'bounds', walked, unrecorded, calls: spread(calls, toWalk), usd: dollars, billedUsd, timeMs: null }
}

function liveUsd({ graph, live }: EstimateOptions): (walked: Walked) => number | null {
  return ({ calls }) => {
    let sum = 0
    for (const { role, usd } of calls) {
      if (live.find(graph.roles[role]?.connection ?? '') === undefined) continue
      if (usd === null) return null
      sum += usd
    }
    return sum
  }
}

/** The models that may be called live and have no price. */
function unpricedModels({ graph, live, answersFrom }: EstimateOptions, roles: Iterable<string>): string[] {
  if (answersFrom === 'recorded') return []
  const models = [...roles].flatMap((role) => {
    const { connection, model } = graph.roles[role] ?? { connection: '', model: '' }
    const found = live.find(connection)?.connection
    return found === undefined || found.quoteOf(model) !== null ? [] : [model]
  })
  return [...new Set(models)]
}

const same = (value: number): Bounds => ({ low: value, high: value })
const spread = ({ low, high }: Bounds, walks: number): Range => ({
  low: low * walks,
  expected: null,
  high: high * walks,
})
const nothing: Range = { low: 0, expected: 0, high: 0 }
const times = ({ low, expected, high }: Range, by: number): Range => ({
  low: low * by,
  expected: expected === null ? null : expected * by,
  high: high * by,
})
