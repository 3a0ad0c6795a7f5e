import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Delivery } from '../../shared/batch'
import { describeEstimate, estimateWarnings } from '../../shared/estimate-words'
import type { Exported, ExportFormat } from '../../shared/export-format'
import { parseGraph } from '../../shared/graph/load'
import { validateGraph } from '../../shared/graph/validate'
import type { AnswersFrom, Estimate, RunSummary } from '../../shared/report'
import type { RunServices } from '../compose-runs'
import { readSampleGraphs, SAMPLE_DATASET } from '../service/sample'
import { formatComparison } from './comparison'
import { formatDatasets, formatRuns } from './listings'
import { type SelectionWords, selectionOf } from './options'
import { findDataset, findGraph, readGraphFile, remarkDoubts } from './read-input'
import { followRun, remarkCoverage, remarkEstimate, remarkFailures, remarkSources } from './run-graphs'
import { resourcesDir, withRuns } from './session'
import { print, printJson, remark } from './speak'

export interface CommonOptions {
  db?: string
  json?: boolean
}

export function validate(file: string, { json }: CommonOptions): void {
  const issues = validateGraph(readGraphFile(file))
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (json === true) printJson({ valid: errors.length === 0, issues })
  else for (const { severity, message, hint } of issues) print(`${severity}: ${message}; ${hint}`)
  if (errors.length > 0) process.exitCode = 1
  else if (json !== true) print(`${file} is a valid graph`)
}

export interface RunOptions extends CommonOptions, SelectionWords {
  data: string
  limit?: number
  repeats: number
  concurrency: number
  budget?: number
  from: AnswersFrom
  batch?: boolean
}

export async function run(graphs: readonly string[], options: RunOptions): Promise<void> {
  await withRuns({ db: options.db, access: 'write' }, async (services) => {
    const { seed, limit = null, repeats, concurrency, budget: capUsd = null, from: answersFrom } = options
    const delivery = deliveryOf(options)
    const selection = selectionOf(options)
    // All graphs are read before the first is run: a typo in the last one costs nothing.
    const found = graphs.map((graph) => findGraph(graph, services))
    const datasetId = await findDataset(options.data, services)
    const summaries: RunSummary[] = []
    for (const [at, from] of found.entries()) {
      remarkDoubts(graphs[at] ?? '', from)
      await services.ready(from)
      const wanted = { from, datasetId, seed, limit, selection, repeats, concurrency, answersFrom, delivery }
      remarkCoverage(services.runs.coverage(wanted))
      await remarkEstimate(services, wanted)
      if (capUsd !== null && !services.runs.spends(wanted))
        remark(`${graphs[at]}: nothing is sent in this run, so its budget stays untouched`)
      const summary = await followRun(services, services.runs.start({ ...wanted, capUsd }))
      remarkSources(services, summary)
      summaries.push(summary)
    }
    report(services, summaries, options)
    for (const summary of summaries) remarkFailures(services, summary)
  })
}

function deliveryOf({ batch }: Pick<RunOptions, 'batch'>): Delivery {
  return batch === true ? 'batch' : 'live'
}

/** Says what runs would take, one after the other, and sends nothing. */
export async function estimate(graphs: readonly string[], options: Omit<RunOptions, 'budget'>): Promise<void> {
  await withRuns({ db: options.db, access: 'write' }, async (services) => {
    const { seed, limit = null, repeats, concurrency, from: answersFrom } = options
    const delivery = deliveryOf(options)
    const selection = selectionOf(options)
    const found = graphs.map((graph) => findGraph(graph, services))
    const datasetId = await findDataset(options.data, services)
    const estimates = []
    for (const [at, from] of found.entries()) {
      remarkDoubts(graphs[at] ?? '', from)
      await services.ready(from)
      const wanted = { from, datasetId, seed, limit, selection, repeats, concurrency, answersFrom, delivery }
      if (options.json !== true) remarkCoverage(services.runs.coverage(wanted))
      estimates.push({ graph: graphs[at] ?? '', ...(await services.runs.estimate(wanted)) })
    }
    if (options.json === true) printJson({ estimates })
    else for (const { graph, ...one } of estimates) sayEstimate(graph, one)
  })
}

function sayEstimate(graph: string, one: Estimate): void {
  print(`${graph}: ${describeEstimate(one)}`)
  for (const warning of estimateWarnings(one)) remark(`${graph}: ${warning}`)
}

export interface ResumeOptions extends CommonOptions {
  budget?: number
}

export async function resume(id: string, options: ResumeOptions): Promise<void> {
  await withRuns({ db: options.db, access: 'write' }, async (services) => {
    await services.ready({ runId: id })
    const summary = await followRun(services, services.runs.resume(id, options.budget))
    remarkSources(services, summary)
    report(services, [summary], options)
    remarkFailures(services, summary)
  })
}

export async function datasets(options: CommonOptions): Promise<void> {
  await withRuns({ db: options.db, access: 'read' }, ({ datasets: service }) => {
    const list = service.list()
    if (options.json === true) printJson({ datasets: list })
    else print(formatDatasets(list))
  })
}

export async function runs(options: CommonOptions): Promise<void> {
  await withRuns({ db: options.db, access: 'read' }, ({ runs: service }) => {
    const list = service.list()
    const summaries = list.map(({ id }) => service.summary(id))
    if (options.json === true) printJson({ runs: summaries })
    else print(formatRuns(list, summaries))
  })
}

interface ExportOptions {
  db?: string
  format: ExportFormat
  what: Exported
}

export async function exportRun(id: string, { db, format, what }: ExportOptions): Promise<void> {
  await withRuns({ db, access: 'read' }, async ({ runs: service }) => {
    for await (const piece of service.export(id, { what, format })) {
      // A slow reader at the other end of the pipe must not make us hold the whole export.
      if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
  })
}

/** Replays the sample designs over the sample dataset in a database that is thrown away. */
export async function demo(options: { json?: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-demo-'))
  try {
    await withRuns({ db: join(folder, 'demo.db'), access: 'write' }, async (services) => {
      await services.sample()
      const datasetId = await findDataset(SAMPLE_DATASET, services)
      const summaries: RunSummary[] = []
      for (const text of readSampleGraphs(resourcesDir)) {
        const from = { graph: parseGraph(text, 'the sample') }
        summaries.push(
          await followRun(services, services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 1 })),
        )
      }
      if (options.json !== true)
        print(`The sample designs over “${SAMPLE_DATASET}”, with simulated models (no key, no network, no money):\n`)
      report(services, summaries, options)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ runs }: RunServices, summaries: RunSummary[], { json }: { json?: boolean }): void {
  if (json === true)
    printJson({ runs: summaries.map((summary) => ({ ...summary, answeredFrom: runs.answeredFrom(summary.id) })) })
  else print(formatComparison(summaries))
}
