import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cascade, graphOf, verified } from '../graph/graph.fixture'
import { drawSvg, edgeKey, escapeXml, type Mark } from './draw-svg'
import { fitText, textWidth } from './fit-text'
import { drawMermaid } from './mermaid'
import { palettes, themes } from './palette'
import { describeScene } from './scene'

const hostile = '<script>alert(1)</script>"\'&]]><!-- \u0000\u0007\ud800 $x^2$ **bold** `code`'
const hostileGraph = graphOf([], [], {
  name: hostile,
  nodes: [{ id: 'ask', kind: hostile, title: hostile, at: [0, 0], settings: {} }],
  edges: [{ from: `ask.${hostile}`, to: 'ask' }],
})

/** The elements and attributes of an XML text of ours; undefined where it is not well formed. */
function elementsOf(svg: string): string[] | undefined {
  const open: string[] = []
  const names: string[] = []
  let rest = svg
  while (rest !== '') {
    const [token] = /^(?:<\/[a-z]+>|<[a-z]+(?: [a-zA-Z:-]+="[^"<>]*")*\/?>|[^<>]+)/.exec(rest) ?? []
    if (token === undefined) return undefined
    rest = rest.slice(token.length)
    const [, slash = '', name = ''] = /^<(\/?)([a-z]+)/.exec(token) ?? []
    if (name === '') continue
    if (slash !== '' && open.pop() !== name) return undefined
    if (slash === '') names.push(name)
    if (slash === '' && !token.endsWith('/>')) open.push(name)
  }
  return open.length === 0 ? names : undefined
}

const harmless = new Set(['svg', 'title', 'rect', 'g', 'path', 'circle', 'text'])

describe('the picture of a graph', () => {
  it('shows every node with its title, every port and every edge', () => {
    const svg = drawSvg(cascade(), { theme: 'light' })
    for (const words of ['Problems', 'Escalation', 'accept', 'escalate', 'Answer'])
      expect(svg).toContain(`>${words}</text>`)
    expect(svg.match(/<path /g)).toHaveLength(5)
    expect(elementsOf(svg)).toBeDefined()
  })

  it('needs no other file and runs nothing', () => {
    for (const theme of themes) {
      expect(drawSvg(cascade(), { theme })).not.toMatch(/href|url\(|<style|<script|<image|<foreignObject| on[a-z]+=/i)
    }
  })

  it('shows what a hostile file says as text', () => {
    const svg = drawSvg(hostileGraph, { theme: 'dark' })
    expect(new Set(elementsOf(svg))).toEqual(new Set(['svg', 'title', 'rect', 'g', 'text', 'circle', 'path']))
    expect(svg).toContain('&lt;script&gt;')
  })

  it('is well formed whatever the titles are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const svg = drawSvg(graphOf([], [], { nodes: [{ id: 'a', kind: 'model', title, at: [0, 0], settings: {} }] }), {
          theme: 'light',
        })
        expect(elementsOf(svg)?.every((name) => harmless.has(name))).toBe(true)
      }),
    )
  })

  it('marks a difference by a sign beside its colour, and what is gone by dashes', () => {
    const marks = {
      nodes: new Map<string, Mark>([
        ['slow', 'removed'],
        ['gate', 'changed'],
      ]),
      edges: new Map<string, Mark>([[edgeKey({ from: 'gate.accept', to: 'out' }), 'added']]),
    }
    const svg = drawSvg(cascade(), { theme: 'light', marks })
    for (const sign of ['+', '−', '≠']) expect(svg).toContain(`>${sign}</text>`)
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1)
  })

  it('holds all that is drawn, lines that lead back too', () => {
    const scene = describeScene(
      graphOf(
        [
          ['a', 'model'],
          ['b', 'verifier'],
        ],
        ['a.answer > b', 'b.retry > a'],
      ),
    )
    const { x, y, width, height } = scene.box
    for (const box of [...scene.cards, ...scene.lines.map(({ line }) => line)].map(({ box }) => box)) {
      expect(box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height).toBe(true)
    }
  })

  it('of an empty graph is an empty picture', () => {
    expect(elementsOf(drawSvg(graphOf([], []), { theme: 'light' }))).toEqual(['svg', 'title', 'rect'])
  })

  it('has the colours of the window', () => {
    const css = readFileSync(join(import.meta.dirname, '../../renderer/theme/tokens.css'), 'utf8')
    const blocks = {
      light: css.slice(0, css.indexOf('[data-theme="dark"]')),
      dark: css.slice(css.indexOf('[data-theme="dark"]')),
    }
    for (const theme of themes) {
      const { hues, ...plain } = palettes[theme]
      const all = {
        ...plain,
        ...Object.fromEntries(
          Object.entries(hues).flatMap(([hue, { strong, soft }]) => [
            [hue, strong],
            [`${hue}-soft`, soft],
          ]),
        ),
      }
      for (const [name, colour] of Object.entries(all)) expect(blocks[theme]).toContain(`--${name}: ${colour};`)
    }
  })
})

it('a text is cut where its card ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, width) => {
      expect(textWidth(fitText(text, width, 12), 12)).toBeLessThanOrEqual(width)
    }),
  )
  expect(fitText('short', 100, 12)).toBe('short')
})

it('what XML cannot hold is left out', () => {
  expect(escapeXml('a\u0000b\u001f\ud800c')).toBe('abc')
  expect(escapeXml('é 数 😀 <&>')).toBe('é 数 😀 &lt;&amp;&gt;')
})

describe('the Mermaid text', () => {
  it('is a flowchart with a line for each node and each edge', () => {
    expect(drawMermaid(verified({ method: 'numeric' })).split('\n')).toEqual([
      'flowchart LR',
      expect.stringMatching(/^ {2}n_in\(\["Problems.*"\]\)$/),
      expect.stringMatching(/^ {2}n_ask\["Model.*"\]$/),
      expect.stringMatching(/^ {2}n_check\[\/"Verifier.*"\/\]$/),
      expect.stringMatching(/^ {2}n_out\(\["Answer.*"\]\)$/),
      expect.stringMatching(/^ {2}n_none\(\[".*"\]\)$/),
      '  n_in -->|"problem"| n_ask',
      '  n_ask -->|"answer"| n_check',
      '  n_check -->|"pass"| n_out',
      '  n_check -->|"fail"| n_none',
      '',
    ])
  })

  it('lets no quote, tag, Markdown or new line through', () => {
    const inside =
      drawMermaid(hostileGraph)
        .match(/"[^"\n]*"/g)
        ?.map((words) => words.slice(1, -1).replaceAll('<br/>', '')) ?? []
    expect(inside.length).toBeGreaterThan(0)
    for (const words of inside) expect(words).not.toMatch(/[<>`*_&\\[\]{}"']/)
  })
})
