import { outcomeAliases, plainName, problemAliases } from './aliases'

export type WideField = Exclude<keyof typeof outcomeAliases, 'model' | 'sample'>

const { model: _model, sample: _sample, ...wideAliases } = outcomeAliases
export const wideFields = Object.keys(wideAliases) as WideField[]

const fieldsByAlias: ReadonlyMap<string, WideField> = new Map(
  wideFields.flatMap((field) => wideAliases[field].map((alias) => [alias, field] as const)),
)

/** Words that stand before `answer` or `tokens` in a file that is not about models. */
const otherWords =
  'average expected final gold ground_truth human is mean model oracle predicted raw reference true your'
const noModels: ReadonlySet<string> = new Set([
  ...otherWords.split(' '),
  ...Object.values(problemAliases).flat(),
  ...Object.values(outcomeAliases).flat(),
])

const separators = /[\s_\-.:|/([]+/g
const edges = /^[\s_\-.:|/([]+|[\s_\-.:|/([]+$/g

/**
 * The model and the field that a column's name tells: `gpt-4_response`, `gpt-4|total_cost`, `score:gpt-4`. The longest field
 * name counts, so that `a_input_tokens` is about `a`.
 */
export function splitColumn(column: string): { model: string; field: WideField } | undefined {
  if (noModels.has(plainName(column))) return undefined
  const cuts = [...column.matchAll(separators)].map(({ index, 0: { length } }) => ({
    end: index,
    start: index + length,
  }))
  const candidates = [
    ...cuts.map(({ end, start }) => ({ model: column.slice(0, end), field: column.slice(start) })),
    ...cuts.reverse().map(({ end, start }) => ({ model: column.slice(start), field: column.slice(0, end) })),
  ]
  for (const candidate of candidates) {
    const field = fieldsByAlias.get(plainName(candidate.field))
    const model = bareName(candidate.model)
    if (field !== undefined && model !== '' && !noModels.has(plainName(model))) return { model, field }
  }
  return undefined
}

/** Without what joined it to the field; of brackets those that are not the name's own, as in `gpt-4 (v2)`. */
function bareName(text: string): string {
  let name = text.replace(edges, '')
  while (endsInLooseBracket(name)) name = name.slice(0, -1).replace(edges, '')
  return name
}

function endsInLooseBracket(name: string): boolean {
  const close = name.at(-1)
  if (close !== ')' && close !== ']') return false
  return name.split(close).length > name.split(close === ')' ? '(' : '[').length
}
