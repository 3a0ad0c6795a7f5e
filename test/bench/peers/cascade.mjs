// The work of each station of the cascade, alike for every peer: what differs is who leads a problem from one to the next.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** @param {string} folder holds `workload.json`, which also says where the rules and the folding of Switchyard itself are */
export async function stationsFrom(folder) {
  const { parts, problems, outcomes } = JSON.parse(readFileSync(`${folder}/workload.json`, 'utf8'))
  const { classify, questionKey, foldAnswer } = await import(pathToFileURL(parts).href)
  const recorded = new Map(outcomes.map((outcome) => [`${outcome.problemId}\n${outcome.model}`, outcome]))
  const cache = new Map()
  const ask = (id, model) => {
    const { answer, confidence, score, usd, latencyMs } = recorded.get(`${id}\n${model}`)
    return { answer, confidence, score, usd, latencyMs }
  }
  return {
    problems,
    rules: (question) => classify(question),
    look: (question) => cache.get(questionKey(question)),
    fast: (id) => ask(id, 'small'),
    slow: (id) => ask(id, 'large'),
    escalates: (confidence) => (confidence ?? 0.5) < 0.75,
    /** Passes whole numbers from 0 on, and keeps them. */
    check: (question, answer, score) => {
      const value = Number(foldAnswer(answer))
      const passed = Number.isInteger(value) && value >= 0
      if (passed) cache.set(questionKey(question), { answer, score })
      return passed
    },
  }
}

/** Runs `solve` for the first so many problems and prints what came of it as one line of JSON. */
export async function measure(problems, count, solve) {
  let right = 0
  // Not counted: what is compiled and loaded on first use.
  for (const problem of problems.slice(0, 50)) await solve(problem, 'warm')
  const began = performance.now()
  for (const problem of problems.slice(0, count)) right += (await solve(problem, 'run')) ? 1 : 0
  const ms = performance.now() - began
  process.stdout.write(`${JSON.stringify({ count, right, ms })}\n`)
}
