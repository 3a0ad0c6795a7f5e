import packageJson from '../package.json'
import { type ComposeOptions, composeRuns } from './compose-runs'
import { databaseFileIn, homeFolder } from './home'
import { listConnections } from './service/bindings'
import { classifiersService } from './service/classifiers'
import { comparisonsService } from './service/comparisons'
import { connectionsService } from './service/connections'
import { databaseService } from './service/database'
import { readGallery } from './service/gallery'
import { keptRuns } from './service/kept-runs'
import { learnedRouters } from './service/learned-routers'
import { modelsService } from './service/models'
import { playService } from './service/play'
import { resultsService } from './service/results'
import { routingCurveService } from './service/routing-curve'
import { ExportPlaces } from './service/write-export'

/** Builds store, connections and engine once, alike for the app, the terminal and the browser host. */
export function compose(options: ComposeOptions) {
  const { databaseFile, resourcesDir, host } = options
  const base = composeRuns(options)
  const { store, columns, summaries, reviews, ring, prices, own, live, sandbox, paces } = base.parts
  const player = playService({ store, sandbox, live, paces, loadFor: own.loadFor })
  const services = {
    ...base.services,
    keptRuns: keptRuns(store),
    database: databaseService(store, base.services.runs),
    results: resultsService({ store, sandbox, summaries }),
    compare: comparisonsService(store, columns, summaries),
    reviews,
    classifiers: classifiersService(store),
    routing: routingCurveService(store),
    learnedRouters: learnedRouters(store),
    /** Only the app's own dialog fills it. */
    exportPlaces: new ExportPlaces(),
    gallery: () => readGallery(resourcesDir),
    roleConnections: () => listConnections(store),
    connections: connectionsService({ store, ring, live: own, host, changed: paces.forget }),
    models: modelsService(store, own, prices),
    prices,
    play: player,
    info: () => ({
      version: packageJson.version,
      host,
      databaseFile,
      isUsual: databaseFile === databaseFileIn(homeFolder()),
    }),
  }
  async function stop(): Promise<void> {
    player.stopAll()
    await base.stop()
  }
  return { services, close: base.close, stop }
}
export type Composed = ReturnType<typeof compose>
export type Services = Composed['services']
