import { SwitchyardError } from '../../shared/errors'
import { parseGraph } from '../../shared/graph/load'
import type { AskPerson, ReviewDecision, Reviewed } from '../../shared/review'
import type { Review, ReviewList } from '../../shared/reviews-contract'
import type { ReviewRow, ReviewWithProblem } from '../store/reviews'
import type { Store } from '../store/store'

/** How soon a decision is heard that another program wrote, in milliseconds. */
const LISTEN_EVERY_MS = 300

interface Waiter {
  runId: string
  row: ReviewRow
  goOn: (reviewed: Reviewed) => void
  fail: (error: unknown) => void
}

/** The queue of answers that wait for a person: kept in the database, decided here or by another program beside this one. */
export function reviewsService(store: Store) {
  const { reviews, designs, runs } = store
  const waiters = new Map<number, Waiter>()
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let heard = reviews.otherChanges()

  function tell(): void {
    for (const listener of listeners) listener()
  }

  /** The door for the walks of one run; `onWaiting` hears how many of them wait. */
  function askFor(runId: string, onWaiting: (count: number) => void): AskPerson {
    const count = (): void => onWaiting([...waiters.values()].filter((waiter) => waiter.runId === runId).length)
    return (question) => {
      const row = explained(() => reviews.ask(runId, question, Date.now()))
      const reviewed = reviewedOf(row)
      if (reviewed !== undefined) return reviewed
      const decision = new Promise<Reviewed>((resolve, reject) => {
        waiters.set(row.id, { runId, row, goOn: resolve, fail: reject })
      })
      count()
      tell()
      listenToOthers()
      return decision.finally(count)
    }
  }

  function explained<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw store.explain(error)
    }
  }

  /** As long as somebody waits, whatever another program decides is found in the database. */
  function listenToOthers(): void {
    timer ??= setInterval(() => {
      if (waiters.size === 0) return stopListening()
      try {
        const changes = reviews.otherChanges()
        if (changes === heard) return
        heard = changes
        for (const id of waiters.keys()) settle(id)
      } catch (error) {
        for (const { fail } of waiters.values()) fail(store.explain(error))
        waiters.clear()
      }
    }, LISTEN_EVERY_MS)
  }

  function stopListening(): void {
    clearInterval(timer)
    timer = undefined
  }

  function settle(id: number): void {
    const waiter = waiters.get(id)
    const row = waiter === undefined ? undefined : reviews.find(id)
    const reviewed = row === undefined ? undefined : reviewedOf(row)
    if (waiter === undefined || reviewed === undefined) return
    waiters.delete(id)
    waiter.goOn(reviewed)
    tell()
  }

  function list(limit: number): ReviewList {
    const titles = new Map<string, ReadonlyMap<string, string>>()
    const titlesOf = (hash: string): ReadonlyMap<string, string> => {
      const known = titles.get(hash) ?? nodeTitles(designs.graphOf(hash))
      titles.set(hash, known)
      return known
    }
    const shown = reviews.waiting(limit).map((row) => ({ row, titles: titlesOf(row.graphHash) }))
    return {
      waiting: reviews.countWaiting(),
      reviews: shown.map(({ row, titles: ofGraph }) => asReview(row, ofGraph, runs.get(row.runId).status)),
    }
  }

  /** One line where nothing waits by this number. */
  function get(id: number): Review {
    const row = reviews.find(id)
    if (row === undefined) throw noReview(id)
    if (row.decided !== null) throw decidedAlready(id)
    return asReview(row, nodeTitles(designs.graphOf(row.graphHash)), runs.get(row.runId).status)
  }

  /** One line each where there is no such review, or where it is decided already. */
  function decide(id: number, decided: ReviewDecision): void {
    if (decided.decision === 'corrected' && decided.answer.trim() === '') {
      throw new SwitchyardError('REVIEW_STATE', 'a correction without an answer corrects nothing', {
        hint: 'give the right answer, or approve the proposed one',
      })
    }
    if (reviews.find(id) === undefined) throw noReview(id)
    if (!reviews.decide(id, decided, Date.now())) throw decidedAlready(id)
    settle(id)
    tell()
  }

  async function* watch(signal?: AbortSignal): AsyncGenerator<{ waiting: number }> {
    while (signal?.aborted !== true) {
      const changed = new Promise<void>((resolve) => {
        const listener = (): void => {
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
        signal?.addEventListener('abort', listener, { once: true })
      })
      yield { waiting: reviews.countWaiting() }
      await changed
    }
  }

  return {
    list,
    get,
    countWaiting: (): number => reviews.countWaiting(),
    decide,
    /** How many wait: now, and after each change. */
    watch,
    askFor,
    /** Whoever waits for this run is forgotten here; what waits stays in the database. */
    forget(runId: string): void {
      for (const [id, waiter] of waiters) if (waiter.runId === runId) waiters.delete(id)
      if (waiters.size === 0) stopListening()
      tell()
    },
  }
}
export type ReviewsService = ReturnType<typeof reviewsService>

function noReview(id: number): SwitchyardError {
  return new SwitchyardError('REVIEW_UNKNOWN', `there is no review ${id}`, {
    hint: '“switchyard reviews” lists what waits',
  })
}

function decidedAlready(id: number): SwitchyardError {
  return new SwitchyardError('REVIEW_STATE', `review ${id} is decided already`, {
    hint: 'a decision stays as it is; “switchyard reviews” lists what waits',
  })
}

function reviewedOf({ decided, askedAt, decidedAt }: ReviewRow): Reviewed | undefined {
  if (decided === null || decidedAt === null) return undefined
  return { decided, latencyMs: Math.max(0, decidedAt - askedAt) }
}

function nodeTitles(graph: string): Map<string, string> {
  return new Map(parseGraph(graph, 'the saved graph').nodes.map(({ id, title }) => [id, title ?? id]))
}

function asReview(
  {
    id,
    runId,
    problemId,
    question,
    answer,
    confidence,
    instructions,
    path,
    askedAt,
    dataset,
    graph,
  }: ReviewWithProblem,
  titles: ReadonlyMap<string, string>,
  runStatus: Review['runStatus'],
): Review {
  const named = path.map((node) => titles.get(node) || node)
  return {
    id,
    runId,
    runStatus,
    graph,
    dataset,
    problemId,
    question,
    answer,
    confidence,
    instructions,
    path: named,
    askedAt,
  }
}
