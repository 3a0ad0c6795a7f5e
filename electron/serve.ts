// The app for a browser on this machine: the same page and the same door, without Electron.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { lineOf, SwitchyardError } from '../shared/errors'
import { compose } from './compose'
import { databaseFileIn, homeFolder } from './home'
import { startBrowserHost } from './host/browser-host'
import { hostKeys } from './host/host-keys'
import { createRouter } from './service/router'

const usage = `Usage: npm run serve -- [--port N] [--db FILE]

Serves Switchyard for a browser on this machine and prints the link to open. The link works only here and only until
the server ends.

  --port N   the port to listen on (a free one unless given)
  --db FILE  the database (the app's own unless given)
  --help     this text
`

interface Options {
  port: number
  databaseFile: string
}

function readOptions(args: string[]): Options | undefined {
  const wrong = (message: string) => new SwitchyardError('USAGE', message, { hint: 'see npm run serve -- --help' })
  const options = { port: { type: 'string' }, db: { type: 'string' }, help: { type: 'boolean' } } as const
  let values: { port?: string; db?: string; help?: boolean }
  try {
    values = parseArgs({ args, options }).values
  } catch (cause) {
    throw wrong(lineOf(cause))
  }
  if (values.help) return undefined
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw wrong(`--port ${values.port} is not a port number`)
  return { port, databaseFile: values.db ? resolve(values.db) : databaseFileIn(homeFolder()) }
}

async function serve({ port, databaseFile }: Options): Promise<void> {
  const root = resolve(import.meta.dirname, '../..')
  const composed = compose({ databaseFile, resourcesDir: join(root, 'resources'), host: 'browser', keys: hostKeys() })
  const router = createRouter(composed.services)
  const host = await startBrowserHost({ router, pageRoot: join(root, 'out/renderer'), port }).catch((cause) => {
    composed.close()
    throw new SwitchyardError('USAGE', `port ${port} cannot be listened on: ${lineOf(cause)}`, {
      hint: 'leave --port out to take a free one',
      cause,
    })
  })
  process.stdout.write(`Switchyard is served at ${host.url}\n`)
  const end = () => {
    void Promise.all([host.close(), composed.stop()]).finally(() => {
      composed.close()
      process.exit(0)
    })
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

async function start(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options) await serve(options)
  else process.stdout.write(usage)
}

start(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`switchyard: ${lineOf(error)}\n`)
  process.exitCode = error instanceof SwitchyardError && error.code === 'USAGE' ? 2 : 1
})
