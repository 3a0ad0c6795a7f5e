// The cascade as a LangGraph graph whose steps are kept by its SQLite checkpointer: one thread for each problem.
import { Annotation, END, START, StateGraph } from '@langchain/langgraph'
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite'
import { measure, stationsFrom } from './cascade.mjs'

const [folder, count] = process.argv.slice(2)
const { problems, rules, look, fast, slow, escalates, check } = await stationsFrom(folder)

const State = Annotation.Root({
  id: Annotation(),
  question: Annotation(),
  label: Annotation(),
  hit: Annotation(),
  answer: Annotation(),
  confidence: Annotation(),
  score: Annotation(),
  passed: Annotation(),
  usd: Annotation(),
  latencyMs: Annotation(),
})

const spent = (state, { answer, confidence, score, usd, latencyMs }) => ({
  answer,
  confidence,
  score,
  usd: (state.usd ?? 0) + usd,
  latencyMs: (state.latencyMs ?? 0) + latencyMs,
})

const graph = new StateGraph(State)
  .addNode('rules', ({ question }) => ({ label: rules(question) }))
  .addNode('memo', ({ question }) => {
    const known = look(question)
    return known === undefined ? { hit: false } : { ...known, hit: true, passed: true }
  })
  .addNode('fast', (state) => spent(state, fast(state.id)))
  .addNode('slow', (state) => spent(state, slow(state.id)))
  .addNode('check', ({ question, answer, score }) => ({ passed: check(question, answer, score) }))
  .addEdge(START, 'rules')
  .addEdge('rules', 'memo')
  .addConditionalEdges('memo', ({ hit }) => (hit ? END : 'fast'), ['fast', END])
  .addConditionalEdges('fast', ({ confidence }) => (escalates(confidence) ? 'slow' : 'check'), ['slow', 'check'])
  .addEdge('slow', 'check')
  .addEdge('check', END)
  .compile({ checkpointer: SqliteSaver.fromConnString(`${folder}/langgraph-${process.pid}.db`) })

await measure(problems, Number(count), async ({ id, question }, phase) => {
  const { passed, score } = await graph.invoke({ id, question }, { configurable: { thread_id: `${phase} ${id}` } })
  return passed && score >= 0.5
})
