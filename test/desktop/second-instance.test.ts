import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  appEnvironment,
  chromiumArguments,
  electronExecutable,
  type LaunchedApp,
  launchApp,
  projectRoot,
} from './launch'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
})
afterAll(() => launched.close())

test('a second start on the same data ends at once and brings the first window to the front', async () => {
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(electronExecutable(), [...chromiumArguments, projectRoot], {
    env: appEnvironment(launched.home),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  second.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const code = await new Promise<number | null>((done) => second.once('exit', done))
  expect(code).toBe(0)
  expect(stderr).toContain('switchyard: it is running already')
  expect(
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.isMinimized())),
  ).toEqual([false])
})

test('a file that is opened while the program runs is shown in its window', async () => {
  const file = join(launched.home, 'second.graph.json')
  const sample = readFileSync(join(projectRoot, 'resources/graphs/full-hybrid.json'), 'utf8')
  writeFileSync(file, sample.replace('"Full hybrid"', '"From the file manager"'))
  const second = spawn(electronExecutable(), [...chromiumArguments, projectRoot, file], {
    env: appEnvironment(launched.home),
    stdio: 'ignore',
  })
  await new Promise((done) => second.once('exit', done))
  await expect.poll(() => launched.page.title()).toBe('From the file manager — Switchyard')
})

test('the window is where it was left', async () => {
  await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 70, width: 900, height: 640 }),
  )
  await launched.app.close()
  launched = await launchApp({ home: launched.home })
  const bounds = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(bounds).toMatchObject({ width: 900, height: 640 })
})
