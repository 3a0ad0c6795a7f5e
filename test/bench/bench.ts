// How fast Switchyard is, as ratios taken in one run. `npm run bench -- --help` says what there is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Composed, compose } from '../../electron/compose'
import { benchLive } from './live'
import { say } from './measure'
import { benchPeers } from './peers'
import { benchReplay, rightByHand } from './replay'
import { benchStorage } from './storage'
import { benchProcesses, quickestRun, runCommand } from './whole-process'
import { models, outcomeOf, problems } from './workload'

const root = join(import.meta.dirname, '../..')
const args = process.argv.slice(2)
const parts = ['process', 'replay', 'live', 'storage']

const usage = `Usage: npm run bench -- [${parts.join('|')}] … [--peers]

Without a part, all of them. --peers runs other programs over the same problems beside it, and installs them first.`

async function main(folder: string): Promise<void> {
  const chosen = args.filter((arg) => parts.includes(arg))
  const withPeers = args.includes('--peers')
  // Others are compared with what these two measure.
  const does = (part: string) =>
    chosen.includes(part) || (withPeers ? ['process', 'replay'].includes(part) : chosen.length === 0)
  const database = join(folder, 'bench.db')
  await withDatabase(database, folder, importWorkload)
  const times = { memoryMs: Number.NaN, storedMs: Number.NaN, runMs: () => quickestRun(root, folder, database) }
  if (does('process')) benchProcesses(root, folder, database)
  if (does('replay')) {
    await withDatabase(database, folder, async (composed) => {
      Object.assign(times, await benchReplay(folder, database, composed))
    })
  }
  if (does('live')) await benchLive(folder)
  if (does('storage')) await benchStorage(folder, database, runCommand(root, folder))
  if (withPeers) benchPeers(root, folder, join(import.meta.dirname, 'parts.js'), times, rightByHand)
}

async function withDatabase(
  databaseFile: string,
  folder: string,
  work: (composed: Composed) => Promise<void>,
): Promise<void> {
  const composed = compose({ databaseFile, resourcesDir: folder, host: 'terminal' })
  try {
    await work(composed)
  } finally {
    composed.close()
  }
}

/** One row of a file for each outcome, as a user would import it. */
async function importWorkload({ services }: Composed): Promise<void> {
  const lines = problems.flatMap((problem) =>
    models.map((model) => JSON.stringify({ ...problem, ...outcomeOf(problem.id, model) })),
  )
  const file = { name: 'bench.jsonl', open: () => once(Buffer.from(lines.join('\n'))) }
  await services.datasets.importFile(file, 'bench', { given: { id: 'id', key: 'answerKey', correct: 'score' } })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

if (args.includes('--help')) {
  say(usage)
} else {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
  await main(folder).finally(() => rmSync(folder, { recursive: true, force: true }))
}
