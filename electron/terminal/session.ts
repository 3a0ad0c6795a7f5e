import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Composed, compose, type Services } from '../compose'
import { databaseFileIn, homeFolder } from '../home'
import type { Access } from '../store/open'

/** The folder with the sample project, beside the program. */
export const resourcesDir = resolve(import.meta.dirname, '../../resources')

/** Opens the database that `--db` names (the app's own unless given), does the work and closes it whatever happens. */
export async function withServices<T>(
  options: { db?: string | undefined; access: Access },
  work: (services: Services, composed: Composed) => Promise<T> | T,
): Promise<T> {
  const databaseFile = options.db === undefined ? databaseFileIn(homeFolder()) : resolve(options.db)
  const composed = compose({ databaseFile, resourcesDir, host: 'terminal', access: options.access })
  try {
    return await work(composed.services, composed)
  } catch (error) {
    throw composed.services.explain(error)
  } finally {
    await composed.stop()
    composed.close()
  }
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function printJson(document: unknown): void {
  print(JSON.stringify(document, null, 2))
}

/** A remark for the person at the terminal; never part of the output that a program reads. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function addDatabaseOption(command: Command): Command {
  return command.option('--db <file>', "the database (default: the app's own)")
}

export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print one JSON document instead of a table')
}
