import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/store'
import type { DatasetsService } from './datasets'
import type { DesignsService } from './designs'

/** Bump when the sample changes so much that it deserves to be added again. */
const SAMPLE = '1'
export const SAMPLE_DATASET = 'math-ladder'

/** The order in which the sample designs are listed: from the plainest to the richest. */
const sampleGraphs = ['all-standard', 'all-reasoning', 'route-by-difficulty', 'full-hybrid']

/** Adds the sample project once; a user who deletes it is not given it again. */
export async function addSample(
  store: Store,
  { designs, datasets }: { designs: DesignsService; datasets: DatasetsService },
  resourcesDir: string,
): Promise<void> {
  if (store.facts.get('sample') === SAMPLE) return
  const file = join(resourcesDir, 'datasets', `${SAMPLE_DATASET}.jsonl`)
  await datasets.importFile({ name: `${SAMPLE_DATASET}.jsonl`, open: () => createReadStream(file) }, SAMPLE_DATASET, {
    given: {},
  })
  for (const graph of readSampleGraphs(resourcesDir)) designs.create({ graph })
  store.facts.put('sample', SAMPLE)
}

export function readSampleGraphs(resourcesDir: string): string[] {
  const folder = join(resourcesDir, 'graphs')
  const there = new Set(readdirSync(folder))
  return sampleGraphs
    .filter((name) => there.has(`${name}.json`))
    .map((name) => readFileSync(join(folder, `${name}.json`), 'utf8'))
}
