import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { say } from './measure'
import { outcomes, PROBLEMS, problems } from './workload'

/** How many of the problems a slow peer is given; its rate counts. */
const COUNTS = { langgraph: 1000, rivet: 3000, promptfoo: PROBLEMS }

interface Peer {
  count: number
  right: number
  ms: number
}

export interface OwnTimes {
  memoryMs: number
  storedMs: number
  /** Measured anew, as whole processes depend most on what the machine does meanwhile. */
  runMs: () => number
}

/** Other programs over the same problems by the same stations, each in the way that its own pages recommend. */
export function benchPeers(
  root: string,
  folder: string,
  parts: string,
  own: OwnTimes,
  rightOf: (count: number) => number,
): void {
  writeFileSync(join(folder, 'workload.json'), JSON.stringify({ parts, problems, outcomes }))
  const peers = join(root, 'test/bench/peers')
  const langgraph = runPeer(join(peers, 'langgraph.mjs'), folder, COUNTS.langgraph)
  const rivet = runPeer(join(peers, 'rivet.mjs'), folder, COUNTS.rivet)
  const before = own.runMs()
  const promptfoo = runPromptfoo(root, folder, COUNTS.promptfoo)
  const runMs = Math.min(before, own.runMs())
  for (const { count, right } of [langgraph, rivet, promptfoo]) {
    if (right !== rightOf(count)) throw new Error(`a peer has ${right} right of ${count}, the loop ${rightOf(count)}`)
  }
  say('beside others, who agree on which came out right')
  compare('LangGraph with its SQLite checkpointer', langgraph, own.storedMs, 'stored')
  compare('Rivet in memory', rivet, own.memoryMs, 'in memory')
  compare('promptfoo as a whole process', promptfoo, runMs, `as a whole process (${runMs.toFixed(0)} ms)`)
}

function compare(name: string, { count, ms }: Peer, ownMs: number, how: string): void {
  const rate = (count / ms) * 1000
  const times = ms / count / (ownMs / PROBLEMS)
  const part = count === PROBLEMS ? '' : ` (the first ${count.toLocaleString('en')})`
  say(
    `${name}${part}: ${(ms / 1000).toFixed(1)} s, ${rate.toFixed(0)}/s; Switchyard ${how} is ${times.toFixed(0)} × as fast`,
  )
}

function runPeer(script: string, folder: string, count: number): Peer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, String(count)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${script}: ${stderr}`)
  return JSON.parse(stdout) as Peer
}

function runPromptfoo(root: string, folder: string, count: number): Peer {
  runScript([join(root, 'test/bench/peers/promptfoo.mjs'), folder, String(count)])
  const command = join(root, 'test/bench/node_modules/promptfoo/dist/src/entrypoint.js')
  const options = ['--no-cache', '--no-progress-bar', '--no-table']
  const began = performance.now()
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [command, 'eval', '-c', join(folder, 'promptfooconfig.json'), ...options],
    { encoding: 'utf8', maxBuffer: 1 << 28, env: promptfooEnvironment(folder) },
  )
  const ms = performance.now() - began
  // Its own database tells what passed: its exit code and its last words depend on wrong answers and on a busy machine.
  const database = new Database(join(folder, 'promptfoo', 'promptfoo.db'), { readonly: true })
  const passed = database.prepare<[], number>('select count(*) from eval_results where success = 1').pluck().get()
  database.close()
  if (passed === undefined || passed === 0) throw new Error(`promptfoo failed: ${(stdout + stderr).slice(-2000)}`)
  return { count, right: passed, ms }
}

function promptfooEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    SWITCHYARD_BENCH_FOLDER: folder,
    PROMPTFOO_CONFIG_DIR: join(folder, 'promptfoo'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
  }
}

function runScript(command: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
