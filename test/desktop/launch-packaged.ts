import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { appEnvironment, chromiumArguments, projectRoot } from './launch'

/** What `npm run package` makes on this platform. */
export const packagedExecutable = join(projectRoot, 'dist/linux-unpacked/switchyard')

export interface PackagedApp {
  page: Page
  close(): Promise<void>
}

export async function makePackage(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(projectRoot, 'scripts/package.mjs')], { cwd: projectRoot })
}

/**
 * Starts the packaged app and drives its page. Its fuses refuse Node's inspector, which Playwright's Electron support
 * needs, so this goes through Chromium's own remote debugging: the page can be driven, the main process cannot.
 */
export async function launchPackaged(home: string): Promise<PackagedApp> {
  const child = spawn(packagedExecutable, [...chromiumArguments, '--remote-debugging-port=0'], {
    env: appEnvironment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await attach(child).catch((error) => {
    child.kill()
    throw error
  })
  const page = await firstPage(browser)
  const close = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    await page.close()
    await ended
    await browser.close()
  }
  return { page, close }
}

async function attach(child: ChildProcess): Promise<Browser> {
  const address = await debuggerAddress(child)
  // Attaching while the first page is still being loaded misses its start and waits for ever.
  await untilLoaded(new URL('/json/list', address.replace('ws:', 'http:')))
  return chromium.connectOverCDP(address)
}

async function untilLoaded(list: URL): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const targets = (await (await fetch(list)).json()) as { url: string; title: string }[]
    if (targets.some(({ url, title }) => url.startsWith('app://') && title.startsWith('Switchyard'))) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the packaged app showed no page within 10 s')
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
      const [, address] = /DevTools listening on (ws:\/\/\S+)/.exec(said) ?? []
      if (address) done(address)
    })
    child.once('exit', (code) => failed(new Error(`the packaged app ended with ${code} as it started: ${said}`)))
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('the packaged app has no browser context')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForLoadState('load')
  return page
}
