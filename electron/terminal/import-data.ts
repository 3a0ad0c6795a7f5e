import type { CommonOptions } from './commands'
import { type ImportWords, parseImport } from './import-options'
import { formatImport } from './listings'
import { remarkRowIds, remarkUnread, sourceFile } from './read-input'
import { withRuns } from './session'
import { print, printJson, remark } from './speak'

export interface ImportOptions extends CommonOptions, ImportWords {
  name: string
}

export async function importFile(file: string, options: ImportOptions): Promise<void> {
  const wanted = parseImport(options)
  const source = sourceFile(file)
  await withRuns({ db: options.db, access: 'write' }, async ({ datasets }) => {
    const report = await datasets.importFile(source, options.name, wanted)
    if (options.json === true) printJson(report)
    else print(formatImport(report))
    const others = report.lists.filter((list) => list !== report.rowsIn)
    if (options.rows === undefined && others.length > 0)
      remark(`the rows are those of “${report.rowsIn}”; --rows takes another of its lists: ${others.join(', ')}`)
    for (const { line, reason } of report.bad) remark(`line ${line}: ${reason}`)
    const more = report.badRows + report.badAnswers + report.badFigures - report.bad.length
    if (more > 0) remark(`… and ${more} more`)
    remarkUnread(file, report)
    remarkRowIds(report)
    for (const model of report.unusedPrices) remark(`the price of “${model}” is of no use: there is no outcome of it`)
  })
}
