import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { APPLICATION_ID } from './migrate'
import { importRows, outcomeRow, problemRow, temporaryFile, temporaryStore } from './store.fixture'

/** A database as it was before there were repeats, with a run that chose the second and the third of its problems. */
function databaseOfVersion9(): string {
  const file = temporaryFile()
  const old = new Database(file)
  const folder = join(import.meta.dirname, 'migrations')
  for (const name of readdirSync(folder).toSorted()) {
    if (name < '010') old.exec(readFileSync(join(folder, name), 'utf8'))
  }
  old.pragma(`application_id = ${APPLICATION_ID}`)
  old.pragma('user_version = 9')
  old.exec(`
    insert into graph_versions values ('h', '{}', 1);
    insert into datasets values (1, 'd', 1);
    insert into problems values (1, 0, 'p0', 'q0', '0', 'a', null, null), (1, 1, 'p1', 'q1', '1', 'b', null, null),
      (1, 2, 'p2', 'q2', '2', 'b', null, null);
    insert into runs (id, name, graph_name, graph_hash, dataset_id, mode, seed, concurrency, total, status, started_at, selection)
      values ('r', 'a run', 'g', 'h', 1, 'live', 7, 1, 2, 'stopped', 1, '{"categories":["b"]}'),
        ('empty', 'nothing yet', 'g', 'h', 1, 'live', 7, 1, 3, 'stopped', 2, null);
    insert into run_problems values ('r', 1), ('r', 2);
    insert into step_texts values (1, 'in', 'problem', 'entered');
    insert into results (run_id, ordinal, problem_id, verdict, escalated, steps) values ('r', 1, 'p1', 'wrong', 0, '[1]'),
      ('r', 2, 'p2', 'correct', 0, '[1]');
    insert into call_sites values (1, 'ask', 'fast', 'live', 'm', null);
    insert into calls (run_id, ordinal, seq, site_id, source, state, sample, answer) values ('r', 1, 0, 1, 'live', 'done', 0, 'x'),
      ('r', 2, 0, 1, 'live', 'done', 0, '2');
    insert into reviews (run_id, problem_id, node_id, visit, instructions, path, asked_at, decided_at, decision)
      values ('r', 'p1', 'person', 0, '', '[]', 1, 2, 'approved');
    insert into outcomes (dataset_id, problem_id, model, request, sample, source, answer) values
      (1, 'p1', 'imported', '', 0, 'imported', '1'), (1, 'p1', 'm', 'hash', 0, 'live', 'x');
    insert into run_rollups values ('r', 2, '{"figures":{"problems":2,"correct":1},"traffic":{},"nodes":{},"models":[]}');
  `)
  old.close()
  return file
}

it('a run of before there were repeats is one in which each problem was walked once', () => {
  const store = temporaryStore({ file: databaseOfVersion9() })
  expect(store.runs.get('r')).toMatchObject({ repeats: 1, width: 3, total: 2, finished: 2 })
  expect(store.runs.get('empty')).toMatchObject({ repeats: 1, width: 3 })
  const sort = { by: 'ordinal' as const, descending: false }
  const { lines } = store.search.find({ runId: 'r', filter: {}, sort, offset: 0, limit: 10 })
  expect(lines.map(({ ordinal, repeat, question }) => [ordinal, repeat, question])).toEqual([
    [1, 0, 'q1'],
    [2, 0, 'q2'],
  ])
  expect(['m', 'imported', 'none'].map((model) => store.outcomes.hasOwn(1, model))).toEqual([true, false, false])
  expect(store.problems.find('r', 2)).toMatchObject({
    problemId: 'p2',
    category: 'b',
    repeat: 0,
    repeats: [{ ordinal: 2, repeat: 0, verdict: 'correct' }],
    calls: [{ answer: '2' }],
  })
  expect(
    [...store.exportRows.calls('r')].map(({ ordinal, repeat, problemId }) => [ordinal, repeat, problemId]),
  ).toEqual([
    [1, 1, 'p1'],
    [2, 1, 'p2'],
  ])
  expect(store.rollups.find('r')?.figures).toMatchObject({ problems: 2, walks: 2, repeated: null })
  const question = {
    problemId: 'p1',
    nodeId: 'person',
    visit: 0,
    instructions: '',
    answer: null,
    confidence: null,
    path: [],
  }
  expect(store.reviews.ask('r', { ...question, repeat: 0 }, 3).decided).toMatchObject({ decision: 'approved' })
  expect(store.reviews.ask('r', { ...question, repeat: 1 }, 3).decided).toBeNull()
})

it('pages of recorded outcomes are right for more repeats than are kept at once', () => {
  const store = temporaryStore()
  const [problems, samples] = [20, 40]
  const rows = Array.from({ length: problems * samples }, (_, n): Parameters<typeof importRows>[1][number] => {
    const [id, sample] = [`p${Math.floor(n / samples)}`, n % samples]
    return [problemRow(id), outcomeRow(id, { sample, answer: `${id} ${sample}` })]
  })
  const { datasetId } = importRows(store, rows)
  const find = store.outcomes.finder(datasetId)
  for (const round of [0, 1]) {
    for (let sample = round; sample < samples; sample++)
      for (let n = 0; n < problems; n++) expect(find(`p${n}`, 'm', '', sample)?.answer).toBe(`p${n} ${sample}`)
  }
})
