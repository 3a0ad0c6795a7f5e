import type { Graph } from '../../shared/graph/schema'
import type { Services } from '../compose'
import type { StartOptions } from './runs'
import { watchRun } from './service.fixture'

/** Walks each problem three times, unless told otherwise, and gives the run's id. */
export async function walked(
  services: Services,
  graph: Graph,
  datasetId: string,
  rest: Partial<StartOptions> = {},
): Promise<string> {
  const options = { from: { graph }, datasetId, seed: 7, limit: null, repeats: 3, concurrency: 4, ...rest }
  const { id } = services.runs.start(options)
  await watchRun(services, id)
  return id
}

/** All of its results, in their order. */
export const resultsOf = (services: Services, id: string) => services.runs.results(id, 0, 10_000)
