import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boundLive, done, hosted, liveConnection } from '../../electron/service/live.fixture'
import { addProblems, temporaryComposed } from '../../electron/service/service.fixture'
import { reviewed } from '../../shared/graph/graph.fixture'
import { type LaunchedApp, launchApp, newHome, screenshot } from './launch'

let launched: LaunchedApp
const home = newHome()

/** A database in which a live run was stopped while its problems waited for a person. */
async function prepareDatabase(): Promise<void> {
  const connections = hosted(liveConnection(() => done('The sum is 1, since nothing is added to it.')))
  const { services, stop, close } = temporaryComposed({ databaseFile: join(home, 'switchyard.db'), connections })
  const datasetId = await addProblems(services, 3, 'sums')
  const graph = { ...boundLive(reviewed()), name: 'Second look' }
  const { id } = services.runs.start({ from: { graph }, datasetId, seed: 7, limit: null, concurrency: 2 })
  for await (const { waiting } of services.runs.watch(id)) if (waiting === 3) break
  await services.runs.stop(id)
  await stop()
  close()
}

beforeAll(async () => {
  await prepareDatabase()
  launched = await launchApp({ home })
  launched.page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await launched.close()
  rmSync(home, { recursive: true, force: true })
})

test('what waits for a person is counted in the rail, shown with its question, and can be decided', async () => {
  const { page } = launched
  const rail = page.getByRole('button', { name: /^Reviews/ })
  await expect.poll(() => rail.textContent()).toContain('3 waiting')
  await rail.click()
  const cards = page.locator('main section')
  await expect.poll(() => cards.count()).toBe(3)
  await page.getByText('What is 0 + 1?').waitFor()
  await screenshot(page, 'reviews')

  const first = cards.filter({ hasText: 'What is 0 + 1?' })
  await first.getByRole('button', { name: 'Approve' }).click()
  await expect.poll(() => cards.count()).toBe(2)

  const second = cards.filter({ hasText: 'What is 1 + 1?' })
  await second.getByRole('button', { name: 'Correct…' }).click()
  expect(await second.getByRole('button', { name: 'Send the correction' }).isDisabled()).toBe(true)
  await second.getByLabel('The right answer').fill('2')
  await second.getByLabel('Note in the trace').fill('one and one')
  await screenshot(page, 'reviews-correct')
  await second.getByRole('button', { name: 'Send the correction' }).click()
  await expect.poll(() => cards.count()).toBe(1)
  await expect.poll(() => rail.textContent()).toContain('1 waiting')

  await cards.first().getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Nothing waits for you').waitFor()
  expect(await rail.textContent()).toBe('Reviews')
})
