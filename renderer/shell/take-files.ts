import { GRAPH_MOST_CHARACTERS } from '../../shared/graph/load'
import { startImport } from '../datasets/import-state'
import { importDesign, importGraphText } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { dataFile, isWholeGraph, meansGraph } from '../designs/sniff-graph'
import { words } from '../words'
import { showFailure, showNotice } from './notice-store'
import { isTextField } from './text-field'

/** Graphs become designs, all of them; of whatever else is given, the first file is offered as a dataset. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const others: File[] = []
  for (const file of files) {
    if (await isGraphFile(file)) await takeGraph(file)
    else if (dataFile.test(file.name)) others.push(file)
    else showNotice({ tone: 'warn', text: words.files.isNeither(file.name) })
  }
  const [first] = others
  if (first === undefined) return
  if (others.length > 1) showNotice({ tone: 'info', text: words.files.many(others.length) })
  startImport('problems', first)
}

/** Opens a graph file, or says why it is none. */
export async function takeGraph(file: File): Promise<void> {
  showPage('design')
  try {
    await importDesign(file)
    window.desktop?.opened(file)
  } catch (error) {
    showFailure(error)
  }
}

async function isGraphFile(file: File): Promise<boolean> {
  const beginning = await file.slice(0, 400).text()
  if (beginning.includes('"switchyard/graph"')) return true
  if (!/\.json$/i.test(file.name) || file.size > GRAPH_MOST_CHARACTERS) return false
  return meansGraph(await file.text())
}

/** A pasted file is taken like a dropped one, and the text of a whole graph becomes a design. */
export function takePaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || event.clipboardData === null || isTextField(event.target)) return
  const files = [...event.clipboardData.files]
  const text = event.clipboardData.getData('text/plain')
  if (files.length > 0) {
    event.preventDefault()
    takeFiles(files).catch(showFailure)
  } else if (isWholeGraph(text)) {
    event.preventDefault()
    showPage('design')
    importGraphText(text, words.files.pasted).catch(showFailure)
  }
}
