import type { Mapping, OutcomeMapping, WideMapping } from '../../shared/dataset'
import { formatNumberOf } from '../../shared/format'

/** Which column was taken for what, in one line: names alone decided it, so whoever imported must be able to see. */
export function mappingWords({ problem, outcome }: Mapping): string {
  return outcome === null ? columnsOf(problem) : `${columnsOf(problem)}; ${outcomeWords(outcome)}`
}

function outcomeWords(outcome: OutcomeMapping | WideMapping): string {
  if (!('models' in outcome)) return columnsOf(outcome)
  const { models, sample } = outcome
  const [first, ...more] = models
  if (first === undefined) return 'no model'
  const { name, ...columns } = first
  const others = more.length === 0 ? '' : ` (and ${formatNumberOf(more.length, 'other model')} likewise)`
  return `${sample === undefined ? '' : `sample=${sample}, `}of ${name} ${columnsOf(columns)}${others}`
}

/** As `--map` and `--outcomes` take them. */
function columnsOf(columns: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(columns)
    .flatMap(([field, column]) => (column === undefined ? [] : [`${field}=${column}`]))
    .join(', ')
}
