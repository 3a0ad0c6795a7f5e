import { type Graph, splitFrom } from '../../shared/graph/schema'
import { isComment } from '../../shared/nodes/kinds'
import type { Positions } from './arrange'
import type { Box } from './geometry'

/** What is laid out: sizes of cards and which leads to which. */
export interface LayoutJob {
  nodes: readonly { id: string; width: number; height: number }[]
  edges: readonly { from: string; to: string }[]
}

export type LayoutResult = readonly (readonly [id: string, x: number, y: number])[]

const patienceMs = 20_000

/** Left to right by layers, in a worker; the upper left corner of the whole stays where it is. Undefined if it takes too long. */
export async function layOut(
  graph: Graph,
  chosen: ReadonlySet<string>,
  boxes: ReadonlyMap<string, Box>,
): Promise<Positions | undefined> {
  const job = jobOf(graph, chosen, boxes)
  if (job.nodes.length === 0) return new Map()
  const worker = new Worker(new URL('./lay-out.worker.ts', import.meta.url), { type: 'module' })
  try {
    const result = await new Promise<LayoutResult | undefined>((done) => {
      const giveUp = setTimeout(() => done(undefined), patienceMs)
      worker.addEventListener('message', ({ data }: MessageEvent<LayoutResult>) => {
        clearTimeout(giveUp)
        done(data)
      })
      worker.addEventListener('error', () => done(undefined))
      worker.postMessage(job)
    })
    return result === undefined ? undefined : anchored(result, job, boxes)
  } finally {
    worker.terminate()
  }
}

export function jobOf(graph: Graph, chosen: ReadonlySet<string>, boxes: ReadonlyMap<string, Box>): LayoutJob {
  const nodes = graph.nodes.flatMap(({ id, kind }) => {
    const box = boxes.get(id)
    return box === undefined || !chosen.has(id) || isComment(kind) ? [] : [{ id, width: box.width, height: box.height }]
  })
  const known = new Set(nodes.map(({ id }) => id))
  const edges = graph.edges
    .map(({ from, to }) => ({ from: splitFrom(from).node, to }))
    .filter(({ from, to }) => from !== to && known.has(from) && known.has(to))
  return { nodes, edges }
}

function anchored(result: LayoutResult, job: LayoutJob, boxes: ReadonlyMap<string, Box>): Positions {
  const before = job.nodes.flatMap(({ id }) => boxes.get(id) ?? [])
  const dx = Math.min(...before.map(({ x }) => x)) - Math.min(...result.map(([, x]) => x))
  const dy = Math.min(...before.map(({ y }) => y)) - Math.min(...result.map(([, , y]) => y))
  return new Map(result.map(([id, x, y]) => [id, [Math.round(x + dx), Math.round(y + dy)]]))
}
