// The cascade as one promptfoo provider, which is how promptfoo takes anything that is more than one call.
import { stationsFrom } from './cascade.mjs'

const stations = stationsFrom(process.env.SWITCHYARD_BENCH_FOLDER)

// biome-ignore lint/style/noDefaultExport: promptfoo loads a provider by it
export default class Cascade {
  id() {
    return 'cascade'
  }

  async callApi(question, { vars }) {
    const { rules, look, fast, slow, escalates, check } = await stations
    const label = rules(question)
    const known = look(question)
    if (known !== undefined) return { output: known.answer, cost: 0, metadata: { label, right: known.score >= 0.5 } }
    let reply = fast(vars.id)
    let cost = reply.usd
    if (escalates(reply.confidence)) {
      reply = slow(vars.id)
      cost += reply.usd
    }
    const passed = check(question, reply.answer, reply.score)
    return { output: reply.answer, cost, metadata: { label, right: passed && reply.score >= 0.5 } }
  }
}
