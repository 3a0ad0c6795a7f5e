import { type ConnectionSettings, connectionSettingsSchema } from '../../shared/connection-settings'
import type { ConnectionInfo, ConnectionTest, KeyState } from '../../shared/connections-contract'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { formatDuration, formatUsd } from '../../shared/format'
import { plainIssue } from '../../shared/plain-issue'
import { REVIEWER_CONNECTION } from '../../shared/review'
import { readBaseUrl, withoutSlash } from '../connections/base-url'
import type { ProbeReport, ProviderConnection } from '../connections/live-connection'
import type { ConnectionRow } from '../store/connections'
import type { Store } from '../store/store'
import { type Keeping, type KeyRing, lastFour } from './keys/key-ring'
import { variableOf } from './keys/outside-keys'
import { type OwnConnections, originOf } from './live-connections'

/** What is always there and needs no settings; the last one is how reviews are called in the ledger. */
const builtIn: ReadonlySet<string> = new Set(['simulated', 'recorded', REVIEWER_CONNECTION])

interface Context {
  store: Store
  ring: KeyRing
  live: OwnConnections
  host: 'app' | 'browser' | 'terminal'
  /** Told when a connection's settings were changed or it was removed. */
  changed: (name: string) => void
}

export function connectionsService({ store, ring, live, host, changed }: Context) {
  const { connections } = store

  function info(row: ConnectionRow): ConnectionInfo {
    const { keyOrigin: _, ...settings } = row
    const key = keyStateOf(ring, row, host)
    return {
      ...settings,
      origin: originOf(row.baseUrl),
      key,
      warning: warningOf(row, key),
      models: connections.models(row.name).length,
    }
  }

  function add(wish: ConnectionSettings): ConnectionInfo {
    const settings = checkSettings(wish)
    if (builtIn.has(settings.name) || connections.find(settings.name) !== undefined) {
      throw new SwitchyardError('CONNECTION_INVALID', `there is a connection “${settings.name}” already`, {
        hint: 'choose another name',
      })
    }
    connections.create({ ...settings, keyOrigin: originOf(settings.baseUrl) })
    return info(live.rowOf(settings.name))
  }

  /** A key belongs to an origin: another one drops it, wherever it was kept. */
  async function edit(wish: ConnectionSettings): Promise<ConnectionInfo> {
    const settings = checkSettings(wish)
    const before = live.rowOf(settings.name)
    const moved = originOf(settings.baseUrl) !== originOf(before.baseUrl)
    if (moved) await ring.drop(settings.name)
    connections.update({ ...settings, keyOrigin: moved ? null : before.keyOrigin })
    changed(settings.name)
    return info(live.rowOf(settings.name))
  }

  async function listModels(name: string): Promise<{ models: number }> {
    return { models: await refreshModels(await live.open(name)) }
  }

  async function refreshModels(connection: ProviderConnection): Promise<number> {
    const listing = await connection.listModels()
    if (!listing.ok) throw new SwitchyardError('CONNECTION_INVALID', listing.message, { hint: listing.hint })
    const listedAt = Date.now()
    connections.setModels(
      connection.name,
      listing.models.map(({ id, ...rest }) => ({ model: id, ...rest, listedAt })),
    )
    return listing.models.length
  }

  async function test(name: string, wanted: string | null): Promise<ConnectionTest> {
    const connection = await live.open(name)
    const none = { ok: false, model: wanted, latencyMs: null, usd: null, detected: [] }
    const model = wanted ?? (await someModel(connection).catch((error: unknown) => error))
    if (typeof model !== 'string') return { ...none, line: lineOf(model) }
    const report = await connection.probe(model)
    if (!report.ok) return { ...none, model, line: `${report.message}; ${report.hint}` }
    return testOf(report)
  }

  /** The cheapest model for a conversation that the provider lists. */
  async function someModel(connection: ProviderConnection): Promise<string> {
    if (connections.models(connection.name).length === 0) await refreshModels(connection)
    const talking = connections.models(connection.name).filter(({ model }) => !notForTalk.test(model))
    const priced = talking.map(({ model }) => ({ model, price: connection.quoteOf(model)?.price.outputPerMillion }))
    const cheapest = priced.toSorted((a, b) => (a.price ?? Infinity) - (b.price ?? Infinity))[0]
    if (cheapest !== undefined) return cheapest.model
    throw new SwitchyardError('MODEL_UNKNOWN', `“${connection.name}” lists no model`, { hint: 'name one to test with' })
  }

  return {
    list: (): { connections: ConnectionInfo[]; keeping: Keeping } => ({
      connections: connections.list().map(info),
      keeping: ring.keeping,
    }),
    add,
    edit,
    async remove(name: string): Promise<boolean> {
      await ring.drop(name)
      changed(name)
      return connections.remove(name)
    },
    async setKey(name: string, key: string): Promise<ConnectionInfo> {
      const row = live.rowOf(name)
      const origin = originOf(row.baseUrl)
      await ring.put({ name, origin, key: key.trim() })
      connections.allowKey(name, origin)
      return info(live.rowOf(name))
    },
    async dropKey(name: string): Promise<ConnectionInfo> {
      const row = live.rowOf(name)
      await ring.drop(row.name)
      return info(row)
    },
    test,
    listModels,
    /** What the provider listed when it was last asked; nothing is sent. */
    knownModels: (name: string) => connections.models(live.rowOf(name).name),
  }
}
export type ConnectionsService = ReturnType<typeof connectionsService>

