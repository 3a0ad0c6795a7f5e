import { describe, expect, it } from 'vitest'
import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { cascade, graphOf, oneModel, verified } from '../../shared/graph/graph.fixture'
import type { Walked } from '../../shared/run-record'
import { answered, problemOf, scripted, worldOf } from './engine.fixture'
import { RunCache } from './run-cache'
import { type WalkWorld, walk as walkAt } from './walk'

const walk = (world: WalkWorld, problem: ProblemRecord) => walkAt(world, problem, 0)

/** A walk without a live model does not wait, so it is no promise. */
function walkNow(...args: Parameters<typeof walk>): Walked {
  const walked = walk(...args)
  if (walked instanceof Promise) throw new Error('the walk waited')
  return walked
}

describe('a walk', () => {
  it('goes from the entry to an output, telling each step', () => {
    const { connection } = scripted(() => answered('right'))
    expect(walkNow(worldOf(oneModel(), connection), problemOf('p'))).toMatchObject({
      end: 'answered',
      answer: 'right',
      steps: [
        ['in', 'problem', 'entered'],
        ['ask', 'answer', 'answered'],
        ['out', null, 'the answer is final'],
      ],
    })
  })

  it('adds up dollars and time along its path', () => {
    const { connection } = scripted(({ model }) =>
      answered('x', model === 'standard' ? { confidence: 0.1 } : { usd: 0.5, latencyMs: 4000 }),
    )
    const walked = walkNow(worldOf(cascade(), connection), problemOf('p'))
    expect(walked).toMatchObject({ usd: 0.51, latencyMs: 4100, escalated: true })
    expect(walked.calls.map(({ nodeId, usd }) => [nodeId, usd])).toEqual([
      ['fast', 0.01],
      ['slow', 0.5],
    ])
  })

  it('does not know its dollars or its time once one call’s are unknown', () => {
    const { connection } = scripted(({ model }) =>
      answered('x', model === 'standard' ? { confidence: 0, usd: null, latencyMs: null } : {}),
    )
    expect(walkNow(worldOf(cascade(), connection), problemOf('p'))).toMatchObject({ usd: null, latencyMs: null })
  })

  it('prices a call by its tokens where the source states no dollars', () => {
    const { connection } = scripted(() =>
      answered('x', { usd: null, usage: { inputTokens: 1000, outputTokens: 1000 } }),
    )
    const priced = {
      ...connection,
      quoteOf: () => ({ price: { inputPerMillion: 3, outputPerMillion: 15 }, source: 'own', version: '1' }),
    }
    expect(walkNow(worldOf(oneModel(), priced), problemOf('p')).usd).toBeCloseTo(0.018, 12)
  })

  it('shows its nodes neither the answer key nor the difficulty', () => {
    const { connection, calls } = scripted(() => answered('x'))
    const secret = problemOf('p', { answerKey: 'SECRET-KEY', difficulty: 'SECRET-LEVEL' })
    const walked = walkNow(worldOf(oneModel({ prompt: '{{question}} {{answer}}' }), connection), secret)
    expect(JSON.stringify([walked, calls])).not.toContain('SECRET')
  })
})

describe('a model asked again about one problem', () => {
  it('is asked for its next answer, by whichever node', () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['ask', 'model'],
        ['test', 'verifier', { attempts: 2 }],
        ['again', 'model'],
        ['out', 'output'],
      ],
      [
        'in.problem > ask',
        'ask.answer > test',
        'test.retry > ask',
        'test.fail > again',
        'test.pass > out',
        'again.answer > out',
      ],
    )
    const { connection, calls } = scripted(() => answered('no number'))
    walkNow(worldOf(graph, connection), problemOf('p', { checks: { numeric: { min: 0 } } }))
    expect(calls.map(({ sample }) => sample)).toEqual([0, 1, 2, 3])
  })

  it('is not moved on by having classified it before', () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['sort', 'classifier', { method: 'llm', labels: ['easy', 'hard'] }],
        ['ask', 'model'],
        ['out', 'output'],
      ],
      ['in.problem > sort', 'sort.easy > ask', 'sort.hard > ask', 'sort.unclear > ask', 'ask.answer > out'],
    )
    const { connection, calls } = scripted(({ labels }) => answered(labels === undefined ? 'right' : 'easy'))
    const walked = walkNow(worldOf(graph, connection), problemOf('p'))
    expect(calls.map(({ sample }) => sample)).toEqual([0, 0])
    expect(walked.usd).toBeCloseTo(0.02, 12)
  })
})

