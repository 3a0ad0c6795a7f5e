import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { ImportReport } from '../../shared/datasets-contract'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { formatNumberOf } from '../../shared/format'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { validateGraph } from '../../shared/graph/validate'
import { rowIdsWords } from '../../shared/import-words'
import type { RunServices } from '../compose-runs'
import type { MappingWish, SourceFile } from '../service/datasets'
import { remark } from './speak'

const MODELS_NAMED = 5

export function readGraphFile(file: string): Graph {
  return parseGraph(readText(file), file)
}

function readText(file: string): string {
  try {
    return readFileSync(fileAt(file), 'utf8')
  } catch (cause) {
    if (cause instanceof SwitchyardError) throw cause
    throw new SwitchyardError('USAGE', `${file} cannot be read: ${lineOf(cause)}`, { hint: 'check the file', cause })
  }
}

/** The path, if a file is there. */
function fileAt(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile()) return path
  const what = stat?.isDirectory() ? `${path} is a folder` : `there is no file ${path}`
  throw new SwitchyardError('USAGE', what, { hint: 'check the path' })
}

/** Writes a file, or says in one line why it cannot be. */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (cause) {
    throw new SwitchyardError('USAGE', `${file} cannot be written: ${lineOf(cause)}`, {
      hint: 'choose another place',
      cause,
    })
  }
}

export function sourceFile(file: string): SourceFile {
  return { name: basename(fileAt(file)), open: () => createReadStream(file) }
}

export function stemOf(file: string): string {
  return basename(file, extname(file))
}

/** A graph by its file, or by the name of a design in the database. */
export function findGraph(nameOrFile: string, { designs }: RunServices): { designId: string } | { graph: Graph } {
  if (existsSync(nameOrFile)) return { graph: readGraphFile(nameOrFile) }
  const design = designs.list().find(({ name, id }) => name === nameOrFile || id === nameOrFile)
  if (design !== undefined) return { designId: design.id }
  throw new SwitchyardError('USAGE', `“${nameOrFile}” is neither a graph file nor a design in the database`, {
    hint: 'check the name',
  })
}

/** Says what of a graph's file does nothing, such as a misspelt setting: its figures would be taken for another design's. */
export function remarkDoubts(file: string, found: ReturnType<typeof findGraph>): void {
  if ('designId' in found) return
  const doubts = validateGraph(found.graph).filter(({ severity }) => severity === 'warning')
  for (const { message, hint } of doubts) remark(`${file}: ${message}; ${hint}`)
}

/**
 * The id of a dataset by its name, or of one read from a file. A file is known by its content: the same one is not read
 * twice, and another one of the same name does not mix with it. Where its outcomes are wished for, it is read again if it was
 * read without.
 */
export async function findDataset(
  nameOrFile: string,
  { datasets }: RunServices,
  wish: MappingWish = { given: {} },
): Promise<string> {
  const known = datasets.idOf(nameOrFile)
  if (known !== undefined) return known
  if (!existsSync(nameOrFile)) {
    const names = datasets.list().map(({ name }) => name)
    throw new SwitchyardError('USAGE', `“${nameOrFile}” is neither a dataset nor a file`, {
      hint:
        names.length === 0
          ? 'import one by “switchyard import FILE --name NAME”'
          : `the datasets are: ${names.join(', ')}`,
    })
  }
  const file = sourceFile(nameOrFile)
  const name = `${stemOf(nameOrFile)}-${(await hashOf(file)).slice(0, 8)}`
  const read = datasets.idOf(name)
  if (read !== undefined && (wish.outcomes === undefined || datasets.find(name)?.models.length !== 0)) return read
  const report = await datasets.importFile(file, name, wish)
  remarkBadRows(nameOrFile, report)
  remarkUnread(nameOrFile, report)
  remarkRowIds(report)
  return report.dataset.id
}

/** What is left out of a file that is read on the way must not be a secret. */
function remarkBadRows(file: string, { badRows, badAnswers, badFigures, bad: [first] }: ImportReport): void {
  if (first === undefined) return
  const left = [
    badRows > 0 ? formatNumberOf(badRows, 'row') : '',
    badAnswers > 0 ? formatNumberOf(badAnswers, 'single answer') : '',
    badFigures > 0 ? formatNumberOf(badFigures, 'single figure') : '',
  ].filter((part) => part !== '')
  remark(`${file}: left out ${left.join(', ')}, such as line ${first.line}: ${first.reason}`)
}

/** Models may have columns of their own without its being meant so, so they are named and not read. */
export function remarkUnread(file: string, { unreadModels }: ImportReport): void {
  if (unreadModels.length === 0) return
  const [few, more] = [unreadModels.slice(0, MODELS_NAMED), unreadModels.length - MODELS_NAMED]
  const names = `${few.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  remark(
    `${file}: it seems to hold outcomes of ${names}, which were not read; import it with --outcomes wide to have them`,
  )
}

/** An import that took another column for the id than was meant looks like any other. */
export function remarkRowIds(report: ImportReport): void {
  const words = rowIdsWords(report)
  const { question } = report.mapping.problem
  if (words !== undefined) remark(`${words} It is told like --map 'question=${question},id=${question}'.`)
}

async function hashOf(file: SourceFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.open()) hash.update(chunk)
  return hash.digest('hex')
}
