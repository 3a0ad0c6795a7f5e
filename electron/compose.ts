import packageJson from '../package.json'
import { makeLiveConnection } from './connections/live-connection'
import { databaseFileIn, homeFolder } from './home'
import { threadSandbox } from './sandbox/sandbox'
import { type LiveConnections, listConnections } from './service/bindings'
import { classifiersService } from './service/classifiers'
import { comparisonsService } from './service/comparisons'
import { connectionsService } from './service/connections'
import { databaseService } from './service/database'
import { datasetsService } from './service/datasets'
import { designsService } from './service/designs'
import { readGallery } from './service/gallery'
import { keptRuns } from './service/kept-runs'
import { type KeyRing, keyRing } from './service/keys/key-ring'
import { liveConnections, type MakeConnection } from './service/live-connections'
import { livePaces } from './service/live-run'
import { modelsService } from './service/models'
import { playService } from './service/play'
import { pricesService } from './service/prices'
import { readyFor } from './service/ready'
import { resultsService } from './service/results'
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

/** Builds store, connections and engine once, alike for the app, the terminal and the browser host. */
export function compose(options: ComposeOptions) {
  const { databaseFile, resourcesDir, host, nativeBinding, access = 'write', withSample = true } = options
  const store = openStore({ file: databaseFile, access, nativeBinding })
  const columns = runColumns(store)
  const summaries = runSummaries(store, columns)
  const designs = designsService(store, summaries)
  const datasets = datasetsService(store)
  const reviews = reviewsService(store)
  const ring = options.keys ?? keyRing({ keeping: 'session' })
  const prices = pricesService(store)
  const own = liveConnections(store, ring, prices, options.makeConnection ?? makeLiveConnection)
  const live = options.connections ?? own
  const sandbox = threadSandbox()
  const paces = livePaces((name) => live.find(name)?.limits)
  const runs = runsService({ store, sandbox, paces, summaries, reviews, live })
  const player = playService({ store, sandbox, live, paces, loadFor: own.loadFor })
  let sample: Promise<void> | undefined
  const services = {
    designs,
    datasets,
    runs,
    keptRuns: keptRuns(store),
    database: databaseService(store, runs),
    results: resultsService({ store, sandbox, summaries }),
    compare: comparisonsService(store, columns, summaries),
    reviews,
    classifiers: classifiersService(store),
    gallery: () => readGallery(resourcesDir),
    roleConnections: () => listConnections(store),
    connections: connectionsService({ store, ring, live: own, host, changed: paces.forget }),
    models: modelsService(store, own, prices),
    prices,
    play: player,
    /** To be awaited before a run starts or goes on: loads what its live connections need. */
    ready: readyFor(store, own.loadFor),
    explain: store.explain,
    info: () => ({
      version: packageJson.version,
      host,
      databaseFile,
      isUsual: databaseFile === databaseFileIn(homeFolder()),
    }),
    /** Resolves once the sample project is there. Windows call it at once; the terminal only where it is asked for. */
    sample: (): Promise<void> => {
      sample ??= withSample ? addSample(store, { designs, datasets }, resourcesDir) : Promise.resolve()
      return sample
    },
  }
  async function stop(): Promise<void> {
    player.stopAll()
    await runs.stopAll()
  }
  return { services, close: () => store.close(), stop }
}
export type Composed = ReturnType<typeof compose>
export type Services = Composed['services']
