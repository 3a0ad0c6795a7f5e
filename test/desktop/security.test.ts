import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
let page: Page

beforeAll(async () => {
  launched = await launchApp()
  page = launched.page
})
afterAll(() => launched.close())

test('the page runs in a sandbox, apart from Node and from the preload script', async () => {
  const preferences = await launched.app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    return contents && (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
  expect(
    await page.evaluate(() => ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window)),
  ).toEqual([])
})

test('the page holds the strict policy', async () => {
  const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
  expect(policy?.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]),
  )
  expect(policy).not.toContain('unsafe')
})

test('inline scripts, inline styles and eval are refused', async () => {
  const refused = await page.evaluate(async () => {
    const directives: string[] = []
    const heard = new Promise<void>((done) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        directives.push(event.effectiveDirective)
        if (directives.length === 2) done()
      })
    })
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    const style = document.createElement('style')
    style.textContent = 'body { outline: 7px solid red }'
    document.head.append(script, style)
    await heard
    const ran = 'inlineRan' in window || getComputedStyle(document.body).outlineWidth === '7px'
    script.remove()
    style.remove()
    return { directives: directives.sort(), ran }
  })
  expect(refused).toEqual({ directives: ['script-src-elem', 'style-src-elem'], ran: false })
  // Evaluated by the page's own code: Playwright's evaluate is above the policy.
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true })
        setTimeout(Reflect.apply.bind(null, setTimeout, null, ['window.evalRan = true', 0]), 0)
        setTimeout(() => done('evalRan' in window ? 'it ran' : 'nothing'), 1000)
      }),
  )
  expect(evaluated).toBe('script-src')
})

test('a path out of the page’s folder is not found', async () => {
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/assets',
      '/%00',
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([404, 404, 404, 404, 404])
})

test('navigation away from the page is denied', async () => {
  const before = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
})

test('new windows are denied', async () => {
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await page.evaluate(() => window.open('app://switchyard/index.html') === null)).toBe(true)
  expect(launched.app.windows()).toHaveLength(1)
})

test('every permission is denied', async () => {
  const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
  const states = await page.evaluate(
    (wanted) =>
      Promise.all(
        wanted.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
      ),
    names,
  )
  expect(new Set(states)).toEqual(new Set(['denied']))
})
