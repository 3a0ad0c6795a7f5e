import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphOf, oneModel, reviewed } from '../../shared/graph/graph.fixture'
import { runs } from '../../shared/nodes/runs'
import type { Reviewed, ReviewQuestion } from '../../shared/review'
import type { FinishedProblem } from '../../shared/run-record'
import { answered, problemOf, replayAll, scripted, worldOf } from './engine.fixture'

const problems = Array.from({ length: 400 }, (_, n) => problemOf(`p${n}`, { answerKey: String(n) }))
const half = scripted(({ problemId }) =>
  answered(Number(problemId.slice(1)) % 2 === 0 ? problemId.slice(1) : 'off'),
).connection

async function reviewAll(settings: Record<string, unknown>, over = problems): Promise<FinishedProblem[]> {
  return (await replayAll(worldOf(reviewed(settings), half), over)).results
}

const stepAt = (result: FinishedProblem | undefined) => result?.steps.find(([node]) => node === 'person')

describe('a simulated reviewer', () => {
  it('who never errs approves what is right and corrects the rest', async () => {
    const results = await reviewAll({ errorRate: 0 })
    expect(results.every(({ verdict }) => verdict === 'correct')).toBe(true)
    expect(stepAt(results[0])).toEqual(['person', 'approved', 'approved: by the simulated reviewer'])
    expect(stepAt(results[1])).toEqual(['person', 'corrected', 'corrected: by the simulated reviewer'])
  })

  it('who always errs approves what is wrong and spoils the rest', async () => {
    const results = await reviewAll({ errorRate: 1 })
    expect(results.every(({ verdict }) => verdict === 'wrong')).toBe(true)
    expect(new Set(results.map((result) => stepAt(result)?.[1]))).toEqual(new Set(['approved', 'corrected']))
  })

  it('errs about as often as it is set to, and at a higher rate wherever it did at a lower one', async () => {
    const wrongAt = async (errorRate: number) =>
      new Set(
        (await reviewAll({ errorRate })).filter(({ verdict }) => verdict === 'wrong').map(({ ordinal }) => ordinal),
      )
    const [low, high] = [await wrongAt(0.1), await wrongAt(0.3)]
    expect(low.size / problems.length).toBeCloseTo(0.1, 1)
    expect(high.size / problems.length).toBeCloseTo(0.3, 1)
    expect([...low].every((ordinal) => high.has(ordinal))).toBe(true)
  })

  it('meets the same luck in a design that differs elsewhere', async () => {
    const longer = graphOf(
      [
        ['in', 'input'],
        ['first', 'model'],
        ['ask', 'model', { role: 'reasoner' }],
        ['person', 'review', { errorRate: 0.5 }],
        ['out', 'output'],
      ],
      [
        'in.problem > first',
        'first.answer > ask',
        'ask.answer > person',
        'person.approved > out',
        'person.corrected > out',
      ],
    )
    const { results } = await replayAll(worldOf(longer, half), problems)
    const short = await reviewAll({ errorRate: 0.5 })
    expect(results.map(({ answer }) => answer)).toEqual(short.map(({ answer }) => answer))
  })

  it('is in the bill, the time and the ledger of its problem', async () => {
    const [result] = await reviewAll({ usd: 2, delayS: 60 }, problems.slice(0, 1))
    expect(result).toMatchObject({ usd: 2.01, latencyMs: 60_100 })
    expect(result?.calls.at(-1)).toMatchObject({
      nodeId: 'person',
      connection: 'reviewer',
      model: 'simulated',
      usd: 2,
      latencyMs: 60_000,
      usage: { inputTokens: null, outputTokens: null },
    })
  })

  it('can only approve a problem without an answer key, and says so', async () => {
    const [result] = await reviewAll({ errorRate: 0 }, [problemOf('p1', { answerKey: null })])
    expect(stepAt(result)).toEqual([
      'person',
      'approved',
      'approved: by the simulated reviewer, who has no answer key and can only approve',
    ])
  })

  it('goes by the recorded grade of an answer where there is one', async () => {
    const graded = scripted(() => answered('in other words', { score: 1 })).connection
    const { results } = await replayAll(worldOf(reviewed({ errorRate: 0 }), graded), problems.slice(0, 1))
    expect(results[0]).toMatchObject({ answer: 'in other words', verdict: 'correct', gradedBy: 'recorded' })
  })

  it('never corrects to what the grader takes for the key', async () => {
    const value = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(value.map(String), fc.string({ minLength: 1 })), fc.nat(), async (key, id) => {
        const right = scripted(() => answered(key)).connection
        const one = [problemOf(`p${id}`, { answerKey: key })]
        const { results } = await replayAll(worldOf(reviewed({ errorRate: 1 }), right), one)
        return results[0]?.verdict === 'wrong'
      }),
    )
  })

  it('serves no other kind of node: it knows the key', async () => {
    const own = runs.model
    runs.model = ({ ctx }) => {
      void ctx.askReviewer()
      return { leave: 'answer', why: 'abused' }
    }
    try {
      const { results } = await replayAll(worldOf(oneModel(), half), problems.slice(0, 1))
      expect(results[0]).toMatchObject({ verdict: 'failed', calls: [] })
      expect(results[0]?.failure).toContain('of a kind without a reviewer')
    } finally {
      runs.model = own
    }
  })
})

