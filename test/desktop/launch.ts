import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

/**
 * How to use it: one app per test file, as a start takes a second or two.
 *
 *   let launched: LaunchedApp
 *   beforeAll(async () => { launched = await launchApp() })
 *   afterAll(() => launched.close())
 *
 * `launched.page` is Playwright's Page of the one window, `launched.app` drives the main process (`app.evaluate`), and
 * `launched.home` is the app's data folder, new and empty unless one is given; `close` removes it when it was new.
 * One file by hand: `xvfb-run -a npx vitest run --project desktop test/desktop/security.test.ts`.
 */
export interface LaunchedApp {
  app: ElectronApplication
  page: Page
  home: string
  close(): Promise<void>
}

export interface LaunchOptions {
  home?: string
  env?: Record<string, string>
  /** Named on its command line. */
  files?: readonly string[]
}

export const projectRoot = resolve(import.meta.dirname, '../..')

const isRoot = process.getuid?.() === 0

/** Chromium refuses its sandbox to root, and complains about what a test machine lacks unless it is told to be quiet. */
export const chromiumArguments = [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3']

export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? newHome()
  const app = await _electron.launch({
    // No `executablePath`: Playwright then takes the `electron` package's, which ELECTRON_OVERRIDE_DIST_PATH points at ours,
    // and holds the app back until it listens. With a path it does not, and one start in ten hangs.
    args: [...chromiumArguments, projectRoot, ...(options.files ?? [])],
    chromiumSandbox: !isRoot,
    cwd: projectRoot,
    env: appEnvironment(home, options.env),
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  const close = async () => {
    await app.close()
    if (options.home === undefined) rmSync(home, { recursive: true, force: true })
  }
  return { app, page, home, close }
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'switchyard-home-'))

/** Named by test/setup/desktop.mjs. */
export function electronExecutable(): string {
  const executable = process.env.SWITCHYARD_ELECTRON
  if (!executable) throw new Error('no Electron is named: run the tests through npm test or vitest --project desktop')
  return executable
}

export function appEnvironment(home: string, more: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { ...Object.fromEntries(inherited), SWITCHYARD_HOME: home, SWITCHYARD_TEST: '1', ...more }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = join(projectRoot, 'test-results')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
