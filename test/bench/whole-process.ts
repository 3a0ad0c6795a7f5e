import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../../package.json'
import { writeGraph } from '../../shared/graph/write'
import { say } from './measure'
import { peakMegabytes } from './peak-memory'
import { cascade } from './workload'

const ROUNDS = 9

/** `switchyard run` of the cascade over the workload, as arguments for Node; the database is still to be named. */
export function runCommand(root: string, folder: string): string[] {
  const graph = join(folder, 'cascade.json')
  writeFileSync(graph, writeGraph(cascade))
  // As `npm run switchyard` starts it.
  const [, ...program] = packageJson.scripts.switchyard.split(' ')
  return [
    ...program.map((part) => (part.startsWith('-') ? part : join(root, part))),
    'run',
    graph,
    '--data',
    'bench',
    '--json',
  ]
}

/** Whole processes from their start to their end, in turns with one of Node that does nothing. */
export function benchProcesses(root: string, folder: string, database: string): void {
  const run = [...runCommand(root, folder), '--db', database]
  const commands = { nothing: ['-e', '0'], hundred: [...run, '--limit', '100'], all: run }
  const times: Record<keyof typeof commands, number[]> = { nothing: [], hundred: [], all: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, command] of Object.entries(commands) as [keyof typeof commands, string[]][])
      times[name].push(timeOf(command, folder))
  }
  const megabytes = peakMegabytes(run, folder)
  const [nothing, hundred, all] = [least(times.nothing), least(times.hundred), least(times.all)]
  say(`whole processes, best of ${ROUNDS}`)
  say(`node -e 0 ${nothing.toFixed(0)} ms`)
  say(`switchyard run, 100 problems ${hundred.toFixed(0)} ms: ${(hundred / nothing).toFixed(1)} × node -e 0`)
  say(`switchyard run, 10,000 problems ${all.toFixed(0)} ms, at most ${megabytes.toFixed(0)} MB`)
}

/** The quickest whole `switchyard run` over all problems, in milliseconds. */
export function quickestRun(root: string, folder: string, database: string): number {
  const run = [...runCommand(root, folder), '--db', database]
  return least(Array.from({ length: ROUNDS }, () => timeOf(run, folder)))
}

function timeOf(command: readonly string[], folder: string): number {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env: quietEnvironment(folder) })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
  return performance.now() - began
}

function quietEnvironment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, SWITCHYARD_HOME: folder }
}

function least(times: readonly number[]): number {
  return Math.min(...times)
}