/** A person who decides when told to. */
function desk() {
  const asked: ReviewQuestion[] = []
  const decide: ((reviewed: Reviewed) => void)[] = []
  const askPerson = (question: ReviewQuestion) => {
    asked.push(question)
    return new Promise<Reviewed>((resolve) => decide.push(resolve))
  }
  return { asked, decide, askPerson }
}

const approve: Reviewed = { decided: { decision: 'approved', note: null }, latencyMs: 5000 }
const live = (reply = () => answered('7')) => scripted(async () => reply(), false).connection
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20))

describe('a review in a live run', () => {
  const few = problems.slice(0, 6)

  it('holds no other problem: all come to it, though only two may be under way', async () => {
    const { asked, decide, askPerson } = desk()
    const all = replayAll(worldOf(reviewed({ usd: 3 }), live()), few, 2, askPerson)
    await soon()
    expect(asked.map(({ problemId, answer, path }) => [problemId, answer, path])).toEqual(
      few.map(({ id }) => [id, '7', ['in', 'ask']]),
    )
    for (const go of decide) go(approve)
    const { results } = await all
    expect(results).toHaveLength(6)
    expect(results[0]).toMatchObject({ latencyMs: 5100, usd: 3.01 })
    expect(results[0]?.calls.at(-1)).toMatchObject({ connection: 'reviewer', model: 'person' })
  })

  it('goes on within the bound when many are decided at once', async () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['person', 'review'],
        ['ask', 'model'],
        ['out', 'output'],
      ],
      ['in.problem > person', 'person.approved > ask', 'person.corrected > ask', 'ask.answer > out'],
    )
    let [busy, most] = [0, 0]
    const { connection } = scripted(async () => {
      busy += 1
      most = Math.max(most, busy)
      await soon()
      busy -= 1
      return answered('7')
    }, false)
    const { decide, askPerson } = desk()
    const all = replayAll(worldOf(graph, connection), few, 2, askPerson)
    await soon()
    for (const go of decide) go(approve)
    expect((await all).results).toHaveLength(6)
    expect(most).toBe(2)
  })

  it('goes on with what was decided before it begins with other problems', async () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['first', 'model'],
        ['person', 'review'],
        ['second', 'model', { role: 'reasoner' }],
        ['out', 'output'],
      ],
      [
        'in.problem > first',
        'first.answer > person',
        'person.approved > second',
        'person.corrected > second',
        'second.answer > out',
      ],
    )
    const { connection, calls } = scripted(async () => {
      await new Promise((resolve) => setTimeout(resolve, 4))
      return answered('7')
    }, false)
    await replayAll(worldOf(graph, connection), few, 1, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return approve
    })
    const order = calls.map(({ problemId, model }) => `${problemId} ${model}`)
    expect(order.indexOf('p0 reasoning')).toBeLessThan(order.indexOf('p2 standard'))
  })

  it('leaves a problem that waits unfinished when the run is stopped', async () => {
    const stop = new AbortController()
    const { decide, askPerson } = desk()
    const all = replayAll(worldOf(reviewed(), live(), { signal: stop.signal }), few, 2, askPerson)
    await soon()
    decide[3]?.(approve)
    await soon()
    stop.abort()
    const { results, events } = await all
    expect(results.map(({ problemId }) => problemId)).toEqual(['p3'])
    expect(events.at(-1)).toBe('run.stopped')
  })
})
