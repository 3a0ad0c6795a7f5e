import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../../shared/errors'
import { graphOf, oneModel } from '../../shared/graph/graph.fixture'
import { compileGraph } from './compile'
import { answered, problemOf, replayAll, scripted, worldOf } from './engine.fixture'

const problems = Array.from({ length: 20 }, (_, n) => problemOf(`p${n}`))
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

describe('a replay', () => {
  it('tells its story in order and stores every problem in the order of the dataset', async () => {
    const { connection } = scripted(() => answered('right'))
    const { events, results } = await replayAll(worldOf(oneModel(), connection), problems)
    expect(events.at(0)).toBe('run.started')
    expect(events.at(-1)).toBe('run.finished')
    expect(results.map(({ ordinal }) => ordinal)).toEqual(problems.map((_, n) => n))
  })

  it('grades after the walk: by the key, by the recorded grade, and never a problem that gave no answer', async () => {
    const replies = [
      answered('right'),
      answered('wrong'),
      answered('wrong', { score: 1 }),
      answered('x', { answer: null, failure: { reason: 'refusal', message: 'no' } }),
    ]
    const { connection } = scripted(({ problemId }) => replies[Number(problemId.slice(1))] ?? answered('right'))
    const { results } = await replayAll(worldOf(oneModel(), connection), problems.slice(0, 4))
    expect(results.map(({ verdict, gradedBy }) => [verdict, gradedBy])).toEqual([
      ['correct', 'key'],
      ['wrong', 'key'],
      ['correct', 'recorded'],
      ['failed', null],
    ])
  })

  it('fills a cache in the order of the dataset', async () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['memo', 'cache'],
        ['ask', 'model'],
        ['out', 'output'],
      ],
      ['in.problem > memo', 'memo.hit > out', 'memo.miss > ask', 'ask.answer > out'],
    )
    const { connection, calls } = scripted(({ problemId }) => answered(problemId))
    const twins = ['a', 'b', 'c'].map((id) => problemOf(id, { question: 'the same' }))
    const { results } = await replayAll(worldOf(graph, connection), twins)
    expect(calls.map(({ problemId }) => problemId)).toEqual(['a'])
    expect(results.map(({ answer }) => answer)).toEqual(['a', 'a', 'a'])
  })

  it('stops after the problems under way when it is told to', async () => {
    const stop = new AbortController()
    const { connection, calls } = scripted(({ problemId }) => {
      if (problemId === 'p4') stop.abort()
      return answered('right')
    })
    const { events, results } = await replayAll(worldOf(oneModel(), connection, { signal: stop.signal }), problems)
    expect(events.at(-1)).toBe('run.stopped')
    expect(results).toHaveLength(5)
    expect(calls).toHaveLength(5)
  })
})

describe('a replay of live models', () => {
  it('has as many problems under way as it may, and no more', async () => {
    let underWay = 0
    let most = 0
    const { connection } = scripted(async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await wait(5)
      underWay -= 1
      return answered('right')
    }, false)
    const { results } = await replayAll(worldOf(oneModel(), connection), problems, 4)
    expect(most).toBe(4)
    expect(new Set(results.map(({ problemId }) => problemId)).size).toBe(20)
  })

  it('stores what is under way when it is stopped', async () => {
    const stop = new AbortController()
    const { connection, calls } = scripted(async ({ problemId }) => {
      await wait(5)
      if (problemId === 'p2') stop.abort()
      return answered('right')
    }, false)
    const { results } = await replayAll(worldOf(oneModel(), connection, { signal: stop.signal }), problems, 3)
    expect(results).toHaveLength(calls.length)
    expect(results.length).toBeLessThan(20)
  })

  it('ends, after storing the rest, when the store breaks', async () => {
    const { connection } = scripted(async ({ problemId }) => {
      await wait(1)
      if (problemId === 'p3') throw new SwitchyardError('STORE_CORRUPT', 'broken', { hint: 'restore' })
      return answered('right')
    }, false)
    await expect(replayAll(worldOf(oneModel(), connection), problems, 2)).rejects.toThrow('broken')
  })
})

it('does not start a graph with an error, and says which', () => {
  expect(() => compileGraph(oneModel({ role: 'nobody' }))).toThrow('“test”: “ask” asks the role “nobody”')
})
