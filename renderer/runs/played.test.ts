import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addLine, Lanes, type Played } from './played'

it('a run that is played again counts what it has shown, by node and port', () => {
  const played: Played = {
    runId: 'r',
    speed: 10,
    finished: 0,
    correct: 0,
    failed: 0,
    usd: 0,
    traffic: { visits: {}, exits: {} },
  }
  const way = (port: string): [string, string | null][] => [
    ['in', 'problem'],
    ['gate', port],
    ['out', null],
  ]
  addLine(played, { verdict: 'correct', usd: 0.25, places: way('accept') })
  addLine(played, { verdict: 'failed', usd: 0.5, places: way('escalate') })
  expect(played).toMatchObject({ finished: 2, correct: 1, failed: 1, usd: 0.75 })
  expect(played.traffic).toEqual({
    visits: { in: 2, gate: 2, out: 2 },
    exits: { 'in.problem': 2, 'gate.accept': 1, 'gate.escalate': 1 },
  })
  addLine(played, { verdict: 'wrong', usd: null, places: way('accept') })
  expect(played.usd).toBeNull()
})

function playedIn(width: number, latencies: readonly (number | null)[]): [problem: number, endsMs: number][] {
  const lanes = new Lanes<{ problem: number; latencyMs: number | null }>(width)
  const shown = latencies.map((latencyMs, problem) => lanes.take({ problem, latencyMs }))
  while (shown.filter((one) => one !== undefined).length < latencies.length) shown.push(lanes.next())
  return shown.flatMap((one) => (one === undefined ? [] : [[one.line.problem, one.endsMs] as [number, number]]))
}

describe('the problems of a run that is played again', () => {
  it('follow each other where the run had one at a time', () => {
    expect(playedIn(1, [200, null, 50])).toEqual([
      [0, 200],
      [1, 1200],
      [2, 1250],
    ])
  })

  it('overlap as in a run of several at once: the lane that is free first takes the next one', () => {
    expect(playedIn(2, [1000, 200, 300, 900])).toEqual([
      [1, 200],
      [2, 500],
      [0, 1000],
      [3, 1400],
    ])
  })

  it('are all shown once, in the order in which they end, and take no longer for being more at once', () => {
    const latencies = fc.array(fc.nat({ max: 5000 }), { maxLength: 60 })
    fc.assert(
      fc.property(latencies, fc.integer({ min: 1, max: 9 }), (times, width) => {
        const shown = playedIn(width, times)
        const ends = shown.map(([, endsMs]) => endsMs)
        expect(shown.map(([problem]) => problem).sort((a, b) => a - b)).toEqual(times.map((_, at) => at))
        expect(ends).toEqual(ends.toSorted((a, b) => a - b))
        const alone = times.reduce((sum, ms) => sum + ms, 0)
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(alone)
        expect(ends.at(-1) ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...times, alone / width))
      }),
    )
  })
})
