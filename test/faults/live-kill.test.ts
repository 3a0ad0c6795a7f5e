import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { startTerminal, temporaryFolder, terminal } from '../setup/terminal'
import { howMany, type Lab, openLab } from './live-lab'

const KILLS = howMany(50, 1000)
const KILLS_EACH = 10
const PROBLEMS = 300

const folder = temporaryFolder()

/** The same sequence each time, so that a failure comes again. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ (state + 0x9e3779b9)
    return ((state >>> 8) & 0xffff) / 0x10000
  }
}

function query<T>(db: string, sql: string): T[] {
  const connection = new Database(db, { readonly: true })
  try {
    return connection.prepare<[], T>(sql).all()
  } finally {
    connection.close()
  }
}

/** Kills the program some moments after it has written something new; false where it ended before. */
async function killUnderWay(lab: Lab, args: string[], afterMs: number): Promise<boolean> {
  const already = lab.provider.ledger.length
  const { process: child, ended } = startTerminal(args, folder)
  let exited = false
  void ended.then(() => {
    exited = true
  })
  while (!exited && lab.provider.ledger.length <= already) await new Promise((resolve) => setTimeout(resolve, 2))
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  return child.kill('SIGKILL') && (await ended).code === null
}

interface Stored {
  problem_id: string
  verdict: string
  answer: string
  usd: number
  escalated: number
}

const stored = (db: string): Stored[] =>
  query(db, 'select problem_id, verdict, answer, usd, escalated from results order by ordinal')

it.each(Array.from({ length: KILLS / KILLS_EACH }, (_, round) => round + 1))(
  'a live run that is killed anywhere loses no answer that was paid, pays none twice, and ends as one that was not (round %i)',
  async (round) => {
    const random = dice(round)
    const settings = { timeoutMs: 20_000 }
    const lab = await openLab(folder, `killed-${round}`, { problems: PROBLEMS, delayMs: 4, pieceMs: 1, settings })
    try {
      const start = ['run', lab.graph, '--data', lab.data, '--db', lab.db, '--concurrency', '8']
      let args = start
      let before: Stored[] = []
      for (let kill = 0; kill < KILLS_EACH; kill += 1) {
        if (!(await killUnderWay(lab, args, Math.floor(random() * 40)))) break
        const [run] = query<{ id: string }>(lab.db, 'select id from runs')
        args = run === undefined ? start : ['resume', run.id, '--db', lab.db]
        const now = stored(lab.db)
        // No committed result is lost or changed.
        expect(now).toEqual(expect.arrayContaining(before))
        before = now
      }
      const last = await terminal(folder, ...args)
      expect(last.code, last.stderr).toBe(0)

      const calls = lab.calls()
      // Nothing that the provider may have let in was sent a second time …
      for (const [what, times] of lab.accepted()) expect([what, times]).toEqual([what, 1])
      // … and everything that it let in has exactly one row.
      const rows = new Map<string, number>()
      for (const { model, problemId } of calls)
        rows.set(`${model} ${problemId}`, (rows.get(`${model} ${problemId}`) ?? 0) + 1)
      for (const what of lab.accepted().keys()) expect([what, rows.get(what)]).toEqual([what, 1])
      expect(calls.every(({ state }) => state === 'done' || state === 'unknown')).toBe(true)
      // Whatever it charges is in our sum, for what is unknown counts at the most that it can cost.
      const ours = calls.reduce((sum, { billedUsd }) => sum + (billedUsd ?? Number.NaN), 0)
      expect(ours).toBeGreaterThanOrEqual(lab.billedUsd() - 1e-9)

      const lost = new Set(calls.filter(({ state }) => state === 'unknown').map(({ problemId }) => problemId))
      expect(lost.size).toBeLessThanOrEqual(8 * KILLS_EACH)
      const whole = await openLab(folder, `whole-${round}`, { problems: PROBLEMS, settings })
      try {
        const { code } = await terminal(folder, 'run', whole.graph, '--data', whole.data, '--db', whole.db)
        expect(code).toBe(0)
        const kept = (rows: Stored[]) => rows.filter(({ problem_id }) => !lost.has(problem_id))
        expect(kept(stored(lab.db))).toEqual(kept(stored(whole.db)))
        expect(stored(lab.db)).toHaveLength(PROBLEMS)
      } finally {
        await whole.close()
      }
    } finally {
      await lab.close()
    }
  },
)

it('two programs cannot run one database at once, so none can send what the other has sent', async () => {
  const lab = await openLab(folder, 'twice', { problems: 50, delayMs: 30 })
  try {
    const args = ['run', lab.graph, '--data', lab.data, '--db', lab.db]
    const first = startTerminal(args, folder)
    while (lab.provider.ledger.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const second = await terminal(folder, ...args)
    expect(second).toMatchObject({ code: 1 })
    expect(second.stderr).toContain(`${join(folder, 'twice.db')} is open in another Switchyard`)
    expect((await first.ended).code).toBe(0)
    for (const times of lab.accepted().values()) expect(times).toBe(1)
  } finally {
    await lab.close()
  }
})

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s, though it comes twice, waits for the calls that are under way',
  async (signal) => {
    const lab = await openLab(folder, `ended-by-${signal}`, { problems: 20, delayMs: 400 })
    try {
      const args = ['run', lab.graph, '--data', lab.data, '--db', lab.db, '--concurrency', '8']
      const { process: child, ended } = startTerminal(args, folder)
      while (lab.provider.ledger.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
      child.kill(signal)
      await new Promise((resolve) => setTimeout(resolve, 20))
      child.kill(signal)
      const { code, stderr } = await ended
      expect(code).toBe(1)
      expect(stderr).toContain('go on by “switchyard resume')
      expect(new Set(lab.calls().map(({ state }) => state))).toEqual(new Set(['done']))
      expect(lab.calls()).toHaveLength(lab.accepted().size)
    } finally {
      await lab.close()
    }
  },
)
