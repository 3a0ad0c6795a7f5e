import type { AnswerPiece, ModelFailure } from '../../shared/connection'
import type { Usage } from '../../shared/ledger/price'

/** What a stream has given so far; a wire's reader fills it. */
export interface Tally {
  /** Any part of a reply came, so the call was accepted. */
  started: boolean
  text: string
  refusal: string
  thought: boolean
  pieces: number
  firstPieceMs: number | null
  usage: Usage | null
  /** Dollars that the server itself states. */
  usd: number | null
  model: string | null
  requestId: string | null
  billedShare: number
  logprobSum: number
  logprobCount: number
  /** How it ended; `null` until it properly has. */
  end: 'answered' | ModelFailure | null
}

export function newTally(): Tally {
  return {
    started: false,
    text: '',
    refusal: '',
    thought: false,
    pieces: 0,
    firstPieceMs: null,
    usage: null,
    usd: null,
    model: null,
    requestId: null,
    billedShare: 1,
    logprobSum: 0,
    logprobCount: 0,
    end: null,
  }
}

/** Adds one token's log-probability; servers write impossible ones as very low or above 0. */
export function addLogprob(tally: Tally, logprob: unknown): void {
  if (typeof logprob !== 'number' || !Number.isFinite(logprob)) return
  tally.logprobSum += Math.min(logprob, 0)
  tally.logprobCount += 1
}

export function meanLogprobOf({ logprobSum, logprobCount }: Tally): number | null {
  return logprobCount === 0 ? null : logprobSum / logprobCount
}

/** What an answer's end comes to: an answer, or why there is none. */
export function outcomeOf(tally: Tally): { answer: string; failure: null } | { answer: null; failure: ModelFailure } {
  const { end, text, refusal, thought } = tally
  if (end !== null && end !== 'answered') return { answer: null, failure: end }
  if (text.trim() !== '') return { answer: text, failure: null }
  if (refusal !== '') return { answer: null, failure: refusalOf(refusal) }
  const what = thought ? 'the model thought but gave no answer' : 'the model gave an empty answer'
  return { answer: null, failure: { reason: 'provider', message: what } }
}

export function refusalOf(words: string | null | undefined): ModelFailure {
  const said = words?.replace(/\s+/g, ' ').trim() ?? ''
  return {
    reason: 'refusal',
    message: said === '' ? 'the model refused to answer' : `the model refused: ${said.slice(0, 200)}`,
  }
}

export function cutByLength(tally: Tally, limit: number | null): ModelFailure {
  const reasoned = tally.usage?.reasoningTokens
  const of = limit === null ? 'its limit' : `its limit of ${limit} tokens`
  const thinking = reasoned === undefined ? '' : `, ${reasoned} of them spent on thinking`
  return { reason: 'length', message: `the answer was cut at ${of}${thinking}` }
}

/** A piece of text as a server sent it; what is no text is a broken reply, and not a word of the answer. */
export function textIn(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  throw new SyntaxError('a text is not one')
}

/** A name as a server stated it. */
export function nameIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

export type Emit = (piece: AnswerPiece) => void
