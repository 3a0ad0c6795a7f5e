import { type Graph, splitFrom } from '../graph/schema'
import type { Hue } from '../nodes/kind'
import { describeScene, type SceneCard } from './scene'

/** The brackets that give a node its shape: by family, as on the canvas by hue. */
const shapes: Readonly<Record<Hue, readonly [string, string]>> = {
  model: ['[', ']'],
  decision: ['{{', '}}'],
  check: ['[/', '/]'],
  memory: ['[(', ')]'],
  human: ['[[', ']]'],
  end: ['([', '])'],
}

/** The graph as Mermaid's text: a flowchart from left to right, each edge labelled with the port that it leaves by. */
export function drawMermaid(graph: Graph): string {
  const scene = describeScene(graph)
  // A flowchart has no place for words beside it.
  const cards = scene.cards.filter(({ comment }) => comment === undefined)
  const drawn = scene.lines.map(({ edge }) => {
    const { node, port } = splitFrom(edge.from)
    return `  ${idOf(node)} -->|"${escapeMermaid(port)}"| ${idOf(edge.to)}`
  })
  return `${['flowchart LR', ...cards.map(drawNode), ...drawn].join('\n')}\n`
}

function drawNode({ node, title, summary, hue }: SceneCard): string {
  const [open, close] = shapes[hue]
  const words = summary === '' ? escapeMermaid(title) : `${escapeMermaid(title)}<br/>${escapeMermaid(summary)}`
  return `  ${idOf(node.id)}${open}"${words}"${close}`
}

/** Some of Mermaid's words, such as `end`, would be taken for more than a name. */
function idOf(id: string): string {
  return `n_${id.replaceAll('-', '_')}`
}

/** Only letters, digits and a few signs stand for themselves: no mark-up, no Markdown, no end of the quote. */
function escapeMermaid(words: string): string {
  return words
    .replace(/\s+/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} .,:;·+\-=?/$%≥≤–—…]/gu, (character) => `#${character.codePointAt(0)};`)
}
