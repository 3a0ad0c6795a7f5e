import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../shared/ledger/entries'
import { LedgerWriter } from './ledger'

const entry = (ordinal: number): LedgerEntry => ({ type: 'withdraw', ordinal, seq: 0 })

const settlementOf = (ordinal: number): LedgerEntry => ({
  type: 'settle',
  settlement: {
    ordinal,
    seq: 0,
    problemId: 'p',
    model: 'm',
    request: 'r',
    requestId: null,
    state: 'done',
    usage: { inputTokens: 1, outputTokens: 1 },
    usd: 0,
    billedUsd: 0,
    latencyMs: 1,
    answer: '1',
    confidence: null,
    meanLogprob: null,
    failure: null,
  },
})

function writerOf(write: (entries: readonly LedgerEntry[]) => void) {
  const due: (() => void)[] = []
  const writer = new LedgerWriter({ write, earlier: () => [] }, { soon: (work) => void due.push(work) })
  const wait = (): void => {
    for (const work of due.splice(0)) work()
  }
  return { writer, wait }
}

describe('entries of the ledger', () => {
  it('of the same moment share a transaction', async () => {
    const commits: number[] = []
    const { writer, wait } = writerOf((entries) => commits.push(entries.length))
    const written = [1, 2, 3].map((ordinal) => writer.write(entry(ordinal)))
    expect(commits).toEqual([])
    wait()
    await Promise.all(written)
    expect(commits).toEqual([3])
  })

  it('do not wait for the moment to pass once they are many, and are written once', async () => {
    const places: number[] = []
    const { writer, wait } = writerOf((entries) => {
      for (const one of entries) if (one.type === 'withdraw') places.push(one.ordinal)
    })
    const all = Array.from({ length: 200 }, (_, ordinal) => ordinal)
    const written = all.map((ordinal) => writer.write(entry(ordinal)))
    await written[0]
    expect(places.length).toBeGreaterThan(0)
    expect(places.length).toBeLessThan(200)
    wait()
    await Promise.all(written)
    expect(places).toEqual(all)
  })

  it('let go on first whoever is about to send, then whoever has an answer', async () => {
    const heard: string[] = []
    const { writer, wait } = writerOf(() => {})
    const settled = writer.write(settlementOf(1)).then(() => heard.push('settled'))
    const intended = writer.write(entry(2)).then(() => heard.push('intended'))
    wait()
    await intended
    expect(heard).toEqual(['intended'])
    wait()
    await settled
    expect(heard).toEqual(['intended', 'settled'])
  })

  it('all fail where their transaction does, and the next ones do not', async () => {
    let isFull = true
    const { writer, wait } = writerOf(() => {
      if (isFull) throw new Error('disk full')
    })
    const lost = [writer.write(entry(1)), writer.write(settlementOf(2)), writer.write(entry(3))]
    wait()
    for (const one of lost) await expect(one).rejects.toThrow('disk full')
    isFull = false
    const kept = writer.write(entry(3))
    wait()
    await expect(kept).resolves.toBeUndefined()
  })
})