const notForTalk = /embed|whisper|tts|audio|image|dall-e|moderation|realtime|transcri|rerank|video|sora|ocr/i

function checkSettings(wish: ConnectionSettings): ConnectionSettings {
  const parsed = connectionSettingsSchema.safeParse(wish, { error: plainIssue })
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new SwitchyardError('CONNECTION_INVALID', `the connection’s ${first?.path.join('.')}: ${first?.message}`, {
      hint: 'change it and try again',
    })
  }
  const { kind, server, name, baseUrl } = parsed.data
  const url = readBaseUrl(name, baseUrl.trim())
  return { ...parsed.data, baseUrl: withoutSlash(url), server: kind === 'compatible' ? (server ?? 'other') : null }
}

function keyStateOf(ring: KeyRing, { name, baseUrl, keyOrigin }: ConnectionRow, host: Context['host']): KeyState {
  const origin = originOf(baseUrl)
  try {
    const found = ring.find({ name, origin, keyOrigin })
    if (found !== undefined) return { state: 'set', lastFour: lastFour(found.key), from: found.from }
  } catch (error) {
    return { state: 'none', note: lineOf(error) }
  }
  if (keyOrigin !== origin)
    return { state: 'none', note: `the key went with the old address; give it anew for ${origin}` }
  return { state: 'none', note: host === 'app' ? '' : `set ${variableOf(name)} to give one` }
}

function warningOf({ baseUrl }: ConnectionRow, key: KeyState): string | null {
  const { protocol, hostname } = new URL(baseUrl)
  if (protocol === 'https:' || isLoopback(hostname)) return null
  const what = key.state === 'set' ? 'its key and what is asked travel' : 'what is asked travels'
  return `${what} unencrypted to ${hostname}; use https where the server can`
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function testOf(report: Extract<ProbeReport, { ok: true }>): ConnectionTest {
  const { model, servedModel, latencyMs, usd, detected } = report
  const found = [
    detected.streaming ? 'streams' : 'sends its answer whole',
    detected.usage ? 'states its usage' : 'does not state its usage',
    ...(detected.logprobs ? ['gives log-probabilities'] : []),
    ...(detected.thinking ? ['thinks beside its answer'] : []),
  ]
  const served = servedModel === null || servedModel === model ? '' : ` (served as ${servedModel})`
  const cost = usd === null ? 'its cost is unknown' : `for ${formatUsd(usd)}`
  const line = `${model}${served} answered in ${formatDuration(latencyMs)} ${usd === null ? `· ${cost}` : cost} · ${found.join(', ')}`
  return { ok: true, line, model, latencyMs, usd, detected: found }
}
