import { expect, test } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import type { Traffic } from '../../shared/report'
import type { SeenTraffic } from './card-data'
import type { Flow } from './flow'
import { type SteadyFlow, steadyFlow } from './steady-flow'

const length = 100
const gates = Array.from({ length }, (_, at) => `g${at}`)
/** Escalations one behind the other, each with a way out. */
const graph = graphOf(
  [['in', 'input'], ['ask', 'model'], ...gates.map((id): [string, string] => [id, 'escalation']), ['out', 'output']],
  [
    'in.problem > ask',
    'ask.answer > g0',
    ...gates.flatMap((id, at) => [`${id}.accept > out`, `${id}.escalate > ${gates[at + 1] ?? 'out'}`]),
  ],
)

/** So many problems have come, and all but the first gate have stood still since. */
function seen(count: number, status: SeenTraffic['status'] = 'running'): SeenTraffic {
  const traffic: Traffic = {
    visits: { in: count, ask: count, g0: count, out: count },
    exits: { 'in.problem': count, 'ask.answer': count, 'g0.accept': count },
  }
  for (const id of gates.slice(1)) traffic.visits[id] = 0
  return { ...traffic, status }
}

const told = (before: SteadyFlow | undefined, traffic: SeenTraffic) => steadyFlow(before, { graph, traffic, scale: 1 })

/** How many of its cards and lines are drawn anew. */
function drawnAnew(before: Flow, after: Flow): number {
  const known = new Set<unknown>([...before.cards, ...before.lines])
  return [...after.cards, ...after.lines].filter((drawn) => !known.has(drawn)).length
}

test('a run that streams draws anew what its problems pass, and nothing else of the graph', () => {
  const first = told(undefined, seen(1000))
  const second = told(first, seen(1100))
  expect(drawnAnew(first.flow, second.flow)).toBe(4 + 3)
})

test('a telling without news draws nothing anew', () => {
  const first = told(undefined, seen(1000))
  expect(told(first, seen(1000)).flow).toBe(first.flow)
})

test('lines are found once for all tellings', () => {
  const first = told(undefined, seen(1000))
  const second = told(first, seen(1100))
  for (const [at, line] of second.flow.lines.entries()) expect(line.data.line).toBe(first.flow.lines[at]?.data.line)
})

test('when it has ended its chips are where they are for whoever only comes then', () => {
  const streamed = [1, 20, 300, 4000].reduce<SteadyFlow | undefined>(
    (before, count) => told(before, seen(count)),
    undefined,
  )
  const ended = told(streamed, seen(5000, 'done'))
  const chipsOf = ({ flow }: SteadyFlow) => flow.lines.map(({ data }) => data.chip)
  expect(chipsOf(ended)).toEqual(chipsOf(told(undefined, seen(5000, 'done'))))
})