describe('several samples asked at once', () => {
  const graph = oneModel({ samples: 3, confidence: 'votes' })

  it('cost what all of them cost and take as long as the slowest', () => {
    const { connection, calls } = scripted(({ sample }) =>
      answered(sample === 1 ? 'b' : 'a', { latencyMs: 100 * (sample + 1) }),
    )
    const walked = walkNow(worldOf(graph, connection), problemOf('p'))
    expect(walked).toMatchObject({ answer: 'a', latencyMs: 300 })
    expect(walked.usd).toBeCloseTo(0.03, 12)
    expect(walked.confidence).toBeCloseTo(2 / 3, 12)
    expect(calls.map(({ sample }) => sample)).toEqual([0, 1, 2])
  })

  it('keep the recorded grade of the answer that won', () => {
    const { connection } = scripted(({ sample }) => answered(sample === 0 ? 'b' : 'a', { score: sample === 0 ? 0 : 1 }))
    expect(walkNow(worldOf(graph, connection), problemOf('p'))).toMatchObject({ answer: 'a', score: 1 })
  })

  it('keep the grade of an answer out of which a stated confidence was taken', () => {
    const { connection } = scripted(() => answered('in other words\nCONFIDENCE: 80', { score: 1 }))
    const walked = walkNow(worldOf(graph, connection), problemOf('p', { answerKey: null }))
    expect(walked).toMatchObject({ answer: 'in other words', score: 1 })
  })

  it('count where one more was asked for than is recorded', () => {
    const { connection } = scripted(({ sample }) => {
      if (sample === 2) throw new SwitchyardError('OUTCOME_MISSING', 'no outcome', { hint: 'import it' })
      return answered('a', { latencyMs: 100 * (sample + 1) })
    })
    const walked = walkNow(worldOf(graph, connection), problemOf('p'))
    expect(walked).toMatchObject({ end: 'failed', latencyMs: 200, calls: { length: 2 } })
    expect(walked.usd).toBeCloseTo(0.02, 12)
  })

  it('wait for live models together', async () => {
    const { connection } = scripted(async () => answered('a'), false)
    await expect(walk(worldOf(graph, connection), problemOf('p'))).resolves.toMatchObject({
      answer: 'a',
      calls: { length: 3 },
    })
  })
})

describe('a model that takes too long', () => {
  it('fails at its timeout, and is paid for', () => {
    const { connection } = scripted(() => answered('x', { latencyMs: 60_000, usd: 0.2 }))
    const graph = oneModel({ timeoutMs: 5000 })
    graph.edges.push({ from: 'ask.failed', to: 'out' })
    expect(walkNow(worldOf(graph, connection), problemOf('p'))).toMatchObject({
      end: 'abstained',
      latencyMs: 5000,
      usd: 0.2,
    })
  })

  it('fails the problem where the failed port leads nowhere, saying why', () => {
    const { connection } = scripted(() => answered('x', { latencyMs: 60_000 }))
    const walked = walkNow(worldOf(oneModel({ timeoutMs: 5000 }), connection), problemOf('p'))
    expect(walked).toMatchObject({ end: 'failed', failure: expect.stringMatching(/timeout: no answer within 5000 ms/) })
    expect(walked.steps.map(([node]) => node)).toEqual(['in', 'ask'])
  })
})

describe('what goes wrong', () => {
  it('with one problem ends that problem as failed', () => {
    const { connection } = scripted(() => {
      throw new SwitchyardError('OUTCOME_MISSING', 'no outcome', { hint: 'import it' })
    })
    expect(walkNow(worldOf(oneModel(), connection), problemOf('p'))).toMatchObject({
      end: 'failed',
      failure: 'no outcome; import it',
    })
  })

  it('with the store is not blamed on the problem', () => {
    const { connection } = scripted(() => {
      throw new SwitchyardError('STORE_CORRUPT', 'broken', { hint: 'restore' })
    })
    expect(() => walkNow(worldOf(oneModel(), connection), problemOf('p'))).toThrow('broken')
  })

  it('in a promise ends the problem as failed too', async () => {
    const { connection } = scripted(() => Promise.reject(new Error('socket gone')), false)
    await expect(walk(worldOf(oneModel(), connection), problemOf('p'))).resolves.toMatchObject({
      end: 'failed',
      failure: expect.stringContaining('socket gone'),
    })
  })
})

