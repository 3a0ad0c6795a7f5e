import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProblems, temporaryComposed } from '../../electron/service/service.fixture'
import { type OpenDatabase, openDatabase } from '../../electron/store/open'
import { cascade } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { type LaunchedApp, launchApp, newHome } from './launch'
import { lookAt } from './look-at'

const home = newHome()
const usual = join(home, 'switchyard.db')
const team = join(home, 'team.db')
const copy = join(home, 'copy.db')
const notes = join(home, 'notes.txt')
const foreign = join(home, 'recipes.db')
const newer = join(home, 'newer.db')
const damaged = join(home, 'damaged.db')
const busy = join(home, 'busy.db')
let holder: OpenDatabase
let provider: FakeProvider
let launched: LaunchedApp
let draft: { key: string; text: string }

/** The user's own database, with a connection and a slow design, and a copy of it. */
async function prepareOwn(): Promise<void> {
  const { services, close } = temporaryComposed({ databaseFile: usual })
  await services.sample()
  const limits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }
  const baseUrl = `${provider.origin}/v1`
  services.connections.add({ name: 'slow', kind: 'compatible', server: null, baseUrl, notes: '', limits })
  services.prices.setOwn('slow', 'fake-small', '2026-01-01', { inputPerMillion: 1, outputPerMillion: 2 })
  const graph = { ...cascade(), name: 'Slow one', roles: rolesOf(cascade().roles, 'slow', 'fake-small') }
  const { id, hash } = services.designs.create({ graph: writeGraph(graph) })
  const edited = writeGraph({ ...graph, description: 'edited before the crash' })
  draft = {
    key: `switchyard.draft.${id}.a-window-that-is-gone`,
    text: JSON.stringify({ baseHash: hash, graph: edited, at: Date.now() }),
  }
  await services.database.backup(copy)
  close()
}

/** Another one, with a design and a run of its own. */
async function prepareTeam(): Promise<void> {
  const { services, stop, close } = temporaryComposed({ databaseFile: team })
  const datasetId = await addProblems(services, 30, 'team sums')
  const { id } = services.designs.create({ graph: writeGraph({ ...cascade(), name: 'Team cascade' }) })
  const run = services.runs.start({ from: { designId: id }, datasetId, seed: 7, limit: null, concurrency: 4 })
  for await (const _ of services.runs.watch(run.id));
  await stop()
  close()
}

function rolesOf(roles: object, connection: string, model: string) {
  return Object.fromEntries(Object.keys(roles).map((role) => [role, { connection, model }]))
}

function prepareUnfit(): void {
  writeFileSync(notes, 'these are my notes, please keep them')
  const recipes = new Database(foreign)
  recipes.exec('create table recipes (name text)')
  recipes.close()
  for (const file of [newer, damaged, busy]) copyFileSync(team, file)
  const future = new Database(newer)
  future.pragma('user_version = 999')
  future.close()
  truncateSync(damaged, 40_000)
  holder = openDatabase({ file: busy, access: 'write' })
}

beforeAll(async () => {
  provider = await startFakeProvider({ delayMs: 300 })
  await prepareOwn()
  await prepareTeam()
  prepareUnfit()
  launched = await launchApp({ home })
  launched.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await launched.close()
  await provider.close()
  holder.close()
  rmSync(home, { recursive: true, force: true })
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })

/** In the list at the left. */
const design = (name: string) =>
  launched.page.getByLabel('Designs', { exact: true }).getByRole('button', { name: new RegExp(`^${name}`) })

/** In the place of the system's dialogs, which no test could click. */
function willChoose(path: string): Promise<void> {
  return launched.app.evaluate(({ dialog }, file) => {
    const open: typeof dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    const save: typeof dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
    Object.assign(dialog, { showOpenDialog: open, showSaveDialog: save })
  }, path)
}

function fileMenu(...labels: string[]): Promise<{ enabled: boolean } | undefined> {
  return launched.app.evaluate(({ Menu, BrowserWindow }, path) => {
    const [window] = BrowserWindow.getAllWindows()
    let items = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File')?.submenu?.items
    for (const label of path.slice(0, -1)) items = items?.find((item) => item.label === label)?.submenu?.items
    const item = items?.find(({ label }) => label === path.at(-1))
    if (item?.enabled === true) item.click(undefined, window, window?.webContents)
    return item === undefined ? undefined : { enabled: item.enabled }
  }, labels)
}

test('another database is opened from the menu, and shows its own designs and runs', async () => {
  const { page } = launched
  await design('Full hybrid').waitFor()
  expect(await fileMenu('Back to your own database')).toEqual({ enabled: false })
  await willChoose(team)
  await fileMenu('Open another database…')
  await design('Team cascade').waitFor()
  expect(await design('Full hybrid').count()).toBe(0)
  await expect.poll(() => page.title()).toBe('Team cascade — team.db — Switchyard')
  await lookAt(launched, 'database-other-design')
  await button('Runs').click()
  await page.getByText('team sums').first().waitFor()
  await button('Datasets').click()
  await page.getByText('keys stay on this machine').waitFor()
  await lookAt(launched, 'database-other-datasets')
})

