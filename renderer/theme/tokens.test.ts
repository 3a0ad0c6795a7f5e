import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { darkPalette, lightPalette, type Palette } from '../../shared/charts/palette'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]')

it.each([
  ['light', light, lightPalette],
  ['dark', dark, darkPalette],
] as const)('pictures in files have the %s colours of the window', (_, block, palette: Palette) => {
  for (const [name, colour] of Object.entries(palette)) expect(block).toContain(`--${name}: ${colour};`)
})
