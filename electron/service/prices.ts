import { createHash } from 'node:crypto'
import type { PriceListReport } from '../../shared/connections-contract'
import { SwitchyardError } from '../../shared/errors'
import type { Price, PriceQuote } from '../../shared/ledger/price'
import type { BundledModel } from '../prices/bundled-prices'
import type { ConnectionRow } from '../store/connections'
import type { Store } from '../store/store'
import type { SourceFile } from './datasets'

/** What is known of a connection's model beside its provider's word. */
export interface KnownModel {
  quote: PriceQuote | null
  contextTokens: number | null
  maxOutputTokens: number | null
}

/** Looks models of one connection up, as prices are today. */
export type LookUpModel = (model: string) => KnownModel

const BAD_SHOWN = 100

export function pricesService(store: Store) {
  const { prices, connections } = store
  let bundled: typeof import('../prices/bundled-prices') | undefined

  /** The bundled list is large: it is loaded before the first live connection is used, and recorded runs never wait for it. */
  async function load(): Promise<void> {
    bundled ??= await import('../prices/bundled-prices')
  }

  /**
   * The first that knows a price: one's own, the provider's own list, an imported list, the bundled one. `load` must have
   * ended before.
   */
  function lookUpFor({ name, baseUrl, server }: ConnectionRow): LookUpModel {
    if (bundled === undefined) {
      throw new SwitchyardError('NODE_BROKE', 'the prices were asked for before they were loaded', {
        hint: 'start the run again; if it stays, restart the program',
      })
    }
    const { providerAt, bundledModel } = bundled
    const provider = providerAt(baseUrl)
    const listNames = namesInLists(provider, server)
    // Looking a model up by its patterns takes a tenth of a millisecond, and an estimate asks for each call.
    const inBundle = new Map<string, BundledModel | undefined>()
    const bundledOn = (model: string, now: Date): BundledModel | undefined => {
      if (provider === undefined) return undefined
      const key = `${dayOf(now)} ${model}`
      if (!inBundle.has(key)) inBundle.set(key, bundledModel(provider, model, now))
      return inBundle.get(key)
    }
    return (model) => {
      const now = new Date()
      const own = prices.ownAt(name, model, dayOf(now))
      const stated = connections.findModel(name, model)
      const listed = listNames.map((list) => prices.listed(list, model)).find((row) => row !== undefined)
      const known = bundledOn(model, now)
      const quotes: (PriceQuote | null | undefined)[] = [
        own && { price: own.price, source: 'own', version: own.validFrom },
        stated?.price && { price: stated.price, source: 'the provider', version: dayOf(new Date(stated.listedAt)) },
        listed?.price && { price: listed.price, source: listed.list, version: listed.version },
        known?.quote,
      ]
      return {
        quote: quotes.find((quote) => quote !== null && quote !== undefined) ?? null,
        contextTokens: listed?.contextTokens ?? known?.contextTokens ?? null,
        maxOutputTokens: listed?.maxOutputTokens ?? null,
      }
    }
  }

  async function importList(file: SourceFile): Promise<PriceListReport> {
    const { readPriceList, PRICE_LIST_MOST_BYTES } = await import('../prices/read-price-list')
    const text = await readAll(file, PRICE_LIST_MOST_BYTES)
    const { list, entries, bad } = readPriceList(text, file.name)
    const version = `${dayOf(new Date())} ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
    prices.replaceList(
      list,
      entries.map((entry) => ({ list, version, ...entry })),
    )
    const priced = entries.filter(({ price }) => price !== null).length
    return { list, version, models: entries.length, priced, badEntries: bad.length, bad: bad.slice(0, BAD_SHOWN) }
  }

  return {
    load,
    lookUpFor,
    importList,
    /** The lists that are looked into, the bundled one last. */
    async lists(): Promise<{ list: string; version: string; models: number | null }[]> {
      const { BUNDLED_SOURCE, BUNDLED_VERSION } = await import('../prices/bundled-prices')
      return [...prices.lists(), { list: BUNDLED_SOURCE, version: BUNDLED_VERSION, models: null }]
    },
    own: prices.own,
    setOwn(connection: string, model: string, validFrom: string, price: Price): void {
      if (connections.find(connection) === undefined) {
        throw new SwitchyardError('CONNECTION_UNKNOWN', `there is no connection “${connection}” to price a model of`, {
          hint: 'add the connection first',
        })
      }
      prices.putOwn({ connection, model, validFrom, price })
    },
    dropOwn: prices.dropOwn,
  }
}
export type PricesService = ReturnType<typeof pricesService>

/** The day of a moment in UTC, as prices are dated. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** The lists have names of their own for some providers. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  google: ['gemini'],
  'x-ai': ['xai'],
  together: ['together_ai', 'togetherai'],
  fireworks: ['fireworks_ai', 'fireworks-ai'],
}

function namesInLists(provider: string | undefined, server: string | null): string[] {
  const known = provider === undefined ? [] : [provider, ...(aliases[provider] ?? [])]
  // A server of one's own is known to the lists by what it is.
  return provider === undefined && server === 'ollama' ? ['ollama'] : known
}

async function readAll(file: SourceFile, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.open()) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      throw new SwitchyardError('PRICES_UNREADABLE', `${file.name} is larger than a price list can be`, {
        hint: 'choose model_prices_and_context_window.json or api.json',
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
