import { type Command, Option } from 'commander'
import {
  type CompatibleServer,
  type ConnectionKind,
  type ConnectionSettings,
  compatibleServers,
  connectionKinds,
  presets,
} from '../../shared/connection-settings'
import { SwitchyardError } from '../../shared/errors'
import { formatNumberOf } from '../../shared/format'
import { variableOf } from '../service/keys/outside-keys'
import type { CommonOptions } from './commands'
import { formatConnections, formatListedModels } from './connection-listings'
import { addDatabaseOption, addJsonOption, print, printJson, withServices } from './session'

/** `switchyard connections …`: how to reach live models. Keys are never given on the command line, where others can see them. */
export function addConnectionCommands(program: Command): void {
  const connections = addJsonOption(
    addDatabaseOption(
      program.command('connections').description('list the connections to live models, and whether each has a key'),
    ),
  ).action(list)
  const command = (usage: string, about: string): Command =>
    addDatabaseOption(connections.command(usage).description(about))
  command('add <name>', 'add a connection, by a preset or by its kind and address')
    .addOption(new Option('--preset <name>', 'what it is').choices(presets.map(({ name }) => name)))
    .addOption(new Option('--kind <kind>', 'its wire format').choices(connectionKinds))
    .addOption(new Option('--server <server>', 'which compatible server it is').choices(compatibleServers))
    .option('--url <url>', 'its base URL (the preset’s unless given)')
    .option('--notes <text>', 'whatever is good to know')
    .option('--concurrency <n>', 'calls under way at once, at most')
    .option('--requests-per-minute <n>', 'requests in a minute, at most')
    .option('--tokens-per-minute <n>', 'tokens in a minute, at most')
    .action(add)
  command('remove <name>', 'remove a connection with its own prices').action(remove)
  addJsonOption(command('test <name>', 'make one small call, which is billed, and say what came of it'))
    .option('--model <model>', 'with this model (else the cheapest that it lists)')
    .action(test)
  addJsonOption(command('models <name>', 'ask the provider which models it offers')).action(models)
}

interface AddOptions extends CommonOptions {
  preset?: string
  kind?: ConnectionKind
  server?: CompatibleServer
  url?: string
  notes?: string
  concurrency?: string
  requestsPerMinute?: string
  tokensPerMinute?: string
}

async function list(options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ connections }) => {
    const all = connections.list().connections
    if (options.json === true) printJson({ connections: all })
    else print(formatConnections(all))
  })
}

async function add(name: string, options: AddOptions): Promise<void> {
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

async function remove(name: string, options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    if (!(await connections.remove(name))) {
      throw new SwitchyardError('CONNECTION_UNKNOWN', `there is no connection “${name}”`, {
        hint: '“switchyard connections” lists them',
      })
    }
    print(`Removed “${name}”.`)
  })
}

async function test(name: string, options: CommonOptions & { model?: string }): Promise<void> {
  await withServices({ db: options.db, access: 'write' }, async ({ connections }) => {
    const came = await connections.test(name, options.model ?? null)
    if (options.json === true) printJson(came)
    else if (came.ok) print(`${name}: ${came.line}`)
    if (!came.ok) {
      if (options.json !== true) process.stderr.write(`switchyard: ${name}: ${came.line}\n`)
      process.exitCode = 1
    }
  })
}

async function models(name: string, options: CommonOptions): Promise<void> {
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
