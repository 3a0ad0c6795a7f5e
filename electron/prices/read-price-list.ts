import { lineOf, SwitchyardError, singleLine } from '../../shared/errors'
import type { PriceListFile } from './price-list'
import { readLiteLlm } from './read-litellm'
import { readModelsDev } from './read-models-dev'

/** The lists are some megabytes; anything near this is something else. */
export const PRICE_LIST_MOST_BYTES = 64 * 1024 * 1024

/** Reads a price list, telling by its shape which of the two it is. Entries that are wrong are reported and the rest kept. */
export function readPriceList(text: string, where: string): PriceListFile {
  const document = parse(text, where)
  const list = listOf(document)
  if (list === undefined) {
    throw new SwitchyardError('PRICES_UNREADABLE', `${where} is neither LiteLLM's price list nor that of models.dev`, {
      hint: 'choose model_prices_and_context_window.json or api.json',
    })
  }
  const read = list === 'litellm' ? readLiteLlm(document) : readModelsDev(document)
  if (read.entries.length === 0) {
    const [first] = read.bad
    const detail = first === undefined ? '' : `; ${first.entry}: ${first.reason}`
    throw new SwitchyardError('PRICES_UNREADABLE', singleLine(`${where} holds no model that could be read${detail}`), {
      hint: 'check the file; what was imported before is kept',
    })
  }
  return {
    list,
    ...read,
    bad: read.bad.map(({ entry, reason }) => ({ entry: singleLine(entry, 120), reason: singleLine(reason, 200) })),
  }
}

function parse(text: string, where: string): Readonly<Record<string, unknown>> {
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new SwitchyardError('PRICES_UNREADABLE', singleLine(`${where} is not JSON: ${lineOf(cause)}`), {
      hint: 'fetch the list again',
      cause,
    })
  }
  return isRecord(document) ? document : {}
}

/** LiteLLM's models stand at the top and name their provider; models.dev's providers stand there and hold models. */
function listOf(document: Readonly<Record<string, unknown>>): PriceListFile['list'] | undefined {
  const values = Object.values(document).filter(isRecord)
  if (values.some((value) => typeof value.litellm_provider === 'string')) return 'litellm'
  return values.some((value) => isRecord(value.models)) ? 'models.dev' : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
