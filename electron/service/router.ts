import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { exportTypes } from '../../shared/export-format'
import type { Services } from '../compose'
import type { SourceFile } from './datasets'
import { writeExport } from './write-export'

/** More than a window has pixels for a curve. */
const CURVE_POINTS = 1000

/** The contract over the services; the one place where the window's errors become data. */
export function createRouter(services: Services) {
  const { designs, datasets, runs, results, reviews, connections, models, prices, compare } = services
  const door = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw asData(services.explain(error))
    }
  })
  return door.router({
    system: {
      info: door.system.info.handler(() => services.info()),
      connections: door.system.connections.handler(() => services.roleConnections()),
    },
    designs: {
      list: door.designs.list.handler(async () => {
        await services.sample()
        return designs.list()
      }),
      gallery: door.designs.gallery.handler(() => services.gallery()),
      get: door.designs.get.handler(({ input }) => designs.get(input.id)),
      save: door.designs.save.handler(({ input }) => designs.save(input)),
      create: door.designs.create.handler(({ input }) => designs.create(input)),
      archive: door.designs.archive.handler(({ input }) => designs.archive(input.id, input.archived)),
      setTags: door.designs.setTags.handler(({ input }) => designs.setTags(input.id, input.tags)),
      versions: door.designs.versions.handler(({ input }) => designs.versions(input.id)),
      version: door.designs.version.handler(({ input }) => designs.version(input.id, input.number)),
      labelVersion: door.designs.labelVersion.handler(({ input }) => designs.labelVersion(input)),
      restoreVersion: door.designs.restoreVersion.handler(({ input }) =>
        designs.restoreVersion(input.id, input.number),
      ),
      restore: door.designs.restore.handler(({ input }) => designs.restore(input.id)),
      remove: door.designs.remove.handler(({ input }) => ({ removed: designs.remove(input.id) })),
    },
    datasets: {
      list: door.datasets.list.handler(async () => {
        await services.sample()
        return datasets.list()
      }),
      problems: door.datasets.problems.handler(({ input }) => datasets.problems(input.id, input.offset, input.limit)),
      groups: door.datasets.groups.handler(({ input }) => datasets.groups(input.id)),
      needs: door.datasets.needs.handler(({ input }) => datasets.needs(input.id)),
      routable: door.datasets.routable.handler(({ input: { id, answer } }) => ({
        models: services.routing.models(id, answer),
        classifiers: services.learnedRouters.list(),
      })),
      routingCurve: door.datasets.routingCurve.handler(({ input: { id, designId, ...wish } }) => {
        const learned = designId === undefined ? undefined : services.learnedRouters.of(designId)
        return services.routing.curve({ datasetId: id, learned, most: CURVE_POINTS, ...wish })
      }),
      remove: door.datasets.remove.handler(({ input }) => ({ removed: datasets.remove(input.id) })),
      preview: door.datasets.preview.handler(({ input }) => datasets.preview(sourceOf(input.file), input.rowsIn)),
      import: door.datasets.import.handler(({ input }) =>
        datasets.importFile(sourceOf(input.file), input.name, {
          mapping: input.mapping,
          prices: input.prices,
          rowsIn: input.rowsIn,
        }),
      ),
    },
    runs: {
      list: door.runs.list.handler(() => runs.list()),
      summary: door.runs.summary.handler(({ input }) => runs.summary(input.id)),
      start: door.runs.start.handler(async ({ input: { designId, ...options } }) => {
        await services.ready({ designId })
        return runs.start({ ...options, from: { designId } })
      }),
      coverage: door.runs.coverage.handler(({ input: { designId, ...over } }) =>
        runs.coverage({ from: { designId }, ...over }),
      ),
      estimate: door.runs.estimate.handler(async ({ input: { designId, ...options } }) => {
        await services.ready({ designId })
        return await runs.estimate({ ...options, from: { designId } })
      }),
      resume: door.runs.resume.handler(async ({ input }) => {
        await services.ready({ runId: input.id })
        return runs.resume(input.id, input.capUsd)
      }),
      rerun: door.runs.rerun.handler(async ({ input: { id, which, capUsd } }) => {
        await services.ready({ runId: id })
        return runs.rerun(id, which, capUsd)
      }),
      describe: door.runs.describe.handler(({ input }) => {
        services.keptRuns.describe(input)
        return runs.get(input.id)
      }),
      size: door.runs.size.handler(({ input }) => services.keptRuns.size(input.id)),
      graph: door.runs.graph.handler(({ input }) => services.keptRuns.graph(input.id)),
      pause: door.runs.pause.handler(({ input }) => runs.pause(input.id)),
      stop: door.runs.stop.handler(({ input }) => runs.stop(input.id)),
      watch: door.runs.watch.handler(({ input, signal }) => runs.watch(input.id, signal)),
      paces: door.runs.paces.handler(() =>
        Object.entries(runs.paces()).map(([connection, { width, ...pace }]) => ({
          connection,
          ...pace,
          width: Number.isFinite(width) ? width : null,
        })),
      ),
      batches: door.runs.batches.handler(({ input }) => runs.batches(input.id)),
      setConcurrency: door.runs.setConcurrency.handler(({ input }) => runs.setConcurrency(input.id, input.concurrency)),
      failures: door.runs.failures.handler(({ input }) => runs.failures(input.id)),
      traffic: door.runs.traffic.handler(({ input }) => runs.traffic(input.id)),
      failure: door.runs.failure.handler(({ input }) => runs.firstFailure(input.id) ?? null),
      atGate: door.runs.atGate.handler(({ input }) => runs.atGate(input)),
      figures: door.runs.figures.handler(({ input }) => runs.figures(input.id)),
      results: door.runs.results.handler(({ input }) => runs.results(input.id, input.offset, input.limit)),
      remove: door.runs.remove.handler(({ input }) => ({ removed: runs.remove(input.id) })),
      export: door.runs.export.handler(async ({ input: { id, ...wanted } }) => {
        const pieces: (string | Uint8Array<ArrayBuffer>)[] = []
        for await (const piece of runs.export(id, wanted))
          pieces.push(typeof piece === 'string' ? piece : new Uint8Array(piece))
        return new File(pieces, `${id}-${wanted.what}.${wanted.format}`, { type: exportTypes[wanted.format] })
      }),
      exportTo: door.runs.exportTo.handler(async ({ input: { id, ticket, ...wanted } }) => ({
        bytes: await writeExport(runs.export(id, wanted), services.exportPlaces.take(ticket)),
      })),
    },
    database: {
      info: door.database.info.handler(() => services.database.info()),
      backup: door.database.backup.handler(async () => ({ file: await services.database.backup() })),
      compact: door.database.compact.handler(() => services.database.compact()),
    },
    results: {
      find: door.results.find.handler(({ input: { id, ...search } }) => results.find({ runId: id, ...search })),
      beside: door.results.beside.handler(({ input: { id, ...rest } }) => results.beside(id, rest)),
      facets: door.results.facets.handler(({ input }) => results.facets(input.id)),
      problem: door.results.problem.handler(({ input }) => results.problem(input.id, input.ordinal)),
      prompts: door.results.prompts.handler(({ input }) => results.prompts(input.id, input.ordinal)),
      correct: door.results.correct.handler(({ input: { id, ...rest } }) => results.correct({ runId: id, ...rest })),
    },
    compare: {
      runs: door.compare.runs.handler(({ input }) => compare.runs(input)),
      groups: door.compare.groups.handler(({ input }) => compare.groups(input)),
      differing: door.compare.differing.handler(({ input }) => compare.differing(input)),
      latency: door.compare.latency.handler(({ input }) => compare.latency(input)),
      router: door.compare.router.handler(({ input }) => compare.router(input.id)),
      report: door.compare.report.handler(({ input }) => compare.report(input)),
    },
    classifiers: {
      train: door.classifiers.train.handler(({ input }) => services.classifiers.train(input)),
    },
    connections: {
      list: door.connections.list.handler(() => connections.list()),
      add: door.connections.add.handler(({ input }) => connections.add(input)),
      edit: door.connections.edit.handler(({ input }) => connections.edit(input)),
      remove: door.connections.remove.handler(async ({ input }) => ({ removed: await connections.remove(input.name) })),
      setKey: door.connections.setKey.handler(({ input }) => connections.setKey(input.name, input.key)),
      dropKey: door.connections.dropKey.handler(({ input }) => connections.dropKey(input.name)),
      test: door.connections.test.handler(({ input }) => connections.test(input.name, input.model)),
      listModels: door.connections.listModels.handler(({ input }) => connections.listModels(input.name)),
    },
    models: {
      list: door.models.list.handler(() => models.list()),
      setPrice: door.models.setPrice.handler(({ input: { connection, model, validFrom, price } }) => {
        prices.setOwn(connection, model, validFrom, price)
        return { saved: true }
      }),
      dropPrice: door.models.dropPrice.handler(({ input: { connection, model, validFrom } }) => ({
        removed: prices.dropOwn(connection, model, validFrom),
      })),
      priceLists: door.models.priceLists.handler(() => prices.lists()),
      importPrices: door.models.importPrices.handler(({ input }) => prices.importList(sourceOf(input.file))),
    },
    reviews: {
      list: door.reviews.list.handler(({ input }) => reviews.list(input.limit)),
      decide: door.reviews.decide.handler(({ input }) => {
        reviews.decide(input.id, input.decided)
        return { waiting: reviews.countWaiting() }
      }),
      watch: door.reviews.watch.handler(({ signal }) => reviews.watch(signal)),
    },
    play: {
      start: door.play.start.handler(({ input, signal }) =>
        explained(services.play.play(input, signal), services.explain),
      ),
      problems: door.play.problems.handler(({ input }) => services.play.problems(input)),
    },
  })
}

/** A stream breaks after its handler has returned: its errors become data here. */
async function* explained<T>(events: AsyncIterable<T>, explain: (error: unknown) => unknown): AsyncGenerator<T> {
  try {
    yield* events
  } catch (error) {
    throw asData(explain(error))
  }
}

/** What the contract calls FAILED; whatever is not ours, such as input that breaks the contract, passes as it is. */
function asData(error: unknown): unknown {
  if (error instanceof ORPCError) return error
  const { code, hint } =
    error instanceof SwitchyardError ? error : { code: 'UNEXPECTED', hint: 'try again; if it stays, restart' }
  const message = error instanceof SwitchyardError ? error.message : lineOf(error)
  return new ORPCError('FAILED', { status: 422, message, data: { code, message, hint }, defined: true })
}

function sourceOf(file: File): SourceFile {
  return { name: file.name, open: () => file.stream() }
}
