import { resolve } from 'node:path'
import { afterEach } from 'vitest'
import type { Graph } from '../../shared/graph/schema'
import type { Progress } from '../../shared/runs-contract'
import { type Composed, compose, type Services } from '../compose'
import type { ComposeOptions } from '../compose-runs'

const opened: Composed[] = []

afterEach(async () => {
  for (const composed of opened.splice(0)) {
    await composed.stop()
    composed.close()
  }
})

/** All services over a database in memory, closed after the test. */
export function temporaryServices(options: Partial<ComposeOptions> = {}): Services {
  return temporaryComposed(options).services
}

export function temporaryComposed(options: Partial<ComposeOptions> = {}): Composed {
  const composed = compose({
    databaseFile: ':memory:',
    resourcesDir: resolve(import.meta.dirname, '../../resources'),
    host: 'terminal',
    ...options,
  })
  opened.push(composed)
  return composed
}

/** Imports `count` problems of mixed difficulty and gives the dataset's id. */
export async function addProblems(services: Services, count: number, name = 'd'): Promise<string> {
  const levels = ['easy', 'medium', 'hard']
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ id: `p${n}`, question: `What is ${n} + 1?`, key: n + 1, difficulty: levels[n % 3] }),
  )
  const bytes = Buffer.from(lines.join('\n'))
  const file = { name: 'd.jsonl', open: () => once(bytes) }
  return (await services.datasets.importFile(file, name, { given: {} })).dataset.id
}

/** Imports `count` problems p0, p1, … whose questions may come again; the key of all is 1. */
export async function addQuestions(
  services: Services,
  count: number,
  question: (n: number) => string,
): Promise<string> {
  const lines = Array.from({ length: count }, (_, n) => JSON.stringify({ id: `p${n}`, question: question(n), key: 1 }))
  const file = { name: 'd.jsonl', open: () => once(Buffer.from(lines.join('\n'))) }
  return (await services.datasets.importFile(file, 'd', { given: {} })).dataset.id
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Starts a run and gives every state that a watcher is told. */
export async function watchRun(services: Pick<Services, 'runs'>, id: string): Promise<Progress[]> {
  const told: Progress[] = []
  for await (const progress of services.runs.watch(id)) told.push(progress)
  return told
}

export async function runToEnd(
  services: Services,
  graph: Graph,
  datasetId: string,
  limit: number | null = null,
): Promise<string> {
  const { id } = services.runs.start({ from: { graph }, datasetId, seed: 7, limit, concurrency: 1 })
  await watchRun(services, id)
  return id
}
