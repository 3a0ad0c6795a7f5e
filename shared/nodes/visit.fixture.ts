import { sha256 } from '../hash'
import type { ReviewDecision } from '../review'
import type {
  AnyKind,
  AskReply,
  AskRequest,
  CachedAnswer,
  CallPreview,
  NodeContext,
  ProblemState,
  SettingsOf,
  StopSignal,
  Visit,
} from './kind'

export const neverAborted: StopSignal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }

export interface FixtureOptions<K> {
  settings?: Partial<SettingsOf<K>>
  problem?: Partial<ProblemState>
  ctx?: Partial<Omit<NodeContext, 'cache'>>
  reply?: AskReply | Promise<AskReply>
  /** One for each sample. */
  replies?: (AskReply | Promise<AskReply>)[]
  key?: string
  cached?: CachedAnswer
  review?: ReviewDecision | Promise<ReviewDecision>
  callBehind?: CallPreview
}

const defaultReply: AskReply = { ok: true, answer: '5', confidence: 0.9, meanLogprob: null }

/** A visit of one problem to one node, for the tests of kinds; records what the node asked of the world. */
export function visitOf<K extends AnyKind>(kind: K, options: FixtureOptions<K> = {}) {
  const asked: AskRequest[] = []
  const looked: { storage: string; namespace: string; key: string; ttlMs: number | null }[] = []
  const visit: Visit<SettingsOf<K>> = {
    settings: kind.settings.parse(options.settings ?? {}) as SettingsOf<K>,
    problem: {
      id: 'p1',
      question: 'What is 2 + 3?',
      category: null,
      checks: null,
      answer: null,
      confidence: null,
      verified: null,
      elapsedMs: 0,
      spentUsd: 0,
      ...options.problem,
    },
    ctx: {
      nodeId: 'node',
      visit: 0,
      latencyBudgetMs: undefined,
      moneyBudgetUsd: undefined,
      signal: neverAborted,
      ask: (request) => {
        asked.push(request)
        return options.reply ?? defaultReply
      },
      askMany: (request, times) => {
        const replies = options.replies ?? Array.from({ length: times }, () => options.reply ?? defaultReply)
        for (const _ of replies) asked.push(request)
        const ready = replies.filter((reply): reply is AskReply => !(reply instanceof Promise))
        return ready.length === replies.length ? ready : Promise.all(replies.map((reply) => Promise.resolve(reply)))
      },
      matchesKey: (answer) => (options.key === undefined ? null : answer === options.key),
      askReviewer: () => options.review ?? { decision: 'approved', note: null },
      cache: {
        find: (storage, namespace, key, ttlMs) => {
          looked.push({ storage, namespace, key, ttlMs })
          return options.cached
        },
      },
      sha256,
      sandbox: { runTests: () => ({ passed: null, because: 'there is no sandbox' }) },
      now: () => 0,
      random: () => 0.5,
      callBehind: () => options.callBehind,
      ...options.ctx,
    },
  }
  return { visit, asked, looked }
}
