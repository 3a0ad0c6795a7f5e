import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { cachedCascade } from '../../shared/graph/graph.fixture'
import { saveGraph, startTerminal, temporaryFolder, terminal } from '../setup/terminal'

const PROBLEMS = 30_000
const KILLS = 10

const folder = temporaryFolder()
const data = join(folder, 'many.jsonl')
// Every question comes three times, far apart, so that what a memory cache has forgotten would show.
const rows = Array.from({ length: PROBLEMS }, (_, n) =>
  JSON.stringify({
    id: `p${n}`,
    question: `What is ${n % (PROBLEMS / 3)} + 1?`,
    key: (n % (PROBLEMS / 3)) + 1,
    difficulty: ['easy', 'medium', 'hard'][n % 3],
  }),
)
writeFileSync(data, rows.join('\n'))

const graph = saveGraph(folder, 'hybrid.json', cachedCascade(0.8))

/** Reads beside the running program, as a person with the sqlite shell would. */
function inspect<T>(db: string, sql: string): T {
  const connection = new Database(db, { readonly: true })
  try {
    return connection.prepare(sql).pluck().get() as T
  } finally {
    connection.close()
  }
}

/** How far the run has come: its walks are stored in the order in which they are made. */
function storedIn(db: string): number {
  return inspect<number>(db, 'select count(*) from results')
}

/** Kills the program soon after it has stored something more; false where it ended before that. */
async function killUnderWay(args: string[], db: string): Promise<boolean> {
  const already = storedIn(db)
  const { process: child, ended } = startTerminal(args, folder)
  let exited = false
  void ended.then(() => {
    exited = true
  })
  while (!exited && storedIn(db) <= already) await new Promise((resolve) => setTimeout(resolve, 1))
  return child.kill('SIGKILL') && (await ended).code === null
}

async function resultsOf(db: string): Promise<{ id: string; text: string }> {
  const id = inspect<string>(db, 'select id from runs')
  const { stdout } = await terminal(folder, 'export', id, '--format', 'csv', '--db', db)
  return { id, text: stdout }
}

it.each([
  ['a run', KILLS, []],
  ['a run with repeats', 4, ['--limit', String(PROBLEMS / 2), '--repeats', '2']],
])('%s killed %i times ends with exactly the results of one that was left alone', async (name, kills, more) => {
  const [killed, alone] = [join(folder, `${name} killed.db`), join(folder, `${name} alone.db`)]
  for (const db of [killed, alone])
    expect((await terminal(folder, 'import', data, '--name', 'many', '--db', db)).code).toBe(0)

  const run = ['run', graph, '--data', 'many', ...more]
  let done = Number(await killUnderWay([...run, '--db', killed], killed))
  const id = inspect<string>(killed, 'select id from runs')
  while (done < kills) {
    const stored = storedIn(killed)
    expect(stored).toBeGreaterThan(0)
    expect(stored).toBeLessThan(PROBLEMS)
    done += Number(await killUnderWay(['resume', id, '--db', killed], killed))
    // What was finished before stays finished: nothing is walked, or paid for, twice.
    expect(storedIn(killed)).toBeGreaterThan(stored)
    // What a run came to is kept when it has ended, and not before.
    expect(inspect(killed, 'select (select count(*) from run_rollups) + (select count(*) from run_columns)')).toBe(0)
  }
  expect(inspect(killed, 'select status from runs')).toBe('running')
  const { code, stderr } = await terminal(folder, 'resume', id, '--db', killed)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })

  expect((await terminal(folder, ...run, '--db', alone)).code).toBe(0)
  expect((await resultsOf(killed)).text === (await resultsOf(alone)).text).toBe(true)
  for (const table of ['results', 'calls']) {
    const count = `select count(*) from ${table}`
    expect(inspect(killed, count)).toBe(inspect(alone, count))
  }
  const columns = 'select body from run_columns'
  expect(inspect<Buffer>(killed, columns).equals(inspect<Buffer>(alone, columns))).toBe(true)
  expect((await terminal(folder, 'resume', id, '--db', killed)).stderr).toContain('is done')
})

it('Ctrl+C stops a run after the problems under way, and it goes on later', async () => {
  const db = join(folder, 'stopped.db')
  await terminal(folder, 'import', data, '--name', 'many', '--db', db)
  const { process: child, ended } = startTerminal(['run', graph, '--data', 'many', '--db', db], folder)
  while (storedIn(db) < 1000) await new Promise((resolve) => setTimeout(resolve, 2))
  child.kill('SIGINT')
  const { code, stderr } = await ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/stopped after [\d,]+ of 30,000 problems; go on by “switchyard resume \w+”/)
  const { id } = await resultsOf(db)
  expect((await terminal(folder, 'resume', id, '--db', db)).code).toBe(0)
  expect(inspect(db, 'select count(*) from results')).toBe(PROBLEMS)
})
