import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compose } from '../../electron/compose'
import { readSampleGraphs } from '../../electron/service/sample'
import { generateProblems } from '../../resources/generate-sample.ts'
import { parseGraph } from '../../shared/graph/load'
import type { RunSummary } from '../../shared/report'
import { temporaryFolder } from '../setup/terminal'

const resourcesDir = resolve(import.meta.dirname, '../../resources')
const COUNT = 10_000

/** Replays every sample design over 10,000 generated problems. */
async function replaySample(): Promise<Map<string, RunSummary>> {
  const { services, close } = compose({
    databaseFile: join(temporaryFolder(), 'model.db'),
    resourcesDir,
    host: 'terminal',
  })
  const lines = [...generateProblems({ count: COUNT, seed: 2026 })].map((problem) => `${JSON.stringify(problem)}\n`)
  const file = { name: 'ladder.jsonl', open: () => chunks(lines) }
  const { dataset } = await services.datasets.importFile(file, 'ladder', { given: {} })
  const figures = new Map<string, RunSummary>()
  for (const text of readSampleGraphs(resourcesDir)) {
    const graph = parseGraph(text, 'sample')
    const { id } = services.runs.start({ from: { graph }, datasetId: dataset.id, seed: 7, limit: null, concurrency: 1 })
    for await (const { status } of services.runs.watch(id))
      if (status === 'failed') throw new Error(`${graph.name} failed`)
    figures.set(graph.name, services.runs.summary(id))
  }
  close()
  return figures
}

async function* chunks(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield Buffer.from(line)
}

describe('the cost model over 10,000 problems', async () => {
  const figures = await replaySample()

  // 5,000 easy, 3,000 medium and 2,000 hard problems, at the accuracies, tokens and prices of the cost model.
  it.each([
    ['All standard', 6950, 20.7],
    ['All reasoning', 8950, 690],
    ['Route by difficulty', 8800, 472.5],
  ])('%s comes within 1.5 %% of %i correct and $%f', (name, correct, usd) => {
    const run = figures.get(name)
    expect(run?.problems).toBe(COUNT)
    expect(Math.abs((run?.correct ?? 0) / correct - 1)).toBeLessThan(0.015)
    expect(Math.abs((run?.usd ?? 0) / usd - 1)).toBeLessThan(0.015)
  })

  it('the full hybrid is right as often as the reasoner alone, within its interval, at well under its price', () => {
    const [hybrid, reasoning] = [figures.get('Full hybrid'), figures.get('All reasoning')]
    expect(hybrid?.correct ?? 0).toBeGreaterThan((reasoning?.correct ?? 0) * 0.97)
    expect(hybrid?.usd ?? 0).toBeLessThan((reasoning?.usd ?? 0) * 0.7)
  })
})
