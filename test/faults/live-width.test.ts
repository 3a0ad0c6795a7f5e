import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cachedCascade } from '../../shared/graph/graph.fixture'
import { saveGraph, temporaryFolder, terminal } from '../setup/terminal'
import { howMany, openLab } from './live-lab'

const folder = temporaryFolder()
const PROBLEMS = howMany(240, 2000)
/** Each of them asks what the one before it has asked. */
const isAgain = (n: number): boolean => n % 6 === 5

/** The cascade of the lab behind a cache, so that what is asked twice must be asked once, whoever is still under way. */
const graph = {
  ...cachedCascade(0.5, { maxTokens: 100 }),
  roles: { fast: { connection: 'lab', model: 'small' }, reasoner: { connection: 'lab', model: 'large' } },
}

/** What a live run of so many problems at once comes to, but for the time that it takes. */
async function runAt(width: number) {
  const name = `width-${width}`
  const lab = await openLab(folder, name, { problems: 1, delayMs: 10 })
  try {
    const rows = Array.from({ length: PROBLEMS }, (_, n) => {
      const asked = isAgain(n) ? n - 1 : n
      return JSON.stringify({
        id: `p${n}`,
        question: `What is ${asked} + ${asked}? (problem p${asked})`,
        key: 2 * asked,
      })
    })
    const data = join(folder, 'asked.jsonl')
    writeFileSync(data, rows.join('\n'))
    const file = saveGraph(folder, `${name}-graph.json`, graph)
    const place = ['--data', data, '--db', lab.db, '--json', '--concurrency', String(width)]
    const { code, stdout, stderr } = await terminal(folder, 'run', file, ...place)
    expect(code, stderr).toBe(0)
    const { id, latencyMs: _, ...summary } = JSON.parse(stdout).runs[0]
    const exported = await terminal(folder, 'export', id, '--format', 'jsonl', '--db', lab.db)
    const results = exported.stdout
      .trim()
      .split('\n')
      .map((line) => {
        const { runId: _run, latencyMs: _ms, ...rest } = JSON.parse(line)
        return rest
      })
    const calls = lab.calls().map(({ problemId, model, state, billedUsd }) => [problemId, model, state, billedUsd])
    return { summary, results, calls, accepted: Object.fromEntries(lab.accepted()), charged: lab.billedUsd() }
  } finally {
    await lab.close()
  }
}

it('a live run comes to the same with one call in flight and with two hundred', async () => {
  const [one, many] = [await runAt(1), await runAt(200)]
  const asked = PROBLEMS - Array.from({ length: PROBLEMS }, (_, n) => n).filter(isAgain).length
  expect(one.summary).toMatchObject({ problems: PROBLEMS, correct: PROBLEMS, failed: 0 })
  expect(Object.keys(one.accepted).length).toBe(one.calls.length)
  expect(one.calls.filter(([, model]) => model === 'small')).toHaveLength(asked)
  // The order in which dollars were added up is the one thing that may differ, in their last digits.
  const [charged, ours] = [many.charged - one.charged, many.summary.usd - one.summary.usd]
  expect({ ...many, charged: one.charged, summary: { ...many.summary, usd: one.summary.usd } }).toEqual(one)
  expect([charged, ours].map(Math.abs).every((dollars) => dollars < 1e-12)).toBe(true)
})
