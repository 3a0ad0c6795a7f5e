import { keepYoungObjectsYoung } from './heap'
import { threadSandbox } from './sandbox/sandbox'
import type { LiveConnections } from './service/bindings'
import { datasetsService } from './service/datasets'
import { designsService } from './service/designs'
import { type KeyRing, keyRing } from './service/keys/key-ring'
import { liveConnections, type MakeConnection } from './service/live-connections'
import { livePaces } from './service/live-run'
import { pricesService } from './service/prices'
import { readyFor } from './service/ready'
import { reviewsService } from './service/reviews'
import { runColumns } from './service/run-columns'
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
  /** False: the sample project is not added to it. */
  withSample?: boolean
  /** Connections beside those that are always there. */
  connections?: LiveConnections
  /** Whence the keys of connections are; without it none has one. */
  keys?: KeyRing
  /** How a connection is made; a test may have one of its own. */
  makeConnection?: MakeConnection
}

/** Opens the database and builds what runs need, and no more: that is all that most commands of the terminal load. */
export function composeRuns(options: ComposeOptions) {
  const { databaseFile, resourcesDir, nativeBinding, access = 'write', withSample = true } = options
  keepYoungObjectsYoung()
  const store = openStore({ file: databaseFile, access, nativeBinding })
  const columns = runColumns(store)
  const summaries = runSummaries(store, columns)
  const designs = designsService(store, summaries)
  const datasets = datasetsService(store)
  const reviews = reviewsService(store)
  const ring = options.keys ?? keyRing({ keeping: 'session' })
  const prices = pricesService(store)
  const own = liveConnections(store, ring, prices, options.makeConnection)
  const live = options.connections ?? own
  const sandbox = threadSandbox()
  const paces = livePaces((name) => live.find(name)?.limits)
  const runs = runsService({ store, sandbox, paces, summaries, reviews, live })
  let sample: Promise<void> | undefined
  const services = {
    designs,
    datasets,
    runs,
    /** To be awaited before a run starts or goes on: loads what its live connections need. */
    ready: readyFor(store, own.loadFor),
    explain: store.explain,
    /** Resolves once the sample project is there. Windows call it at once; the terminal only where it is asked for. */
    sample: (): Promise<void> => {
      sample ??= withSample ? addSample(store, { designs, datasets }, resourcesDir) : Promise.resolve()
      return sample
    },
  }
  return {
    services,
    /** What the other services are built of. */
    parts: { store, columns, summaries, reviews, ring, prices, own, live, sandbox, paces },
    close: () => store.close(),
    stop: () => runs.stopAll(),
  }
}
export type RunServices = ReturnType<typeof composeRuns>['services']