test.each([
  ['a text file', notes, 'is no database: it does not begin like one'],
  ['a database of another program', foreign, 'is a SQLite database of another program'],
  ['a database of a newer Switchyard', newer, 'is of version 999'],
  ['a database that is damaged', damaged, 'is damaged'],
  ['a database that another program writes to', busy, 'is open in another Switchyard'],
  ['a file that is gone', join(home, 'gone.db'), 'there is no database at'],
])('%s is refused in one line, and the open database stays', async (_what, file, line) => {
  const { page } = launched
  const before = existsSync(file) ? readFileSync(file) : null
  await willChoose(file)
  await button('Open another…').click()
  await page.getByText(line).waitFor()
  await lookAt(launched, `database-refused-${basename(file)}`)
  await button('Dismiss').last().click()
  expect(existsSync(file) ? readFileSync(file) : null).toEqual(before)
  expect(await page.title()).toContain('team.db')
})

test('the next start opens it again, and one click leads back', async () => {
  await launched.app.close()
  launched = await launchApp({ home })
  const { page } = launched
  page.setDefaultTimeout(15_000)
  await design('Team cascade').waitFor()
  await fileMenu('Back to your own database')
  await design('Full hybrid').waitFor()
  await expect.poll(() => page.title()).toMatch(/^[^—]+ — Switchyard$/)
  await button('Datasets').click()
  await button('team.db').waitFor()
})

test('an edit that was not saved stays with its database, though a copy has the same design', async () => {
  const { page } = launched
  await page.evaluate(({ key, text }) => localStorage.setItem(key, text), draft)
  await willChoose(copy)
  await button('Open another…').click()
  await button(/copy\.db is open/).waitFor()
  await design('Slow one').click()
  await expect.poll(() => page.title()).toContain('Slow one — copy.db')
  expect(await page.getByText('had not been saved').count()).toBe(0)
  expect(await page.evaluate(({ key }) => localStorage.getItem(key), draft)).toBe(draft.text)
  await button(/copy\.db is open/).click()
  await lookAt(launched, 'database-chip')
  await page.getByRole('menuitem', { name: 'Back to your own database' }).click()
  await design('Full hybrid').waitFor()
  await design('Slow one').click()
  await page.getByText('had not been saved were brought back').waitFor()
})

test('a run under way is asked about, stopped where it is, and can be resumed', async () => {
  const { page } = launched
  await button(/^Run on/).click()
  await page
    .getByText(/\d+ of \d+/)
    .first()
    .waitFor()
  await expect.poll(() => provider.ledger.length).toBeGreaterThan(0)
  await fileMenu('Open recent database', 'team.db')
  await page.getByRole('dialog', { name: 'Stop what runs here?' }).waitFor()
  await lookAt(launched, 'database-run-under-way')
  await button('Stay here').click()
  await fileMenu('Open recent database', 'team.db')
  await button('Stop and open').click()
  await design('Team cascade').waitFor()
  const sent = provider.ledger.length
  await page.waitForTimeout(1000)
  expect(provider.ledger.length).toBe(sent)
  await button(/team\.db is open/).click()
  await page.getByRole('menuitem', { name: 'Back to your own database' }).click()
  await design('Full hybrid').waitFor()
  await button('Runs').click()
  await button(/^Slow one/)
    .first()
    .click()
  await page.getByText(/stopped · \d+ of 500/).waitFor()
})

test('a new database is empty, and a file that is there is not written over', async () => {
  const { page } = launched
  await willChoose(notes)
  await fileMenu('New empty database…')
  await page.getByText('there is a file').waitFor()
  expect(readFileSync(notes, 'utf8')).toContain('please keep them')
  await willChoose(join(home, 'fresh.db'))
  await fileMenu('New empty database…')
  await button(/fresh\.db is open/).waitFor()
  await lookAt(launched, 'database-new')
  await expect.poll(() => page.title()).toBe('fresh.db — Switchyard')
  expect(await design('Full hybrid').count()).toBe(0)
})

test('a database that is gone at the next start is not made anew: the own one is open, and says why', async () => {
  await launched.app.close()
  for (const end of ['', '-lock', '-wal', '-shm']) rmSync(join(home, `fresh.db${end}`), { force: true })
  launched = await launchApp({ home })
  await launched.page.getByText('your own database is open instead').waitFor()
  await design('Full hybrid').waitFor()
  expect(existsSync(join(home, 'fresh.db'))).toBe(false)
})
