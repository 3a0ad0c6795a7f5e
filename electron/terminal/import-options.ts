import type { ModelPrice } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { MODEL_MARK } from '../../shared/wide-pattern'
import { type GivenColumns, parseMapping } from '../datasets/mapping'
import type { WideWish } from '../datasets/wide-mapping'
import { wideFields } from '../datasets/wide-names'
import type { MappingWish, Wanted } from '../service/datasets'

/** The options of `import` as they were typed. */
export interface ImportWords {
  map?: string
  outcomes?: string | true
  rows?: string
  models?: string
  model?: string
  price?: readonly string[]
  flatPrice?: readonly string[]
}

/** What the options ask of an import. Throws `USAGE` where they cannot be understood. */
export function parseImport({ map, outcomes, rows, models, model, price = [], flatPrice = [] }: ImportWords): Wanted {
  const wish = wishOf(map, outcomes, models)
  const said = model === undefined ? wish : ofOneModel(wish, model.trim())
  return { ...said, prices: parsePrices(price, flatPrice), rowsIn: rows }
}

function wishOf(map: string | undefined, outcomes: string | true | undefined, models: string | undefined): MappingWish {
  const given = map === undefined ? {} : parseMapping(map)
  if (models !== undefined || (typeof outcomes === 'string' && /^wide(,|$)/.test(outcomes))) {
    return { given, outcomes: parseWide(typeof outcomes === 'string' ? outcomes : 'wide', models) }
  }
  if (typeof outcomes === 'string') return { given: { ...given, ...parseMapping(outcomes) }, outcomes: 'any' }
  return outcomes === undefined ? { given } : { given, outcomes: 'any' }
}

function ofOneModel({ given, outcomes }: MappingWish, model: string): MappingWish {
  if (model !== '' && given.model === undefined && typeof outcomes !== 'object') return { given, model }
  throw new SwitchyardError('USAGE', '--model is for files whose rows are all of one model, which no column names', {
    hint: 'give a name, without model=COLUMN, wide or --models',
  })
}

/** `wide`, or `wide,correct={model},answer={model}_text`. */
function parseWide(text: string, models: string | undefined): WideWish {
  const [form, ...rest] = text.split(',')
  if (form !== 'wide') {
    throw new SwitchyardError('USAGE', '--models is for files in which each model has columns of its own', {
      hint: 'give it with --outcomes wide',
    })
  }
  const { sample, ...patterns } = rest.length === 0 ? {} : parseMapping(rest.join(','))
  const other = Object.keys(patterns).find((field) => !wideFields.some((known) => known === field))
  if (other !== undefined) {
    throw new SwitchyardError('USAGE', `${other} is no column of a model in the wide form`, {
      hint:
        other === 'model'
          ? 'name the models like --models A,B'
          : `give it by --map; known here are ${wideFields.join(', ')}`,
    })
  }
  const unmarked = Object.entries(patterns).find(([, pattern]) => pattern.split(MODEL_MARK).length !== 2)
  if (unmarked !== undefined) {
    throw new SwitchyardError('USAGE', `${unmarked.join('=')} does not say where the model’s name stands`, {
      hint: `write it like ${unmarked[0]}=${MODEL_MARK}_${unmarked[0]}`,
    })
  }
  return { models: models === undefined ? null : namesIn(models), patterns: patterns as GivenColumns, sample }
}

function namesIn(models: string): string[] {
  const names = models.split(',').map((name) => name.trim())
  if (!names.includes('') && new Set(names).size === names.length) return names
  throw new SwitchyardError('USAGE', `--models ${models} does not name each model once`, { hint: 'write it like A,B' })
}

function parsePrices(tokenPrices: readonly string[], flatPrices: readonly string[]): ModelPrice[] {
  const prices = new Map<string, ModelPrice>()
  for (const text of tokenPrices) {
    const { model, amounts } = splitPrice('--price', text, 2)
    const [inputPerMillion, outputPerMillion = inputPerMillion] = amounts
    prices.set(model, { model, price: { inputPerMillion, outputPerMillion }, usdPerCall: null })
  }
  for (const text of flatPrices) {
    const { model, amounts } = splitPrice('--flat-price', text, 1)
    prices.set(model, { model, price: prices.get(model)?.price ?? null, usdPerCall: amounts[0] })
  }
  return [...prices.values()]
}

/** `MODEL=0.5` or `MODEL=3,15`, or for a thousand tokens `MODEL=0.03,0.06/1k`; a model's name may hold `=` and commas. */
function splitPrice(option: string, text: string, most: 1 | 2): { model: string; amounts: [number, number?] } {
  const at = text.lastIndexOf('=')
  const model = text.slice(0, Math.max(at, 0)).trim()
  const [, stated = '', perThousand] = /^(.*?)(\/1?[kK])?\s*$/.exec(text.slice(at + 1)) ?? []
  const amounts = stated.split(',')
  const [first = '', second] = amounts
  const known = amounts.every((amount) => /^\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(amount))
  const isCall = most === 1 && perThousand !== undefined
  // Three more zeros instead of a product: 0.0003 for a thousand is 0.3 for a million, not 0.29999999999999993.
  const dollars = (amount: string): number =>
    perThousand === undefined ? Number(amount) : Number(thousandfold(amount))
  if (model !== '' && known && !isCall && amounts.length <= most) {
    return { model, amounts: second === undefined ? [dollars(first)] : [dollars(first), dollars(second)] }
  }
  throw new SwitchyardError('USAGE', `${option} ${text} is no price`, {
    hint:
      most === 2
        ? 'write it like gpt-4=30,60, in dollars per million tokens, or gpt-4=0.03,0.06/1k'
        : 'write it like gpt-4=0.012, in dollars',
  })
}

function thousandfold(amount: string): string {
  const [digits = '', exponent = '0'] = amount.trim().toLowerCase().split('e')
  return `${digits}e${Number(exponent) + 3}`
}
