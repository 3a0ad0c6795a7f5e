import type { CommandId } from '../../shared/commands'
import { validateGraph } from '../../shared/graph/validate'
import { alignSelected, distributeSelected, frameSelected, tidy } from '../canvas/arrange-actions'
import { chooseConnection, chooseKind } from '../canvas/choose'
import { copySelected, cutSelected, duplicateSelected, pasteFromSystem } from '../canvas/clipboard'
import { canvas } from '../canvas/control'
import {
  freePlace,
  insertNode,
  removeSelected,
  removeSelectedAndHeal,
  selectAll,
  switchSelected,
} from '../canvas/edit-actions'
import { openFind } from '../canvas/find-store'
import { useDatabase } from '../database/database-state'
import { canChooseDatabase, chooseDatabase, openDatabase } from '../database/open-database'
import { startImport } from '../datasets/import-state'
import { saveNow } from '../designs/autosave'
import { createNewDesign } from '../designs/design-actions'
import { showDialog } from '../designs/dialogs'
import type { OpenDocument } from '../designs/document'
import { type ExportFormat, exportGraph } from '../designs/export-graph'
import { currentDocument, showPage, useSession } from '../designs/session'
import { openGallery } from '../gallery/gallery-state'
import { runOpenDesign, stopShownRun } from '../runs/run-actions'
import { chooseDesignFile } from './choose-file'
import { openCommandPalette } from './command-palette'
import { goToIssue } from './go-to'
import { showFailure } from './notice-store'
import { focusInspector, focusNextPanel, showOutline, toggleMinimap, togglePanel } from './panels'

interface Action {
  /** False where there is nothing to do it with. */
  isReady?: () => boolean
  act: () => unknown
}

/** What a command does with the design that is open and shown. */
function onDesign(
  act: (document: OpenDocument) => unknown,
  needs: (selected: { nodes: number; edges: number }, document: OpenDocument) => boolean = () => true,
): Action {
  return {
    isReady() {
      const document = currentDocument()
      if (document === undefined || useSession.getState().page !== 'design') return false
      const { nodeIds, edgeFroms } = document.store.getState().selection
      return needs({ nodes: nodeIds.length, edges: edgeFroms.length }, document)
    },
    act() {
      const document = currentDocument()
      return document === undefined ? undefined : act(document)
    },
  }
}

const withNodes = ({ nodes }: { nodes: number }) => nodes > 0
const withTwo = ({ nodes }: { nodes: number }) => nodes > 1
const withThree = ({ nodes }: { nodes: number }) => nodes > 2
const withAny = ({ nodes, edges }: { nodes: number; edges: number }) => nodes + edges > 0

const adding = {
  'add-node': onDesign((document) => {
    const place = canvas()?.pointer() ?? canvas()?.middle()
    if (place !== undefined) chooseKind(document, place)
  }),
  'add-note': onDesign((document) => {
    const { graph } = document.store.getState()
    const place = canvas()?.pointer() ?? canvas()?.middle() ?? { x: 0, y: 0 }
    canvas()?.focus(insertNode(document, 'note', freePlace(graph, place)))
  }),
  'frame-selection': onDesign(frameSelected, withNodes),
  'connect-to': onDesign(
    (document) => {
      const [id] = document.store.getState().selection.nodeIds
      if (id !== undefined) chooseConnection(document, id)
    },
    ({ nodes }) => nodes === 1,
  ),
  'insert-on-edge': onDesign(
    (document) => {
      const [edge] = document.store.getState().selection.edgeFroms
      const place = canvas()?.pointer() ?? canvas()?.middle()
      if (edge !== undefined && place !== undefined) chooseKind(document, place, { edge })
    },
    ({ nodes, edges }) => nodes === 0 && edges === 1,
  ),
} satisfies Partial<Record<CommandId, Action>>

const editing = {
  rename: onDesign(
    () => focusInspector(),
    ({ nodes }) => nodes === 1,
  ),
  'switch-off': onDesign(switchSelected, withNodes),
  undo: onDesign(
    ({ undo }) => undo(),
    (_, { store }) => store.temporal.getState().pastStates.length > 0,
  ),
  redo: onDesign(
    ({ redo }) => redo(),
    (_, { store }) => store.temporal.getState().futureStates.length > 0,
  ),
  cut: onDesign(cutSelected, withNodes),
  copy: onDesign(copySelected, withNodes),
  paste: onDesign(pasteFromSystem),
  duplicate: onDesign(duplicateSelected, withNodes),
  delete: onDesign(removeSelected, withAny),
  'delete-heal': onDesign(removeSelectedAndHeal, withAny),
  'select-all': onDesign(selectAll),
  'select-none': onDesign((document) => document.select({})),
  find: onDesign(() => openFind()),
} satisfies Partial<Record<CommandId, Action>>

