import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from '../report'
import { portShares } from './port-shares'

const step = (nodeId: string, port: string | null): Step => [nodeId, port, 'why']

describe('the share of problems by port', () => {
  it('is taken of the whole run and of the problems that came to the node', () => {
    const walks = [
      [step('cache', 'hit'), step('out', null)],
      [step('cache', 'miss'), step('gate', 'accept'), step('out', null)],
      [step('cache', 'miss'), step('gate', 'escalate'), step('out', null)],
      [step('cache', 'miss'), step('gate', 'accept'), step('out', null)],
    ]
    const shares = portShares(walks)
    expect(shares.map(({ nodeId, port }) => `${nodeId}.${port}`)).toEqual([
      'cache.hit',
      'cache.miss',
      'gate.accept',
      'gate.escalate',
    ])
    expect(shares.find(({ port }) => port === 'escalate')).toMatchObject({
      ofRun: { count: 1, of: 4, share: 0.25 },
      ofVisitors: { count: 1, of: 3, share: 1 / 3 },
    })
  })

  it('counts a problem that leaves by one port several times once', () => {
    const walk = [step('check', 'retry'), step('check', 'retry'), step('check', 'pass')]
    expect(portShares([walk]).map(({ port, ofRun }) => [port, ofRun.count])).toEqual([
      ['retry', 1],
      ['pass', 1],
    ])
  })

  it('keeps nodes and ports apart whose names run together', () => {
    expect(portShares([[step('a', 'b.c')], [step('a.b', 'c')]])).toHaveLength(2)
  })

  it('of no problems is no shares', () => {
    expect(portShares([])).toEqual([])
  })

  it('adds up to 1 for a node that each problem comes to once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('accept', 'escalate', 'failed'), { minLength: 1 }), (ports) => {
        const shares = portShares(ports.map((port) => [step('gate', port)]))
        expect(shares.reduce((sum, { ofVisitors }) => sum + (ofVisitors.share ?? 0), 0)).toBeCloseTo(1, 12)
      }),
    )
  })
})
