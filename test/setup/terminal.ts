import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'

export const root = resolve(import.meta.dirname, '../..')
/** The built terminal program, as arguments for Node. */
export const cli = ['scripts/compiled.cjs', 'out/main/cli.cjs', 'node_modules/.cache/compiled'].map((part) =>
  join(root, part),
)

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** A folder for one test file, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-terminal-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the built terminal program as a user's shell does, in a home of its own. */
export function startTerminal(
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...cli, ...args], {
    cwd,
    env: { ...process.env, SWITCHYARD_HOME: join(cwd, 'home'), ...variables },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((done, broke) => {
    child.on('error', broke)
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
  return { process: child, ended }
}

export function terminal(cwd: string, ...args: string[]): Promise<Ended> {
  return startTerminal(args, cwd).ended
}

export function saveGraph(folder: string, name: string, graph: Graph): string {
  const file = join(folder, name)
  writeFileSync(file, writeGraph(graph))
  return file
}
