import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
let choosers = 0

beforeAll(async () => {
  launched = await launchApp()
  // From the start on, as Playwright needs a moment to take the place of the real dialog.
  launched.page.on('filechooser', () => {
    choosers++
  })
  await launched.page.evaluate(() => {
    const heard: string[] = []
    Reflect.set(window, 'heard', heard)
    Reflect.get(window, 'desktop').onCommand((command: string) => heard.push(command))
  })
})
afterAll(() => launched.close())

const heard = (): Promise<string[]> => launched.page.evaluate(() => Reflect.get(window, 'heard').splice(0))

async function choose(menu: string, label: string): Promise<void> {
  await launched.app.evaluate(
    ({ Menu, BrowserWindow }, path) => {
      const [window] = BrowserWindow.getAllWindows()
      const top = Menu.getApplicationMenu()?.items.find((item) => item.label.replace('&', '') === path.menu)
      top?.submenu?.items.find((item) => item.label === path.label)?.click(undefined, window, window?.webContents)
    },
    { menu, label },
  )
  await launched.page.waitForTimeout(100)
}

test('a menu item tells the page what is asked', async () => {
  await choose('View', 'Fit graph')
  await expect.poll(heard).toEqual(['zoom-to-fit'])
})

test('undo belongs to the graph, but inside a text field to the field', async () => {
  await choose('Edit', 'Undo')
  await expect.poll(heard).toEqual(['undo'])
  await launched.page.evaluate(() => {
    const input = document.createElement('input')
    input.id = 'field'
    document.body.append(input)
    input.focus()
  })
  await launched.page.keyboard.type('a')
  const value = () => launched.page.evaluate(() => (document.getElementById('field') as HTMLInputElement).value)
  expect(await value()).toBe('a')
  await choose('Edit', 'Undo')
  expect(await heard()).toEqual([])
  expect(await value()).toBe('')
  await choose('Edit', 'Redo')
  expect(await value()).toBe('a')
  await launched.page.evaluate(() => document.getElementById('field')?.remove())
})

test('a menu item may open a file chooser', async () => {
  await choose('File', 'Open graph…')
  await expect.poll(() => choosers).toBe(1)
  await expect.poll(heard).toEqual(['open-graph'])
})

test('the window is zoomed from the menu, and by every key that people press for it', async () => {
  const zoom = () =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())
  const keys = await launched.app.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&View')?.submenu?.items ?? []
    return view.flatMap(({ role, accelerator }) =>
      String(role).toLowerCase().includes('zoom') ? [String(accelerator)] : [],
    )
  })
  for (const key of ['CmdOrCtrl+=', 'CmdOrCtrl+numadd', 'CmdOrCtrl+numsub']) expect(keys).toContain(key)
  await choose('View', 'Zoom In')
  await expect.poll(zoom).toBeGreaterThan(0)
  await choose('View', 'Zoom Out')
  await choose('View', 'Zoom Out')
  await expect.poll(zoom).toBeLessThan(0)
  await choose('View', 'Actual Size')
  await expect.poll(zoom).toBe(0)
})

test('the machine stays awake while a run shows progress', async () => {
  const awake = () =>
    launched.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2].some((id) => powerSaveBlocker.isStarted(id)))
  const show = async (fraction: number | null) => {
    await launched.page.evaluate((value) => Reflect.get(window, 'desktop').setProgress(value), fraction)
    await launched.page.waitForTimeout(100)
  }
  await show(0.5)
  expect(await awake()).toBe(true)
  await show(null)
  expect(await awake()).toBe(false)
})
