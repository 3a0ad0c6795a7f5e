import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appEnvironment, newHome, screenshot } from './launch'
import { launchPackaged, makePackage, type PackagedApp, packagedExecutable } from './launch-packaged'

const home = newHome()
let packaged: PackagedApp

beforeAll(async () => {
  await makePackage()
  packaged = await launchPackaged(home)
})
afterAll(async () => {
  await packaged?.close()
  rmSync(home, { recursive: true, force: true })
})

test('its fuses are set', async () => {
  const wire = await getCurrentFuseWire(packagedExecutable)
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ] as const
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.OnlyLoadAppFromAsar,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  ] as const
  expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE))
  expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE))
})

test('it cannot be used as a Node that runs other people’s scripts', () => {
  const { stdout } = spawnSync(packagedExecutable, ['--version'], {
    env: { ...appEnvironment(home), ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
    encoding: 'utf8',
    timeout: 10_000,
  })
  expect(stdout).not.toMatch(/^v\d+/m)
})

test('its page is the app’s own, under the strict policy, apart from Node', async () => {
  const { page } = packaged
  expect(page.url()).toMatch(/^app:\/\/switchyard\//)
  const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window))).toEqual([])
  expect(await page.evaluate(() => Object.keys(Reflect.get(window, 'desktop')).sort())).toEqual([
    'chooseDatabase',
    'chooseExport',
    'connect',
    'databaseFiles',
    'notify',
    'onCommand',
    'onDatabase',
    'onFile',
    'openDatabase',
    'opened',
    'paste',
    'platform',
    'reload',
    'setEdited',
    'setProgress',
  ])
})

test('it saves a run of the sample project', async () => {
  const { page } = packaged
  await page.getByRole('button', { name: /^Run on / }).click()
  const strip = page.getByLabel('Run', { exact: true })
  await strip.getByRole('button', { name: 'Compare' }).waitFor({ timeout: 30_000 })
  expect(await strip.textContent()).toContain('500 problems')
  await screenshot(page, 'packaged-run')
  await packaged.close()
  packaged = await launchPackaged(home)
  const again = packaged.page.getByLabel('Run', { exact: true })
  await again.getByRole('button', { name: 'Compare' }).waitFor({ timeout: 30_000 })
  expect(await again.textContent()).toContain('500 problems')
})

test('its page cannot leave, open windows or be given permissions', async () => {
  const { page } = packaged
  const before = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe(
    'denied',
  )
})
