import { startFakeProvider } from './fake-provider.ts'

/**
 * The fake provider as a program: prints its port and runs until it is ended. Settings are one JSON object, the first argument:
 * `port`, `key`, `delayMs`, `pieceMs`, `headers`, `models`, and `answer` as a text that every question gets.
 */
const { answer, ...settings } = JSON.parse(process.argv[2] ?? '{}') as {
  port?: number
  key?: string
  delayMs?: number
  pieceMs?: number
  headers?: Record<string, string>
  models?: object[]
  answer?: string
}
const provider = await startFakeProvider({ ...settings, ...(answer === undefined ? {} : { answer: () => answer }) })
process.stdout.write(`${provider.port}\n`)
