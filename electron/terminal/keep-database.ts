import { resolve } from 'node:path'
import { formatBytes } from '../../shared/format'
import type { CommonOptions } from './commands'
import { withServices } from './session'
import { print, printJson } from './speak'

/** Copies the database while others may use it. */
export async function backup(file: string, { db, json }: CommonOptions): Promise<void> {
  await withServices({ db, access: 'read' }, async ({ database }) => {
    const copy = await database.backup(resolve(file))
    if (json === true) printJson({ file: copy })
    else print(`The copy is ${copy}.`)
  })
}

export async function compact({ db, json }: CommonOptions): Promise<void> {
  await withServices({ db, access: 'write' }, ({ database }) => {
    const before = database.info()
    const after = database.compact()
    if (json === true) printJson({ before, after })
    else print(`${after.file}: ${formatBytes(before.bytes)} before, ${formatBytes(after.bytes)} now.`)
  })
}
