import { GRAPH_FORMAT, GRAPH_VERSION, type Graph } from './schema'

type NodeText = [id: string, kind: string, settings?: Record<string, unknown>]

/** A graph from a few words, for tests: nodes as [id, kind, settings], edges as "node.port > node". */
export function graphOf(nodes: readonly NodeText[], edges: readonly string[], rest: Partial<Graph> = {}): Graph {
  return {
    format: GRAPH_FORMAT,
    version: GRAPH_VERSION,
    name: 'test',
    description: '',
    limits: {},
    roles: {
      fast: { connection: 'simulated', model: 'standard' },
      reasoner: { connection: 'simulated', model: 'reasoning' },
    },
    nodes: nodes.map(([id, kind, settings = {}], place) => ({ id, kind, at: [place * 240, 0], settings })),
    edges: edges.map((edge) => {
      const [from = '', to = ''] = edge.split(' > ')
      return { from, to }
    }),
    ...rest,
  }
}

/** The smallest graph that answers: one model. */
export function oneModel(settings: Record<string, unknown> = {}): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['ask', 'model', settings],
      ['out', 'output'],
    ],
    ['in.problem > ask', 'ask.answer > out'],
  )
}

/** Fast model, and a reasoner behind an escalation. */
export function cascade(settings: Record<string, unknown> = {}): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['fast', 'model', { role: 'fast' }],
      ['gate', 'escalation', settings],
      ['slow', 'model', { role: 'reasoner' }],
      ['out', 'output'],
    ],
    ['in.problem > fast', 'fast.answer > gate', 'gate.accept > out', 'gate.escalate > slow', 'slow.answer > out'],
  )
}

/** A memory cache before a cascade of two models. */
export function cachedCascade(threshold: number, asked: Record<string, unknown> = {}): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['memo', 'cache'],
      ['fast', 'model', { role: 'fast', ...asked }],
      ['gate', 'escalation', { threshold }],
      ['slow', 'model', { role: 'reasoner', ...asked }],
      ['out', 'output'],
    ],
    [
      'in.problem > memo',
      'memo.hit > out',
      'memo.miss > fast',
      'fast.answer > gate',
      'gate.accept > out',
      'gate.escalate > slow',
      'slow.answer > out',
    ],
  )
}

/** A memory cache before one model. */
export function cached(): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['memo', 'cache'],
      ['ask', 'model'],
      ['out', 'output'],
    ],
    ['in.problem > memo', 'memo.hit > out', 'memo.miss > ask', 'ask.answer > out'],
  )
}

/** One model, and a verifier whose failed answers end in abstention. */
export function verified(settings: Record<string, unknown>): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['ask', 'model'],
      ['check', 'verifier', settings],
      ['out', 'output'],
      ['none', 'output', { abstain: true }],
    ],
    ['in.problem > ask', 'ask.answer > check', 'check.pass > out', 'check.fail > none'],
  )
}

/** One model, and a person who looks at each of its answers. */
export function reviewed(settings: Record<string, unknown> = {}): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['ask', 'model'],
      ['person', 'review', settings],
      ['out', 'output'],
    ],
    ['in.problem > ask', 'ask.answer > person', 'person.approved > out', 'person.corrected > out'],
  )
}
