import { perThousand } from '../../shared/money-unit'
import { formatComparison, formatPairs } from './comparison'
import { formatInside } from './inside'
import { writeText } from './read-input'
import { withServices } from './session'
import { print, printJson, remark } from './speak'

export interface CompareOptions {
  db?: string
  json?: boolean
  /** A run's id; the dearest unless given. */
  baseline?: string
}

export async function compare(ids: readonly string[], options: CompareOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ compare: service }) => {
    const comparison = service.runs(comparedIds(ids, options))
    if (options.json === true) printJson(comparison)
    else print([formatComparison(comparison.runs), ...formatPairs(comparison)].join('\n'))
    if (comparison.note !== null) remark(comparison.note)
  })
}

/** Where the router of one run goes right and wrong. */
export async function inside(id: string, options: Omit<CompareOptions, 'baseline'>): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, async ({ compare: service }) => {
    const evidence = await service.router(id)
    if (options.json === true) printJson(evidence)
    else print(formatInside(evidence))
  })
}

/** Writes the comparison as a page of its own that any browser shows. */
export async function report(ids: readonly string[], options: CompareOptions & { output: string }): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ compare: service }) => {
    const of = comparedIds(ids, options)
    writeText(options.output, service.report({ ...of, ...perThousand, valuePerCorrect: null }))
    print(`Wrote ${options.output}`)
  })
}

function comparedIds(ids: readonly string[], { baseline }: CompareOptions) {
  // A baseline that was not named among the runs is meant to be one of them.
  return { runIds: [...new Set([...ids, ...(baseline === undefined ? [] : [baseline])])], baselineId: baseline ?? null }
}
