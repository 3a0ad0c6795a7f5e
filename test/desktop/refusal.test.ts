import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appEnvironment, chromiumArguments, electronExecutable, newHome, projectRoot } from './launch'

/** Starts the app on a data folder and waits for its end. */
async function startOn(home: string): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(electronExecutable(), [...chromiumArguments, projectRoot], {
    env: appEnvironment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  return { code, lines: stderr.split('\n').filter((line) => line.startsWith('switchyard: ')) }
}

test.each([
  ['a corrupt database', Buffer.from(`SQLite format 3\0${'nonsense '.repeat(2000)}`)],
  ['a zero-length database', Buffer.alloc(0)],
  ['a file that is no database', Buffer.from('hello')],
])('on %s the app ends with one clear line and leaves the file as it is', async (_what, content) => {
  const home = newHome()
  const file = join(home, 'switchyard.db')
  writeFileSync(file, content)
  const { code, lines } = await startOn(home)
  const left = readFileSync(file)
  rmSync(home, { recursive: true })
  expect(code).toBe(1)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('switchyard.db')
  expect(left.equals(content)).toBe(true)
})
