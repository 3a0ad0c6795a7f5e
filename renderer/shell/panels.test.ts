import { beforeAll, expect, test, vi } from 'vitest'

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
})

test('a panel keeps between its limits and closes when pulled far below them', async () => {
  const { fitWidth } = await import('./panels')
  expect(fitWidth('list', 250.4)).toBe(250)
  expect(fitWidth('list', 9999)).toBe(380)
  expect(fitWidth('list', 150)).toBe(200)
  expect(fitWidth('list', 60)).toBe(0)
  expect(fitWidth('list', Number.NaN)).toBe(0)
})

test('a closed panel opens at its usual width', async () => {
  const { togglePanel, usePanels } = await import('./panels')
  togglePanel('inspector')
  expect(usePanels.getState().widths.inspector).toBe(0)
  togglePanel('inspector')
  expect(usePanels.getState().widths.inspector).toBe(308)
})
