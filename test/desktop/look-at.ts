import { type LaunchedApp, screenshot } from './launch'

const sizes = [
  [1280, 800],
  [1600, 1000],
] as const

/** Pictures in light and dark and in two sizes, for whoever looks at them; made only where they are asked for. */
export async function lookAt({ app, page }: LaunchedApp, name: string): Promise<void> {
  if (process.env.SWITCHYARD_PICTURES !== '1') return
  for (const [width, height] of sizes) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
      width,
      height,
    ] as [number, number])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(200)
      await screenshot(page, `${name}-${colorScheme}-${width}`)
    }
  }
}