const arranging = {
  tidy: onDesign(tidy),
  'align-left': onDesign((document) => alignSelected(document, 'left'), withTwo),
  'align-right': onDesign((document) => alignSelected(document, 'right'), withTwo),
  'align-top': onDesign((document) => alignSelected(document, 'top'), withTwo),
  'align-bottom': onDesign((document) => alignSelected(document, 'bottom'), withTwo),
  'align-centres': onDesign((document) => alignSelected(document, 'centres'), withTwo),
  'align-middles': onDesign((document) => alignSelected(document, 'middles'), withTwo),
  'distribute-across': onDesign((document) => distributeSelected(document, 'across'), withThree),
  'distribute-down': onDesign((document) => distributeSelected(document, 'down'), withThree),
} satisfies Partial<Record<CommandId, Action>>

const viewing = {
  'zoom-to-fit': onDesign(() => canvas()?.fit()),
  'zoom-to-selection': onDesign(() => canvas()?.fitSelection(), withNodes),
  'canvas-zoom-in': onDesign(() => canvas()?.zoom('in')),
  'canvas-zoom-out': onDesign(() => canvas()?.zoom('out')),
  'canvas-zoom-reset': onDesign(() => canvas()?.zoom('reset')),
  minimap: onDesign(() => toggleMinimap()),
  outline: onDesign(() => showOutline()),
  'toggle-list': onDesign(() => togglePanel('list')),
  'toggle-inspector': onDesign(() => togglePanel('inspector')),
  'next-issue': onDesign(goToIssue, (_, { store }) => validateGraph(store.getState().graph).length > 0),
  'next-panel': { act: () => focusNextPanel() },
  'previous-panel': { act: () => focusNextPanel(-1) },
  'command-palette': { act: () => openCommandPalette() },
  'go-design': { act: () => showPage('design') },
  'go-play': { act: () => showPage('play') },
  'go-datasets': { act: () => showPage('datasets') },
  'go-compare': { act: () => showPage('compare') },
  'go-models': { act: () => showPage('models') },
  'go-reviews': { act: () => showPage('reviews') },
} satisfies Partial<Record<CommandId, Action>>

function exportAs(format: ExportFormat): Action {
  return onDesign((document) => exportGraph(document.store.getState().graph, format))
}

const filing = {
  run: { act: () => runOpenDesign() },
  stop: { act: () => stopShownRun() },
  'new-graph': {
    act() {
      showPage('design')
      return createNewDesign()
    },
  },
  'open-graph': {
    act() {
      showPage('design')
      chooseDesignFile()
    },
  },
  save: { act: () => saveNow(currentDocument()) },
  'save-graph-as': exportAs('json'),
  versions: onDesign((document) => showDialog({ kind: 'versions', document })),
  gallery: { act: () => openGallery() },
  'export-svg': exportAs('svg'),
  'export-png': exportAs('png'),
  'export-mermaid': exportAs('mermaid'),
  'open-database': { isReady: canChooseDatabase, act: () => chooseDatabase('present') },
  'new-database': { isReady: canChooseDatabase, act: () => chooseDatabase('new') },
  'usual-database': {
    isReady: () => canChooseDatabase() && !useDatabase.getState().isUsual,
    act: () => openDatabase('usual'),
  },
  'import-dataset': { act: () => startImport('problems') },
  'import-outcomes': { act: () => startImport('outcomes') },
} satisfies Partial<Record<CommandId, Action>>

const actions: Readonly<Record<CommandId, Action>> = { ...adding, ...editing, ...arranging, ...viewing, ...filing }

export function canRun(id: CommandId): boolean {
  return actions[id].isReady?.() ?? true
}

/** Does what the command says, if there is something to do it with; what fails is said. */
export function runCommand(id: CommandId): void {
  if (!canRun(id)) return
  try {
    Promise.resolve(actions[id].act()).catch(showFailure)
  } catch (error) {
    showFailure(error)
  }
}
