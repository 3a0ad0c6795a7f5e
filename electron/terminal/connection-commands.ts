import { type CompatibleServer, type ConnectionKind, presets } from '../../shared/connection-presets'
import type { ConnectionSettings } from '../../shared/connection-settings'
import { SwitchyardError } from '../../shared/errors'
import { formatNumberOf } from '../../shared/format'
import { variableOf } from '../service/keys/outside-keys'
import type { CommonOptions } from './commands'
import { formatConnections, formatListedModels } from './connection-listings'
import { withServices } from './session'
import { print, printJson, remark } from './speak'

interface AddOptions extends CommonOptions {
  preset?: string
  kind?: ConnectionKind
  server?: CompatibleServer
  url?: string
  notes?: string
  concurrency?: number
  requestsPerMinute?: number
  tokensPerMinute?: number
}

export async function listConnections(options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ connections }) => {
    const all = connections.list().connections
    if (options.json === true) printJson({ connections: all })
    else print(formatConnections(all))
  })
}

export async function addConnection(name: string, options: AddOptions): Promise<void> {
  const settings = settingsOf(name, options)
  await withServices({ db: options.db, access: 'write' }, ({ connections }) => {
    const { baseUrl, key } = connections.add(settings)
    const next =
      key.state === 'set'
        ? `it takes its key from ${key.from}`
        : `a key for it goes into ${variableOf(name)} or into keys.json (mode 600) in the data folder`
    print(`Added “${name}” at ${baseUrl}; ${next}.`)
  })
}

function settingsOf(name: string, options: AddOptions): ConnectionSettings {
  const preset = presets.find((one) => one.name === (options.preset ?? (options.kind === undefined ? name : undefined)))
  const kind = options.kind ?? preset?.kind
  const baseUrl =
    options.url ?? (options.kind === undefined || options.kind === preset?.kind ? preset?.baseUrl : undefined)
  if (kind === undefined || baseUrl === undefined) {
    throw new SwitchyardError('USAGE', `it is not said ${kind === undefined ? 'what' : 'where'} “${name}” is`, {
      hint: `give --preset (${presets.map((one) => one.name).join(', ')}), or --kind and --url`,
    })
  }
  return {
    name,
    kind,
    server: options.server ?? preset?.server ?? null,
    baseUrl,
    notes: options.notes ?? '',
    limits: {
      concurrency: options.concurrency ?? null,
      requestsPerMinute: options.requestsPerMinute ?? null,
      tokensPerMinute: options.tokensPerMinute ?? null,
    },
  }
}

export async function removeConnection(name: string, options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    if (!(await connections.remove(name))) {
      throw new SwitchyardError('CONNECTION_UNKNOWN', `there is no connection “${name}”`, {
        hint: '“switchyard connections” lists them',
      })
    }
    print(`Removed “${name}”.`)
  })
}

export async function testConnection(name: string, options: CommonOptions & { model?: string }): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    const came = await connections.test(name, options.model ?? null)
    if (options.json === true) printJson(came)
    else if (came.ok) print(`${name}: ${came.line}`)
    if (!came.ok) {
      if (options.json !== true) remark(`switchyard: ${name}: ${came.line}`)
      process.exitCode = 1
    }
  })
}

export async function listModels(name: string, options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async (services) => {
    const { models: count } = await services.connections.listModels(name)
    const listed = (await services.models.list()).filter(({ connection }) => connection === name)
    if (options.json === true) printJson({ connection: name, models: listed })
    else
      print(
        count === 0 ? `“${name}” offers no model.` : `${formatListedModels(listed)}\n${formatNumberOf(count, 'model')}`,
      )
  })
}
