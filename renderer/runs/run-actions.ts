import type { DatasetSummary } from '../../shared/datasets-contract'
import { type Exported, type ExportFormat, exportTypes } from '../../shared/export-format'
import { formatBytes } from '../../shared/format'
import { validateGraph } from '../../shared/graph/validate'
import type { RunInfo } from '../../shared/runs-contract'
import { client, door } from '../api'
import { saveNow } from '../designs/autosave'
import { fileStem } from '../designs/export-graph'
import { currentDocument } from '../designs/session'
import { queryClient } from '../query'
import { saveFile } from '../save-file'
import { dismissNotice, showNotice } from '../shell/notice-store'
import { followRun, refreshRuns } from './follow-run'
import { chooseDataset, troubleOfOptions, useRunOptions, wantedRun } from './run-options'

async function datasetOfRun(): Promise<DatasetSummary | undefined> {
  const datasets = await queryClient.ensureQueryData(door.datasets.list.queryOptions())
  return chooseDataset(datasets, useRunOptions.getState().datasetId)
}

/** Starts a run of a saved design as the options say, and follows it. */
export async function startRun(designId: string, dataset: DatasetSummary): Promise<RunInfo> {
  const options = useRunOptions.getState()
  const run = await client.runs.start({ designId, ...wantedRun(options, dataset), capUsd: options.capUsd })
  await refreshRuns()
  void followRun(run.id)
  return run
}

/** Fields take their text when they are left; who works by keys is to be where they were afterwards. */
function leaveField(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLElement)) return
  field.blur()
  field.focus({ preventScroll: true })
}

/** Saves the open design and replays the chosen dataset through it. */
export async function runOpenDesign(): Promise<void> {
  leaveField()
  const open = currentDocument()
  if (open === undefined) return
  const wrong = validateGraph(open.store.getState().graph).find(({ severity }) => severity === 'error')
  if (wrong !== undefined) {
    showNotice({ key: 'run', tone: 'warn', text: `This design cannot run yet: ${wrong.message}; ${wrong.hint}` })
    return
  }
  const running = newestRun(await client.runs.list(), open.id)
  if (running?.status === 'running') {
    showNotice({ key: 'run', tone: 'warn', text: 'This design is running already; stop it or wait for its end' })
    return
  }
  const trouble = troubleOfOptions()
  if (trouble !== undefined) {
    showNotice({ key: 'run', tone: 'warn', text: `${trouble}; change it under Run options` })
    return
  }
  const dataset = await datasetOfRun()
  if (dataset === undefined) {
    showNotice({ key: 'run', tone: 'warn', text: 'There is no dataset to run on; import one under Datasets' })
    return
  }
  if (await saveNow(open)) await startRun(open.id, dataset)
}

export async function stopRun(id: string): Promise<void> {
  await client.runs.stop({ id })
  await refreshRuns()
}

export async function pauseRun(id: string): Promise<void> {
  await client.runs.pause({ id })
  await refreshRuns()
}

/** With a new budget, where one is given. */
export async function resumeRun(id: string, capUsd?: number | null): Promise<void> {
  await client.runs.resume(capUsd === undefined ? { id } : { id, capUsd })
  await refreshRuns()
  void followRun(id)
}

/** Walks finished problems of a run again. */
export async function rerun(id: string, which: Parameters<typeof client.runs.rerun>[0]['which']): Promise<void> {
  await client.runs.rerun({ id, which })
  await queryClient.invalidateQueries({ queryKey: door.results.key() })
  await refreshRuns()
  void followRun(id)
}

export async function describeRun(described: Parameters<typeof client.runs.describe>[0]): Promise<void> {
  await client.runs.describe(described)
  await refreshRuns()
}

export async function removeRun(id: string): Promise<void> {
  await client.runs.remove({ id })
  await refreshRuns()
}

export async function exportRun(run: RunInfo, what: Exported, format: ExportFormat): Promise<void> {
  const name = `${fileStem(run.name)}-${what}.${format}`
  if (window.desktop === undefined) {
    saveFile(name, exportTypes[format], await client.runs.export({ id: run.id, what, format }))
    return
  }
  const ticket = await window.desktop.chooseExport(name)
  if (ticket === null) return
  const key = `export-${run.id}`
  showNotice({ key, tone: 'info', text: `${name} is being written…` })
  const { bytes } = await client.runs.exportTo({ id: run.id, what, format, ticket }).finally(() => dismissNotice(key))
  showNotice({ key, tone: 'good', text: `${name} is written: ${formatBytes(bytes)}.` })
}

/** The newest run of a design, of any version. */
export function newestRun(runs: readonly RunInfo[] | undefined, designId: string): RunInfo | undefined {
  return runs
    ?.filter((run) => run.designId === designId)
    .reduce<RunInfo | undefined>(
      (newest, run) => (newest === undefined || run.startedAt > newest.startedAt ? run : newest),
      undefined,
    )
}

export async function stopShownRun(): Promise<void> {
  const open = currentDocument()
  const runs = await client.runs.list()
  const run = open === undefined ? undefined : newestRun(runs, open.id)
  if (run?.status === 'running') await stopRun(run.id)
}
