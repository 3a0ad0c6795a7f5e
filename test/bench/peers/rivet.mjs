// The cascade as a Rivet graph in memory: the stations are external functions, the ways between them If and Coalesce nodes.
import { runGraph } from '@ironclad/rivet-node'
import { measure, stationsFrom } from './cascade.mjs'

const [folder, count] = process.argv.slice(2)
const { problems, rules, look, fast, slow, escalates, check } = await stationsFrom(folder)

const node = (id, type, data = {}) => ({ id, type, title: id, data, visualData: { x: 0, y: 0 } })
const call = (id) => node(id, 'externalCall', { functionName: id, useFunctionNameInput: false, useErrorOutput: false })
const edge = (from, outputId, to, inputId) => ({ outputNodeId: from, outputId, inputNodeId: to, inputId })

const cascade = {
  metadata: { id: 'cascade', name: 'cascade' },
  nodes: [
    node('problem', 'graphInput', { id: 'problem', dataType: 'object' }),
    call('rules'),
    call('memo'),
    call('isHit'),
    node('hit', 'if'),
    call('fast'),
    call('gate'),
    node('escalate', 'if'),
    call('slow'),
    node('chosen', 'coalesce'),
    call('check'),
    node('solved', 'coalesce'),
    node('out', 'graphOutput', { id: 'out', dataType: 'object' }),
  ],
  connections: [
    edge('problem', 'data', 'rules', 'arguments'),
    edge('rules', 'result', 'memo', 'arguments'),
    edge('memo', 'result', 'isHit', 'arguments'),
    edge('isHit', 'result', 'hit', 'if'),
    edge('memo', 'result', 'hit', 'value'),
    edge('hit', 'falseOutput', 'fast', 'arguments'),
    edge('fast', 'result', 'gate', 'arguments'),
    edge('gate', 'result', 'escalate', 'if'),
    edge('fast', 'result', 'escalate', 'value'),
    edge('escalate', 'output', 'slow', 'arguments'),
    edge('escalate', 'falseOutput', 'chosen', 'input1'),
    edge('slow', 'result', 'chosen', 'input2'),
    edge('chosen', 'output', 'check', 'arguments'),
    edge('hit', 'output', 'solved', 'input1'),
    edge('check', 'result', 'solved', 'input2'),
    edge('solved', 'output', 'out', 'value'),
  ],
}
const project = { metadata: { id: 'bench', title: 'bench', description: '' }, graphs: { cascade } }

const object = (value) => ({ type: 'object', value })
const boolean = (value) => ({ type: 'boolean', value })
const spent = (state, reply) =>
  object({ ...state, ...reply, usd: (state.usd ?? 0) + reply.usd, latencyMs: (state.latencyMs ?? 0) + reply.latencyMs })

const externalFunctions = {
  rules: async (_, state) => object({ ...state, label: rules(state.question) }),
  memo: async (_, state) => {
    const known = look(state.question)
    return object(known === undefined ? state : { ...state, ...known, hit: true, passed: true })
  },
  isHit: async (_, { hit }) => boolean(hit === true),
  fast: async (_, state) => spent(state, fast(state.id)),
  gate: async (_, { confidence }) => boolean(escalates(confidence)),
  slow: async (_, state) => spent(state, slow(state.id)),
  check: async (_, state) => object({ ...state, passed: check(state.question, state.answer, state.score) }),
}

await measure(problems, Number(count), async ({ id, question }) => {
  const inputs = { problem: object({ id, question }) }
  const { out } = await runGraph(project, { graph: 'cascade', inputs, externalFunctions, context: {}, openAiKey: '' })
  return out.value.passed && out.value.score >= 0.5
})
