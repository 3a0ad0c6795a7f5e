import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Composed, compose } from '../../electron/compose'
import { keepRollUp } from '../../electron/service/roll-up-stored'
import { openStore } from '../../electron/store/store'
import { say } from './measure'
import { peakMegabytes } from './peak-memory'
import { replayStored } from './replay'
import { PROBLEMS } from './workload'

/** How often the workload is repeated: two runs of it have about 29,000 calls. */
const COMPARED = [34, 340]
const REPLAYED = 100
const ROUNDS = 9

/** Bytes, figures and memory where there are millions of rows. `database` holds the workload and a run over it. */
export async function benchStorage(folder: string, database: string, run: readonly string[]): Promise<void> {
  const copy = join(folder, 'storage.db')
  new Database(database).exec(`vacuum into '${copy}'`).close()
  const composed = composeOver(copy, folder)
  const ids = [await replayStored(composed), await replayStored(composed)].map(({ id }) => id)
  composed.close()
  sayBytes(copy)
  for (const copies of COMPARED) sayFigures(folder, copy, ids, copies)
  sayMemory(folder, copy, run)
}

function composeOver(databaseFile: string, folder: string, access: 'read' | 'write' = 'write'): Composed {
  return compose({ databaseFile, resourcesDir: folder, host: 'terminal', access })
}

function sayBytes(file: string): void {
  const db = new Database(file, { readonly: true })
  const bytes = db
    .prepare<[], number>(
      `select sum(pgsize) from dbstat where name in ('results', 'calls', 'step_texts', 'step_texts_by_text', 'run_columns')`,
    )
    .pluck()
    .get()
  const { results, texts } = db
    .prepare<[], { results: number; texts: number }>(
      'select count(*) as results, total(length(answer)) as texts from results',
    )
    .get() ?? { results: 0, texts: 0 }
  db.close()
  say(`a problem of a run takes ${(((bytes ?? 0) - texts) / results).toFixed(0)} bytes without its texts`)
}

/** Two finished runs grown to millions of calls by repeating their rows, their roll-ups made anew from these rows. */
function sayFigures(folder: string, source: string, ids: readonly string[], copies: number): void {
  const file = join(folder, `figures-${copies}.db`)
  new Database(source).exec(`vacuum into '${file}'`).close()
  const db = new Database(file)
  db.pragma('synchronous = off')
  repeatResults(db, copies)
  const calls = db.prepare<[], number>('select count(*) from every_call').pluck().get() ?? 0
  db.close()
  const store = openStore({ file, access: 'write' })
  for (const id of ids) keepRollUp(store, store.runs.get(id))
  store.close()
  const times = Array.from({ length: ROUNDS }, () => {
    const composed = composeOver(file, folder, 'read')
    const began = performance.now()
    for (const id of ids) {
      composed.services.runs.summary(id)
      composed.services.runs.models(id)
    }
    const ms = performance.now() - began
    composed.close()
    return ms
  }).sort((a, b) => a - b)
  say(
    `${calls.toLocaleString('en')} calls: the figures of two runs, in whole and by model, in ${times[ROUNDS >> 1]?.toFixed(1)} ms`,
  )
}

function repeatResults(db: Database.Database, copies: number): void {
  const columns = db.prepare<[], string>(`select name from pragma_table_info('results')`).pluck().all()
  const values = columns.map((name) => (name === 'ordinal' ? `ordinal + copy * ${PROBLEMS}` : name))
  db.exec(
    `insert into results (${columns.join()}) with recursive n(copy) as (select 1 union all select copy + 1 from n where copy < ${copies - 1})
     select ${values.join()} from n cross join results where ordinal < ${PROBLEMS}`,
  )
}

/** A replay of a million problems as a process of its own: each problem of the workload so many times, every copy its own question. */
function sayMemory(folder: string, source: string, run: readonly string[]): void {
  const file = join(folder, 'million.db')
  new Database(source).exec(`vacuum into '${file}'`).close()
  const db = new Database(file)
  db.pragma('synchronous = off')
  const copies = `with recursive n(copy) as (select 1 union all select copy + 1 from n where copy < ${REPLAYED - 1})`
  db.exec(
    `insert into problems (dataset_id, ordinal, problem_id, question, answer_key, category, difficulty, checks)
       ${copies} select dataset_id, ordinal + copy * ${PROBLEMS}, problem_id || '-' || copy, question || ' Take ' || copy || '.',
         answer_key, category, difficulty, checks from n cross join problems;
     insert into outcomes (dataset_id, problem_id, model, request, sample, source, answer, confidence, score, input_tokens,
         output_tokens, usd, latency_ms)
       ${copies} select dataset_id, problem_id || '-' || copy, model, request, sample, source, answer, confidence, score,
         input_tokens, output_tokens, usd, latency_ms from n cross join outcomes`,
  )
  db.close()
  const began = performance.now()
  const megabytes = peakMegabytes([...run, '--db', file], folder)
  const seconds = (performance.now() - began) / 1000
  say(
    `${(PROBLEMS * REPLAYED).toLocaleString('en')} problems in one run: ${seconds.toFixed(0)} s, at most ${megabytes.toFixed(0)} MB`,
  )
}
