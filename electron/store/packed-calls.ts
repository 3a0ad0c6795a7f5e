import type { CallRecord } from '../../shared/run-record'
import type { InternedRows } from './interned'

/**
 * The calls of a problem that no provider was sent, as JSON: a third of the time and half of the room of a row for each. The view
 * `every_call` takes them apart. `null` where there are none. A call whose answer is the problem's does not repeat it.
 */
export function packCalls(
  calls: readonly CallRecord[],
  own: string | null,
  { siteId }: Pick<InternedRows, 'siteId'>,
): string | null {
  let packed = ''
  for (const call of calls) {
    if (isInLedger(call)) continue
    packed += packed === '' ? '[[' : ',['
    packed += packCall(call, siteId(call), call.answer === own && own !== null ? 'true' : textOf(call.answer))
  }
  return packed === '' ? null : `${packed}]`
}

/** Whether a call has a row of its own, for it was meant for a provider. */
export const isInLedger = ({ written, source }: CallRecord): boolean => written || source === 'live'

/** The members in the order of the view. What most calls lack, and that a recorded one was answered for nothing, is left out. */
function packCall(call: CallRecord, site: number, answer: string): string {
  const { seq, source, state, sample, usage, usd, billedUsd, latencyMs, confidence } = call
  const told = `${seq},${site},${usage.inputTokens},${usage.outputTokens},${usd},${latencyMs},${answer},${confidence}`
  const isUsual = hasNoMore(call)
  if (isUsual && source === 'recorded' && state === 'done' && sample === 0 && billedUsd === 0) return `${told}]`
  const whence = `${told},"${source}","${state}",${sample},${billedUsd}`
  return isUsual ? `${whence}]` : `${whence},${restOf(call)}]`
}

const hasNoMore = ({ usage, meanLogprob, failure }: CallRecord): boolean =>
  meanLogprob === null &&
  failure === null &&
  usage.cacheReadTokens === undefined &&
  usage.cacheWriteTokens === undefined &&
  usage.reasoningTokens === undefined

function restOf({ usage, meanLogprob, failure }: CallRecord): string {
  const { cacheReadTokens = null, cacheWriteTokens = null, reasoningTokens = null } = usage
  const why = failure === null ? null : `${failure.reason}: ${failure.message}`
  return `${cacheReadTokens},${cacheWriteTokens},${reasoningTokens},${meanLogprob},${textOf(why)}`
}

/** Half of a character that takes two would come back as three unknown ones: it becomes one, as in any other column. */
const textOf = (text: string | null): string =>
  text === null ? 'null' : JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd'))
