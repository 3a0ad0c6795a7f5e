import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
})
afterAll(() => launched.close())

async function enginePid(): Promise<number | undefined> {
  return launched.app.evaluate(
    ({ app }) => app.getAppMetrics().find((process) => process.name === 'Switchyard engine')?.pid,
  )
}

async function waitForEngine(other?: number): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const pid = await enginePid()
    if (pid !== undefined && pid !== other) return pid
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('no engine was started within 10 s')
}

/** Resolves in the page with how many ports it is given from now on, once that is `count`. */
async function listenForPort(): Promise<void> {
  await launched.page.evaluate(() => {
    const arrived = new Promise<void>((done) => {
      addEventListener('message', (event) => {
        if (event.data === 'switchyard:engine-port' && event.ports.length === 1) done()
      })
    })
    Reflect.set(window, 'portArrived', arrived)
  })
}

test('a killed engine is started again and the window is given a new port', async () => {
  const first = await waitForEngine()
  await launched.page.evaluate(() => Reflect.get(window, 'desktop').connect())
  await listenForPort()
  process.kill(first, 'SIGKILL')
  await launched.page.evaluate(() => Reflect.get(window, 'portArrived'))
  expect(await waitForEngine(first)).not.toBe(first)
})

test('an engine that crashes three times within 30 s is given up with one line', async () => {
  const stderr: string[] = []
  const child = launched.app.process()
  child.stderr?.on('data', (chunk) => stderr.push(String(chunk)))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const second = await waitForEngine()
  process.kill(second, 'SIGKILL')
  const third = await waitForEngine(second)
  process.kill(third, 'SIGKILL')
  expect(await ended).toBe(1)
  const lines = stderr
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('switchyard: '))
  expect(lines).toEqual([expect.stringContaining('start Switchyard again')])
})
