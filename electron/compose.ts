import packageJson from '../package.json'
import { type LiveConnections, listConnections, noLiveConnections } from './service/bindings'
import { classifiersService } from './service/classifiers'
import { compareRuns } from './service/compare'
import { datasetsService } from './service/datasets'
import { designsService } from './service/designs'
import { reviewsService } from './service/reviews'
import { runsService } from './service/runs'
import { addSample } from './service/sample'
import { runSummaries } from './service/summaries'
import type { Access } from './store/open'
import { openStore } from './store/store'

export interface ComposeOptions {
  databaseFile: string
  /** The folder with the sample project. */
  resourcesDir: string
  host: 'app' | 'browser' | 'terminal'
  nativeBinding?: string
  access?: Access
  /** Connections beside those that are always there. */
  connections?: LiveConnections
}

/** Builds store, connections and engine once, alike for the app, the terminal and the browser host. */
export function compose({
  databaseFile,
  resourcesDir,
  host,
  nativeBinding,
  access = 'write',
  connections = noLiveConnections,
}: ComposeOptions) {
  const store = openStore({ file: databaseFile, access, nativeBinding })
  const summaries = runSummaries(store)
  const designs = designsService(store, summaries)
  const datasets = datasetsService(store)
  const reviews = reviewsService(store)
  const runs = runsService({ store, summaries, reviews, live: connections })
  let sample: Promise<void> | undefined
  const services = {
    designs,
    datasets,
    runs,
    reviews,
    classifiers: classifiersService(store),
    compare: (runIds: readonly string[]) => compareRuns(store, summaries, runIds),
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
