import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { latencyScene } from './latency'
import { lightPalette } from './palette'
import { placeLabels } from './place-labels'
import { logTicks, shareTicks } from './scale'
import { type ScatterDot, scatterScene } from './scatter'
import type { Mark } from './scene'
import { cut } from './scene'
import { escapeXml, svgElement, svgFile } from './svg-text'

test('ticks hold every value', () => {
  expect(logTicks(2.1, 69)).toEqual([1, 2, 5, 10, 20, 50, 100])
  expect(logTicks(0.003, 400).every((tick) => Math.log10(tick) % 1 === 0)).toBe(true)
  expect(shareTicks(0.68, 0.91)).toEqual([0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95])
  expect(shareTicks(0, 1).at(-1)).toBe(1)
})

test('labels of dots that nearly coincide keep clear of each other', () => {
  const area = { left: 0, top: 0, right: 600, bottom: 300 }
  const dots = [0, 1, 2, 3].map((index) => ({
    id: String(index),
    x: 300 + index * 5,
    y: 150 + index * 2,
    top: 145,
    bottom: 160,
    text: 'Route by difficulty',
  }))
  const labels = placeLabels(dots, [], area)
  expect(labels.length).toBeGreaterThan(2)
  for (const [index, a] of labels.entries()) {
    for (const b of labels.slice(index + 1)) {
      expect(Math.abs(a.y - b.y) >= 15 || Math.abs(a.x - b.x) > 120).toBe(true)
    }
  }
})

const dot = (id: string, accuracy: number, usd: number, rest: Partial<ScatterDot> = {}): ScatterDot => ({
  id,
  label: id,
  accuracy,
  interval: [accuracy - 0.02, accuracy + 0.02],
  usd,
  isBest: false,
  isTooSlow: false,
  isBaseline: false,
  isFocus: false,
  ...rest,
})
const size = { width: 800, height: 400, axis: 'dollars per problem' }

function numbersOf(marks: readonly Mark[]): number[] {
  return marks.flatMap(({ attrs, children = [] }) => [
    ...Object.values(attrs).filter((value) => typeof value === 'number'),
    ...numbersOf(children.filter((child) => typeof child !== 'string')),
  ])
}

describe('the picture of designs', () => {
  it('stays inside its frame, whatever they cost', () => {
    const dots = fc.array(
      fc.record({
        usd: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        accuracy: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(dots, (some) => {
        const { marks } = scatterScene(
          some.map(({ usd, accuracy }, at) => dot(`d${at}`, accuracy, usd, { isBest: at === 0 })),
          size,
        )
        for (const number of numbersOf(marks)) expect(number >= -20 && number <= 820).toBe(true)
      }),
    )
  })

  it('says in words what its dots say', () => {
    expect(scatterScene([dot('a', 0.9, 0.01)], size).label).toBe(
      'Right answers against dollars per problem. a: 90.0 % at $0.0100',
    )
  })

  it('strikes out what is too slow, in words too', () => {
    const text = svgElement(scatterScene([dot('a', 0.9, 0.01, { isTooSlow: true }), dot('b', 0.5, 1)], size))
    expect(text).toContain('>a (too slow)<')
  })
})

describe('a picture as a file', () => {
  it('carries its own colours, and text that is not markup', () => {
    const file = svgFile(scatterScene([dot('<b>&', 0.9, 0.01)], size), lightPalette)
    expect(file).not.toContain('var(--')
    expect(file).toContain('&lt;b&gt;&amp;')
    expect(file).not.toContain('<b>')
  })

  it('escapes whatever text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<', '>', '&', '"', "'", ';', 'a', '\u0000', '\u001b', 'é')), (marks) => {
        const text = marks.join('')
        expect(escapeXml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })
})

test('a hill names what is over the budget', () => {
  const run = { runId: 'r', counts: [90, 10], p50: 20, p95: 800, most: 900, budgetMs: 500, over: 10 }
  const scene = latencyScene({ edges: [10, 100, 1000], runs: [run] }, new Map([['r', 'Slow one']]), 800)
  expect(svgElement(scene)).toContain('misses 0.5 s: 10 problems over (10.0 %)')
})

test('a long name is cut, and keeps the mark of what uses the answer key', () => {
  expect(cut('Hybrid', 10)).toBe('Hybrid')
  expect(cut('Hybrid with a cache', 10)).toBe('Hybrid wi…')
  expect(cut('Hybrid with a cache †', 10)).toBe('Hybrid… †')
})
