import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Services } from '../compose'
import type { SourceFile } from './datasets'

/** The contract over the services; the one place where the window's errors become data. */
export function createRouter(services: Services) {
  const { designs, datasets, runs, compare } = services
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
      connections: door.system.connections.handler(() => services.connections()),
    },
    designs: {
      list: door.designs.list.handler(async () => {
        await services.sample()
        return designs.list()
      }),
      get: door.designs.get.handler(({ input }) => designs.get(input.id)),
      save: door.designs.save.handler(({ input }) => designs.save(input)),
      create: door.designs.create.handler(({ input }) => designs.create(input)),
      restore: door.designs.restore.handler(({ input }) => designs.restore(input.id)),
      remove: door.designs.remove.handler(({ input }) => ({ removed: designs.remove(input.id) })),
    },
    datasets: {
      list: door.datasets.list.handler(async () => {
        await services.sample()
        return datasets.list()
      }),
      preview: door.datasets.preview.handler(({ input }) => datasets.preview(sourceOf(input.file))),
      import: door.datasets.import.handler(({ input }) =>
        datasets.importFile(sourceOf(input.file), input.name, { mapping: input.mapping, prices: input.prices }),
      ),
    },
    runs: {
      list: door.runs.list.handler(() => runs.list()),
      start: door.runs.start.handler(({ input: { designId, ...options } }) =>
        runs.start({ ...options, from: { designId } }),
      ),
      coverage: door.runs.coverage.handler(({ input: { designId, ...over } }) =>
        runs.coverage({ from: { designId }, ...over }),
      ),
      resume: door.runs.resume.handler(({ input }) => runs.resume(input.id)),
      stop: door.runs.stop.handler(({ input }) => runs.stop(input.id)),
      watch: door.runs.watch.handler(({ input, signal }) => runs.watch(input.id, signal)),
      traffic: door.runs.traffic.handler(({ input }) => runs.traffic(input.id)),
      failure: door.runs.failure.handler(({ input }) => runs.firstFailure(input.id) ?? null),
      figures: door.runs.figures.handler(({ input }) => runs.figures(input.id)),
      results: door.runs.results.handler(({ input }) => runs.results(input.id, input.offset, input.limit)),
      remove: door.runs.remove.handler(({ input }) => ({ removed: runs.remove(input.id) })),
      export: door.runs.export.handler(({ input }) => [...runs.export(input.id, input.format)].join('')),
    },
    compare: {
      runs: door.compare.runs.handler(({ input }) => compare.runs(input)),
      groups: door.compare.groups.handler(({ input }) => compare.groups(input)),
      differing: door.compare.differing.handler(({ input }) => compare.differing(input)),
      latency: door.compare.latency.handler(({ input }) => compare.latency(input)),
      router: door.compare.router.handler(({ input }) => compare.router(input.id)),
      report: door.compare.report.handler(({ input }) => compare.report(input)),
    },
  })
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
