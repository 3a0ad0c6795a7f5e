import { type CompatibleServer, type ConnectionKind, presets } from '../../shared/connection-presets'
import type { ConnectionSettings } from '../../shared/connection-settings'
import { SwitchyardError } from '../../shared/errors'
import { formatNumberOf } from '../../shared/format'
import { variableOf } from '../service/keys/outside-keys'
import type { CommonOptions } from './commands'
import { formatConnections, formatListedModels } from './connection-listings'
import { withServices } from './session'
import { print, printJson } from './speak'

export interface AddOptions extends CommonOptions {
  preset?: string
  kind?: ConnectionKind
  server?: CompatibleServer
  url?: string
  notes?: string
  concurrency?: string
  requestsPerMinute?: string
  tokensPerMinute?: string
}

export async function list(options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ connections }) => {
    const all = connections.list().connections
    if (options.json === true) printJson({ connections: all })
    else print(formatConnections(all))
  })
}

export async function add(name: string, options: AddOptions): Promise<void> {
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
      concurrency: wholeOrNull('--concurrency', options.concurrency),
      requestsPerMinute: wholeOrNull('--requests-per-minute', options.requestsPerMinute),
      tokensPerMinute: wholeOrNull('--tokens-per-minute', options.tokensPerMinute),
    },
  }
}

function wholeOrNull(option: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new SwitchyardError('USAGE', `${option} ${text} is not a whole number from 1`, {
    hint: 'leave it out for no limit',
  })
}

export async function remove(name: string, options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    if (!(await connections.remove(name))) {
      throw new SwitchyardError('CONNECTION_UNKNOWN', `there is no connection “${name}”`, {
        hint: '“switchyard connections” lists them',
      })
    }
    print(`Removed “${name}”.`)
  })
}

export async function test(name: string, options: CommonOptions & { model?: string }): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    const came = await connections.test(name, options.model ?? null)
    if (options.json === true) printJson(came)
    else if (came.ok) print(`${name}: ${came.line}`)
    if (!came.ok) {
      if (options.json !== true) process.stderr.write(`switchyard: ${came.line}\n`)
      process.exitCode = 1
    }
  })
}

export async function models(name: string, options: CommonOptions): Promise<void> {
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
