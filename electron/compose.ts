import packageJson from '../package.json'
import { listConnections } from './service/bindings'
import { comparisonsService } from './service/comparisons'
import { datasetsService } from './service/datasets'
import { designsService } from './service/designs'
import { runColumns } from './service/run-columns'
import { runsService } from './service/runs'
import { addSample } from './service/sample'
import { runSummaries } from './service/summaries'
import { openStore } from './store/store'

export interface ComposeOptions {
  databaseFile: string
  /** The folder with the sample project. */
  resourcesDir: string
  host: 'app' | 'browser' | 'terminal'
  nativeBinding?: string
  /** `read` leaves the database as it is and works beside a program that writes to it. */
  access?: 'write' | 'read'
}

/** Builds store, connections and engine once, alike for the app, the terminal and the browser host. */
export function compose({ databaseFile, resourcesDir, host, nativeBinding, access = 'write' }: ComposeOptions) {
  const store = openStore({ file: databaseFile, access, nativeBinding })
  const columns = runColumns(store)
  const summaries = runSummaries(store, columns)
  const designs = designsService(store, summaries)
  const datasets = datasetsService(store)
  const runs = runsService(store, summaries)
  let sample: Promise<void> | undefined
  const services = {
    designs,
    datasets,
    runs,
    compare: comparisonsService(store, columns, summaries),
    connections: listConnections,
    explain: store.explain,
    info: () => ({ version: packageJson.version, host, databaseFile }),
    /** Resolves once the sample project is there. Windows call it at once; the terminal only where it is asked for. */
    sample: (): Promise<void> => {
      sample ??= addSample(store, { designs, datasets }, resourcesDir)
      return sample
    },
  }
  return { services, close: () => store.close(), stop: () => runs.stopAll() }
}
export type Composed = ReturnType<typeof compose>
export type Services = Composed['services']