describe('a cache on the path', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['memo', 'cache', { ttlHours: 1 }],
      ['ask', 'model'],
      ['out', 'output'],
      ['none', 'output', { abstain: true }],
    ],
    ['in.problem > memo', 'memo.hit > out', 'memo.miss > ask', 'ask.answer > out', 'ask.failed > none'],
  )

  it('keeps the answer that the problem left with', () => {
    const { connection } = scripted(() => answered('right', { score: 1 }))
    const { cacheWrites } = walkNow(worldOf(graph, connection), problemOf('p'))
    expect(cacheWrites).toMatchObject([
      { storage: 'memory', namespace: 'default', answer: 'right', score: 1, writtenAt: 1_000_100 },
    ])
  })

  it('keeps nothing of a problem that left without one', () => {
    const { connection } = scripted(() =>
      answered('x', { answer: null, failure: { reason: 'refusal', message: 'no' } }),
    )
    expect(walkNow(worldOf(graph, connection), problemOf('p')).cacheWrites).toEqual([])
  })

  it('answers at no cost and in no time, with the grade that the answer was recorded with', () => {
    const { connection, calls } = scripted(() => answered('right', { score: 1 }))
    const world = worldOf(graph, connection)
    for (const write of walkNow(world, problemOf('p')).cacheWrites) world.cache.remember(write)
    expect(walkNow(world, problemOf('q', { question: 'question p' }))).toMatchObject({
      answer: 'right',
      usd: 0,
      latencyMs: 0,
      score: 1,
      calls: [],
    })
    expect(calls).toHaveLength(1)
  })

  it('forgets after its time to live', () => {
    const write = {
      storage: 'sqlite' as const,
      namespace: 'n',
      key: 'k',
      answer: 'a',
      confidence: null,
      score: null,
      usd: 0.01,
      writtenAt: 1000,
    }
    const cache = new RunCache({ find: () => write })
    expect(cache.find('sqlite', 'n', 'k', 1999, 1000)).toEqual(write)
    expect(cache.find('sqlite', 'n', 'k', 2000, 1000)).toBeUndefined()
    expect(cache.find('sqlite', 'n', 'k', 1e15, null)).toEqual(write)
    expect(cache.find('memory', 'n', 'k', 1999, 1000)).toBeUndefined()
  })
})

describe('the answer key', () => {
  it('is there for a verifier that is marked as an oracle', () => {
    const { connection } = scripted(() => answered('right'))
    const walked = walkNow(worldOf(verified({ method: 'key' }), connection), problemOf('p'))
    expect(walked.steps).toContainEqual(['check', 'pass', 'it is right by the answer key'])
  })

  it('is refused to a node that is not', () => {
    const { connection } = scripted(() => answered('right'))
    const world = worldOf(oneModel(), connection)
    const asking = world.compiled.entry.next.get('problem')
    if (asking === undefined) throw new Error('the graph has no model')
    asking.run = ({ ctx }) => ({ leave: 'answer', why: String(ctx.matchesKey('right')) })
    expect(walkNow(world, problemOf('p'))).toMatchObject({
      end: 'failed',
      failure: expect.stringContaining('not marked as an oracle'),
    })
  })
})

describe('a verdict of a judge', () => {
  it('is in the bill and does not shift which answer a model gives next', () => {
    const { connection, calls } = scripted(({ judges }) =>
      answered(judges === undefined ? 'right' : JSON.stringify({ verdict: 'fail', reason: 'no', mark: judges.mark })),
    )
    const graph = verified({ method: 'judge', attempts: 2 })
    const retrying = { ...graph, edges: [...graph.edges, { from: 'check.retry', to: 'ask' }] }
    const walked = walkNow(worldOf(retrying, connection), problemOf('p'))
    expect(calls.map(({ judges, sample }) => [judges === undefined ? 'answer' : 'verdict', sample])).toEqual([
      ['answer', 0],
      ['verdict', 0],
      ['answer', 1],
      ['verdict', 1],
      ['answer', 2],
      ['verdict', 2],
    ])
    expect(walked.usd).toBeCloseTo(0.06, 9)
    expect(walked.calls.map(({ nodeId }) => nodeId)).toEqual(['ask', 'check', 'ask', 'check', 'ask', 'check'])
  })
})
