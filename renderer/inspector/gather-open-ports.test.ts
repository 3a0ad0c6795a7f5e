import { expect, it } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import { validateGraph } from '../../shared/graph/validate'
import { gatherOpenPorts } from './gather-open-ports'

const issuesOf = (id: string, kind: string) =>
  validateGraph(graphOf([[id, kind]], [])).filter(({ nodeId }) => nodeId === id)

it('the open ports of a node are one line that names them, before the rest', () => {
  const [first, ...rest] = gatherOpenPorts(issuesOf('tier', 'classifier'))
  expect(first).toMatchObject({ code: 'open-port', message: '5 ports lead nowhere' })
  expect(first?.hint).toContain('“hard”')
  expect(rest.map(({ code }) => code)).not.toContain('open-port')
})

it('one open port is called by its name', () => {
  const [first] = gatherOpenPorts(issuesOf('in', 'input'))
  expect(first?.message).toBe('the port “problem” leads nowhere')
})
