import type { LiveCall, LiveReply } from '../../shared/connection'
import { costOf } from '../../shared/ledger/price'
import type { StopSignal } from '../../shared/nodes/kind'
import { lineOfFate, neverStopped } from './fetch-json'
import type { LiveDeps, ProbeReport } from './live-connection'
import type { Tally } from './tally'
import { isCounted } from './usage'

/** Enough for a model that thinks before it says one word. */
const PROBE_TOKENS = 512
const PROBE_MS = 60_000

/** One small call that a person waits for, and what it showed. */
export async function probeModel(
  model: string,
  signal: StopSignal | undefined,
  deps: LiveDeps,
  ask: (call: LiveCall) => Promise<{ reply: LiveReply; tally: Tally }>,
): Promise<ProbeReport> {
  const { reply, tally } = await ask({
    problemId: 'probe',
    ordinal: 0,
    seq: 0,
    nodeId: 'probe',
    role: 'probe',
    model,
    sample: 0,
    again: 0,
    seed: 0,
    system: '',
    prompt: 'Answer with the one word: ready',
    maxTokens: PROBE_TOKENS,
    timeoutMs: PROBE_MS,
    temperature: undefined,
    effort: undefined,
    logprobs: true,
    labels: undefined,
    signal: signal ?? neverStopped,
  })
  if (reply.fate !== 'done') return { ok: false, ...lineOfFate(reply) }
  const { answer, servedModel, billedShare } = reply
  const { failure, usage, latencyMs } = answer
  // A model that answers at length or refuses has still been reached.
  if (failure !== null && failure.reason === 'provider') return { ok: false, ...lineOfFate(reply) }
  const listed = costOf(usage, deps.quoteOf(model)?.price ?? null)
  return {
    ok: true,
    model,
    servedModel,
    latencyMs: latencyMs ?? 0,
    firstPieceMs: tally.firstPieceMs,
    usd: answer.usd ?? (listed === null ? null : listed * billedShare),
    usage,
    detected: {
      usage: isCounted(usage),
      streaming: tally.pieces > 1,
      logprobs: answer.meanLogprob !== null,
      thinking: tally.thought,
    },
  }
}
