import { spawn } from 'node:child_process'
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

test('the window is where it was left', async () => {
  await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 70, width: 900, height: 640 }),
  )
  await launched.app.close()
  launched = await launchApp({ home: launched.home })
  const bounds = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(bounds).toMatchObject({ width: 900, height: 640 })
})
