import Database from 'better-sqlite3'
import { openStore } from '../../electron/store/store'
import type { Step } from '../../shared/report'
import type { HandResult } from './by-hand'

const BATCH = 500

/** The rows of a run in the tables of the store, by the shortest quick code: statements made once, values by position. */
export function storeByHand(file: string, results: readonly HandResult[]): void {
  openStore({ file, access: 'write' }).close()
  const db = new Database(file)
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = OFF')
  const result = db.prepare('insert into results values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const idOf = stepIds(db)
  const store = db.transaction((start: number) => {
    for (const [at, one] of results.slice(start, start + BATCH).entries()) {
      const ordinal = start + at
      const { problemId, correct, answer, usd, latencyMs, escalated } = one
      const steps = `[${one.steps.map(idOf).join()}]`
      const verdict = correct ? 'correct' : 'wrong'
      // biome-ignore format: one row, in the order of the columns
      result.run('run', ordinal, problemId, verdict, 'recorded', answer, null, null, usd, latencyMs, escalated ? 1 : 0, steps, one.remembered, 0, usd, callsOf(one))
    }
  })
  for (let start = 0; start < results.length; start += BATCH) store.immediate(start)
  db.close()
}

function stepIds(db: Database.Database): (step: Step) => number {
  const insert = db.prepare('insert into step_texts (node_id, port, why) values (?, ?, ?)')
  const ids = new Map<string, number>()
  return ([node, port, why]) => {
    const text = `${node}.${port}`
    const known = ids.get(text)
    if (known !== undefined) return known
    const id = Number(insert.run(node, port, why).lastInsertRowid)
    ids.set(text, id)
    return id
  }
}

function callsOf({ answer: own, calls }: HandResult): string | null {
  if (calls.length === 0) return null
  const rows = calls.map(
    ({ site, outcome: { inputTokens, outputTokens, usd, latencyMs, answer, confidence } }, seq) => {
      return [seq, site, inputTokens, outputTokens, usd, latencyMs, answer === own ? true : answer, confidence]
    },
  )
  return JSON.stringify(rows)
}
