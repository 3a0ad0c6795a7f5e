import type { BatchDesk, BatchingConnection } from '../../shared/batch'
import type { LiveReply, ModelCapabilities } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import type {
  LiveConfig,
  LiveDeps,
  ModelListing,
  ProbeReport,
  ProviderConnection,
} from '../connections/live-connection'
import type { PaceLimits } from '../engine/pace'
import type { ConnectionRow } from '../store/connections'
import type { Store } from '../store/store'
import type { KeyRing } from './keys/key-ring'
import { PieceScrubber, scrub } from './keys/scrub'
import type { PricesService } from './prices'

/** How a connection is made of its settings; `makeLiveConnection`, or a test's own. */
export type MakeConnection = (config: LiveConfig, deps: LiveDeps) => ProviderConnection

/** Joins a connection's row, its key and its prices into what can send. */
export function liveConnections(store: Store, ring: KeyRing, prices: PricesService, given?: MakeConnection) {
  const { connections } = store
  let make = given

  /** What reaches providers is large: it is loaded before the first live connection is used, and recorded runs never wait for it. */
  async function load(): Promise<void> {
    await prices.load()
    make ??= (await import('../connections/live-connection')).makeLiveConnection
  }

  function rowOf(name: string): ConnectionRow {
    const row = connections.find(name)
    if (row !== undefined) return row
    throw new SwitchyardError('CONNECTION_UNKNOWN', `there is no connection “${name}”`, {
      hint: 'add it under Models or by “switchyard connections add”',
    })
  }

  function openRow(row: ConnectionRow): ProviderConnection {
    const lookUp = prices.lookUpFor(row)
    const origin = originOf(row.baseUrl)
    const keyOf = () => ring.find({ name: row.name, origin, keyOrigin: row.keyOrigin })?.key
    if (make === undefined) {
      throw new SwitchyardError('NODE_BROKE', 'a provider was asked for before what reaches it was loaded', {
        hint: 'start the run again; if it stays, restart the program',
      })
    }
    const made = make(configOf(row), {
      key: () => keyOf() ?? null,
      quoteOf: (model) => lookUp(model).quote,
      knownOf: (model) => knownOf(model),
    })
    return withoutKey(made, keyOf)

    function knownOf(model: string): Partial<ModelCapabilities> | undefined {
      const stated = connections.findModel(row.name, model)?.capabilities ?? {}
      const { contextTokens, maxOutputTokens } = lookUp(model)
      return {
        ...(contextTokens === null ? {} : { contextTokens }),
        ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
        ...stated,
      }
    }
  }

  return {
    rowOf,
    names: (): string[] => connections.list().map(({ name }) => name),
    /** For runs; `loadFor` must have ended before. */
    find(name: string): { connection: BatchingConnection; limits: PaceLimits } | undefined {
      const row = connections.find(name)
      if (row === undefined) return undefined
      const { concurrency, ...perMinute } = row.limits
      return {
        connection: openRow(row),
        limits: { concurrency: concurrency ?? Number.POSITIVE_INFINITY, ...perMinute },
      }
    },
    async open(name: string): Promise<ProviderConnection> {
      const row = rowOf(name)
      await load()
      return openRow(row)
    },
    /** To be awaited before a graph runs; it has something to do only where a role of it names a connection of ours. */
    loadFor: async (graph: Graph): Promise<void> => {
      const named = Object.values(graph.roles).some(({ connection }) => connections.find(connection) !== undefined)
      if (named) await load()
    },
  }
}
export type OwnConnections = ReturnType<typeof liveConnections>

export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin
}

function configOf({ name, kind, server, baseUrl }: ConnectionRow): LiveConfig {
  switch (kind) {
    case 'anthropic':
      return { name, kind, baseUrl }
    case 'openai-responses':
      return { name, kind: 'openai', api: 'responses', baseUrl }
    case 'openai-chat':
      return { name, kind: 'openai', api: 'chat', baseUrl }
    case 'compatible':
      return { name, kind, server: server ?? 'other', baseUrl }
  }
}

/** The same connection, from which no text comes that holds its key, whatever the server sends back. */
function withoutKey(inner: ProviderConnection, keyOf: () => string | undefined): ProviderConnection {
  const { batches } = inner
  return {
    ...(batches === undefined ? {} : { batches: deskWithoutKey(batches, keyOf) }),
    name: inner.name,
    kind: inner.kind,
    origin: inner.origin,
    quoteOf: (model) => inner.quoteOf(model),
    capabilitiesOf: (model) => inner.capabilitiesOf(model),
    listModels: async (signal): Promise<ModelListing> => scrub(await inner.listModels(signal), keyOf()),
    probe: async (model, signal): Promise<ProbeReport> => scrub(await inner.probe(model, signal), keyOf()),
    async send(call): Promise<LiveReply> {
      const key = keyOf()
      const { onPiece } = call
      if (key === undefined || onPiece === undefined) return scrub(await inner.send(call), key)
      const scrubbers = { thinking: new PieceScrubber(key), answer: new PieceScrubber(key) }
      const tell = (kind: 'thinking' | 'answer', text: string) => {
        if (text !== '') onPiece({ kind, text })
      }
      const reply = await inner.send({
        ...call,
        onPiece: ({ kind, text }) => tell(kind, scrubbers[kind].add(text)),
      })
      tell('thinking', scrubbers.thinking.end())
      tell('answer', scrubbers.answer.end())
      return scrub(reply, key)
    },
  }
}

function deskWithoutKey(desk: BatchDesk, keyOf: () => string | undefined): BatchDesk {
  return {
    most: desk.most,
    submit: async (items, signal) => scrub(await desk.submit(items, signal), keyOf()),
    poll: async (batchId, signal) => scrub(await desk.poll(batchId, signal), keyOf()),
    results: async (batchId, onResult, signal) => {
      const key = keyOf()
      return scrub(await desk.results(batchId, (result) => onResult(scrub(result, key)), signal), key)
    },
    cancel: async (batchId, signal) => scrub(await desk.cancel(batchId, signal), keyOf()),
  }
}
