import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takePort } from '../setup/taken-port'

const script = resolve(import.meta.dirname, '../../out/main/serve.cjs')

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'switchyard-serve-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

interface Served {
  child: ChildProcess
  stdout(): string
  stderr(): string
  ended: Promise<number | null>
}

function serve(...args: string[]): Served {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, SWITCHYARD_HOME: home } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return { child, stdout: () => stdout, stderr: () => stderr, ended }
}

async function linkOf(served: Served): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const [link] = /http:\S+/.exec(served.stdout()) ?? []
    if (link) return link
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`no link was printed: ${served.stderr()}`)
}

test('one line with the link is printed, and the link leads to the page', async () => {
  const served = serve()
  const link = await linkOf(served)
  expect(served.stdout().trim().split('\n')).toHaveLength(1)
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
  served.child.kill('SIGTERM')
  expect(await served.ended).toBe(0)
  expect(existsSync(join(home, 'switchyard.db'))).toBe(true)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it cleanly, and the next one opens the same database',
  async (signal) => {
    for (let round = 0; round < 2; round++) {
      const served = serve()
      await linkOf(served)
      served.child.kill(signal)
      expect(await served.ended).toBe(0)
      expect(served.stderr()).toBe('')
    }
  },
)

test('a port that is taken is refused with one line', async () => {
  const { port, release } = await takePort()
  const served = serve('--port', String(port))
  expect(await served.ended).toBe(2)
  expect(served.stderr()).toMatch(new RegExp(`^switchyard: port ${port} cannot be listened on: .*\\n$`))
  await release()
})

test.each([['--port', 'x'], ['--port', '70000'], ['--colour'], ['extra']])(
  'wrong usage (%s %s) has exit code 2',
  async (...args) => {
    const served = serve(...args)
    expect(await served.ended).toBe(2)
    expect(served.stderr()).toMatch(/^switchyard: .*--help\n$/)
  },
)
