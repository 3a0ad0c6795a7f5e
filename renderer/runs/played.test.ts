import { expect, it } from 'vitest'
import { addLine, type Played } from './played'

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
