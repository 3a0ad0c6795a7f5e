import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, it } from 'vitest'
import type { Exported, ExportFormat } from '../../shared/export-format'
import { cascade } from '../../shared/graph/graph.fixture'
import type { Services } from '../compose'
import { temporaryFile } from '../store/store.fixture'
import { addProblems, runToEnd, temporaryServices } from './service.fixture'

async function exported(services: Services, id: string, what: Exported, format: ExportFormat): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of services.runs.export(id, { what, format })) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

async function aRun() {
  const services = temporaryServices()
  const datasetId = await addProblems(services, 30)
  const id = await runToEnd(services, cascade(), datasetId)
  return { services, datasetId, id }
}

const sumOf = (rows: readonly Record<string, unknown>[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0)

describe('an export', () => {
  it('of the results gives the run’s figures back, in JSONL, JSON and Parquet alike', async () => {
    const { services, id } = await aRun()
    const { usd, correct } = services.runs.summary(id)
    const lines = (await exported(services, id, 'results', 'jsonl')).toString().trim().split('\n')
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    const document = JSON.parse((await exported(services, id, 'results', 'json')).toString()) as Record<string, unknown>
    const bytes = await exported(services, id, 'results', 'parquet')
    const file = new Uint8Array(bytes).buffer
    const parquet = await parquetReadObjects({ file, compressors })
    expect(rows).toHaveLength(30)
    expect(document.results).toEqual(rows)
    for (const table of [rows, parquet]) {
      expect(sumOf(table, 'usd')).toBeCloseTo(usd ?? -1, 10)
      expect(table.filter(({ verdict }) => verdict === 'correct')).toHaveLength(correct)
    }
    expect(parquet[4]).toMatchObject({ ordinal: 4, problemId: 'p4', difficulty: 'medium', billedUsd: 0 })
  })

  it('of the calls sums up to the same cost, by problem and in all', async () => {
    const { services, id } = await aRun()
    const { usd } = services.runs.summary(id)
    const calls = (await exported(services, id, 'calls', 'jsonl'))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const parquet = await parquetReadObjects({
      file: new Uint8Array(await exported(services, id, 'calls', 'parquet')).buffer,
      compressors,
    })
    expect(sumOf(calls, 'usd')).toBeCloseTo(usd ?? -1, 10)
    expect(sumOf(parquet, 'usd')).toBeCloseTo(usd ?? -1, 10)
    expect((await exported(services, id, 'calls', 'csv')).toString().trim().split('\r\n')).toHaveLength(
      calls.length + 1,
    )
  })
})

describe('a dataset that is deleted', () => {
  it('takes its runs with it, as was said before, and leaves the designs and other datasets', async () => {
    const { services, datasetId, id } = await aRun()
    await addProblems(services, 3, 'other')
    expect(services.datasets.needs(datasetId)).toMatchObject({ runs: 1, results: 30, problems: 30 })
    expect(services.datasets.remove(datasetId)).toBe(true)
    expect(() => services.runs.get(id)).toThrow('there is no run')
    expect(services.datasets.list().map(({ name }) => name)).toEqual(['other'])
  })
})

describe('the database', () => {
  it('is copied whole: the copy opens with the same runs', async () => {
    const databaseFile = temporaryFile()
    const services = temporaryServices({ databaseFile })
    const id = await runToEnd(services, cascade(), await addProblems(services, 12))
    const copy = await services.database.backup(join(databaseFile, '..', 'copy.db'))
    expect(temporaryServices({ databaseFile: copy }).runs.summary(id)).toEqual(services.runs.summary(id))
    await expect(services.database.backup(copy)).rejects.toThrow('is there already')
    expect(existsSync(await services.database.backup())).toBe(true)
  })

  it('gives back the room of deleted runs when it is compacted', async () => {
    const services = temporaryServices({ databaseFile: temporaryFile() })
    const id = await runToEnd(services, cascade(), await addProblems(services, 2000))
    const before = services.database.info()
    services.runs.remove(id)
    expect(services.database.info().free).toBeGreaterThan(0)
    const after = services.database.compact()
    expect(after.free).toBe(0)
    expect(after.bytes).toBeLessThan(before.bytes)
  })
})
