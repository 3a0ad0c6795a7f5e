import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let launched: LaunchedApp
let page: Page

beforeAll(async () => {
  launched = await launchApp()
  page = launched.page
  page.setDefaultTimeout(15_000)
  await page.getByRole('button', { name: /^Full hybrid/ }).click()
  await page.locator('.react-flow__node').first().waitFor()
  await page.evaluate(axe)
  // With figures on the cards, chips on the edges and rows in the comparison.
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: /^Full hybrid.*%/ }).waitFor()
  // A comparison takes two.
  await page.getByRole('button', { name: /^All standard/ }).click()
  await page.locator('.react-flow__node').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: /^All standard.*%/ }).waitFor()
  await page.getByRole('button', { name: /^Full hybrid/ }).click()
})
afterAll(() => launched.close())

interface Finding {
  id: string
  impact: string
  target: string
  why: string
}

/** What axe finds that keeps somebody out. Its own scripts are above the page's policy, as Playwright's are. */
async function seriousFindings(): Promise<Finding[]> {
  // A colour on its way to another one is neither.
  await page.waitForTimeout(300)
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical')
      .flatMap(
        ({ id, impact, nodes }: { id: string; impact: string; nodes: { target: unknown; failureSummary: string }[] }) =>
          nodes.map(({ target, failureSummary }) => ({ id, impact, target: String(target), why: failureSummary })),
      )
  })
}

const go = (name: string) => page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()

const below = () => page.getByRole('group', { name: 'What the list shows' })

const places: readonly { name: string; reach: () => Promise<unknown>; leave?: () => Promise<unknown> }[] = [
  { name: 'the designer', reach: () => go('Design') },
  {
    name: 'the designer with a node selected',
    reach: () =>
      page
        .locator('.react-flow__node')
        .nth(1)
        .click({ position: { x: 70, y: 14 } }),
  },
  {
    name: 'the history',
    reach: async () => {
      await page.getByTitle('Versions of this design').click()
      await page.getByRole('img', { name: /^What differs/ }).waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'a menu of the list',
    reach: () => page.getByRole('button', { name: 'Actions for All standard' }).click(),
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'name and tags',
    reach: async () => {
      await page.getByRole('button', { name: 'Actions for All standard' }).click()
      await page.getByRole('menuitem', { name: 'Name and tags…' }).click()
      await page.getByRole('dialog').waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'the run options',
    reach: () => page.getByRole('button', { name: 'Run options' }).click(),
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'the gallery',
    reach: async () => {
      await page
        .getByRole('button', { name: /gallery/i })
        .first()
        .click()
      await page.getByRole('dialog').getByText('Math homework helper').first().waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'the command palette',
    reach: async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Command palette' }).waitFor()
    },
    // While it is still there the canvas hears no key.
    leave: async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('combobox', { name: 'Command palette' }).waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'the search of the graph',
    reach: async () => {
      await page.keyboard.press('Control+f')
      await page
        .getByRole('search')
        .or(page.getByRole('searchbox', { name: /find/i }))
        .first()
        .waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'a menu of the canvas',
    reach: async () => {
      await page
        .locator('.react-flow__node')
        .nth(1)
        .click({ button: 'right', position: { x: 70, y: 14 } })
      await page.getByRole('menuitem', { name: /^Duplicate/ }).waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'the outline',
    reach: () => below().getByRole('button', { name: 'Outline' }).click(),
    leave: () => below().getByRole('button', { name: 'Nodes' }).click(),
  },
  { name: 'the playground', reach: () => go('Play') },
  { name: 'the models', reach: () => go('Models') },
  { name: 'the reviews', reach: () => go('Reviews') },
  { name: 'the datasets', reach: () => go('Datasets') },
  { name: 'the runs', reach: () => go('Runs') },
  { name: 'the comparison', reach: () => go('Compare') },
  {
    name: 'the inside of a run',
    reach: async () => {
      await go('Compare')
      await page.getByRole('button', { name: /Look inside Full hybrid/ }).click()
      await page.getByRole('heading', { name: 'Every parting of the ways' }).waitFor()
    },
    leave: () => page.getByRole('button', { name: 'Back to the comparison' }).click(),
  },
  {
    name: 'the results of a run',
    reach: async () => {
      await go('Runs')
      await page.getByRole('button', { name: /^Full hybrid/ }).click()
      await page.getByRole('button', { name: /^Wrong/ }).click()
      await page.getByRole('status').filter({ hasText: 'results' }).waitFor()
    },
    leave: () => page.getByRole('button', { name: 'All runs' }).click(),
  },
  {
    name: 'a connection that is added',
    reach: async () => {
      await go('Models')
      await page.getByRole('button', { name: 'Add a connection' }).first().click()
      await page.getByRole('button', { name: 'Ollama' }).click()
      await page.getByLabel('Address', { exact: true }).waitFor()
    },
    leave: () => page.keyboard.press('Escape'),
  },
  {
    name: 'a problem that was played',
    reach: async () => {
      await go('Play')
      await page.getByRole('listitem').filter({ hasText: '?' }).getByRole('button').first().click()
      await page.getByLabel('How fast the steps come').selectOption('at once')
      await page.locator('form').getByRole('button', { name: 'Play', exact: true }).click()
      await page.getByText(/✓ right|✗ wrong/).waitFor()
    },
  },
]

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  beforeAll(async () => {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted
    }, theme)
    await go('Design')
  })

  test.each(places)('nothing keeps anybody out of $name', async ({ reach, leave }) => {
    await reach()
    expect(await seriousFindings()).toEqual([])
    await leave?.()
  })
})

test('a control without a name would be found', async () => {
  await page.evaluate(() => document.querySelector('header')?.append(document.createElement('button')))
  expect((await seriousFindings()).map(({ id }) => id)).toContain('button-name')
})

test('the order of Tab goes from the bar to the pages, the list and the canvas, and each stop has a name', async () => {
  // From the beginning of the page.
  await page.reload()
  await page.locator('.react-flow__node').first().waitFor()
  const stops: { region: string; name: string }[] = []
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(() => {
        const focused = document.activeElement
        const region = focused?.closest('header, nav, aside, main, [role="region"]')?.tagName ?? 'none'
        const labelled = focused?.getAttribute('aria-label') ?? focused?.textContent ?? ''
        const label =
          focused?.id === '' || focused?.id === undefined ? null : document.querySelector(`label[for="${focused.id}"]`)
        return { region, name: (labelled || label?.textContent || focused?.getAttribute('title') || '').trim() }
      }),
    )
  }
  expect(stops.filter(({ name }) => name === '')).toEqual([])
  const order = stops.map(({ region }) => region).filter((region, index, all) => region !== all[index - 1])
  expect(order.slice(0, 4)).toEqual(['HEADER', 'NAV', 'ASIDE', 'MAIN'])
})

test('nothing moves where less motion is asked for', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
        const lasts = (durations: string) =>
          durations.split(', ').some((duration) => Number.parseFloat(duration) > 0.001)
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
      })
      .map((element) => element.className.toString()),
  )
  expect(moving).toEqual([])
  await page.emulateMedia({ reducedMotion: null })
})
