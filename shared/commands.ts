/** Every command of the window, once: the palette, the context menus, the keys and the native menus are all made from it. */

export const commandGroups = ['Add', 'Edit', 'Arrange', 'View', 'Run', 'File', 'Go'] as const
export type CommandGroup = (typeof commandGroups)[number]

export interface CommandWords {
  title: string
  group: CommandGroup
  /** The first is the one that menus show. `Mod` is Ctrl, and Cmd on a Mac. */
  keys?: readonly string[]
  /** Where the keys work: on the design page outside of text fields and popups, unless they are the window's. */
  everywhere?: true
  /** The keys belong to the system's own editing, which tells the page by events: the page must not take them. */
  native?: true
}

const words = {
  'add-node': { title: 'Add a node…', group: 'Add', keys: ['Space', 'Tab'], native: true },
  'add-note': { title: 'Add a note', group: 'Add', keys: ['N'] },
  'frame-selection': { title: 'Frame the selection', group: 'Add', keys: ['Mod+G'] },
  'connect-to': { title: 'Connect to…', group: 'Edit', keys: ['C'] },
  'insert-on-edge': { title: 'Insert a node on the edge…', group: 'Edit' },
  rename: { title: 'Rename', group: 'Edit', keys: ['F2'] },
  'switch-off': { title: 'Switch off or on', group: 'Edit', keys: ['D'] },
  undo: { title: 'Undo', group: 'Edit', keys: ['Mod+Z'] },
  redo: { title: 'Redo', group: 'Edit', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  cut: { title: 'Cut', group: 'Edit', keys: ['Mod+X'], native: true },
  copy: { title: 'Copy', group: 'Edit', keys: ['Mod+C'], native: true },
  paste: { title: 'Paste', group: 'Edit', keys: ['Mod+V'], native: true },
  duplicate: { title: 'Duplicate', group: 'Edit', keys: ['Mod+D'] },
  delete: { title: 'Delete', group: 'Edit', keys: ['Delete', 'Backspace'] },
  'delete-heal': { title: 'Delete and join the edges', group: 'Edit', keys: ['Mod+Delete', 'Mod+Backspace'] },
  'select-all': { title: 'Select all', group: 'Edit', keys: ['Mod+A'] },
  'select-none': { title: 'Select nothing', group: 'Edit', keys: ['Escape'] },
  find: { title: 'Find in the graph…', group: 'Edit', keys: ['Mod+F'] },
  tidy: { title: 'Tidy, left to right', group: 'Arrange', keys: ['T'] },
  'align-left': { title: 'Align left edges', group: 'Arrange', keys: ['Alt+Shift+ArrowLeft'] },
  'align-right': { title: 'Align right edges', group: 'Arrange', keys: ['Alt+Shift+ArrowRight'] },
  'align-top': { title: 'Align top edges', group: 'Arrange', keys: ['Alt+Shift+ArrowUp'] },
  'align-bottom': { title: 'Align bottom edges', group: 'Arrange', keys: ['Alt+Shift+ArrowDown'] },
  'align-centres': { title: 'Align in a column', group: 'Arrange' },
  'align-middles': { title: 'Align in a row', group: 'Arrange' },
  'distribute-across': { title: 'Distribute across', group: 'Arrange' },
  'distribute-down': { title: 'Distribute down', group: 'Arrange' },
  'zoom-to-fit': { title: 'Fit graph', group: 'View', keys: ['F'] },
  'zoom-to-selection': { title: 'Fit the selection', group: 'View', keys: ['Shift+F'] },
  'canvas-zoom-in': { title: 'Zoom in on the canvas', group: 'View', keys: ['+', '='] },
  'canvas-zoom-out': { title: 'Zoom out of the canvas', group: 'View', keys: ['-'] },
  'canvas-zoom-reset': { title: 'Canvas at its full size', group: 'View', keys: ['0'] },
  minimap: { title: 'Show or hide the minimap', group: 'View', keys: ['M'] },
  outline: { title: 'Show the outline', group: 'View', keys: ['L'] },
  'toggle-list': { title: 'Show or hide the list', group: 'View', keys: ['['] },
  'toggle-inspector': { title: 'Show or hide the inspector', group: 'View', keys: [']'] },
  'next-issue': { title: 'Go to the next issue', group: 'Go', keys: ['F8'] },
  'next-panel': { title: 'Go to the next panel', group: 'Go', keys: ['F6'], everywhere: true },
  'previous-panel': { title: 'Go to the previous panel', group: 'Go', keys: ['Shift+F6'], everywhere: true },
  'command-palette': { title: 'Command palette…', group: 'View', keys: ['Mod+K'], everywhere: true },
  run: { title: 'Run', group: 'Run', keys: ['Mod+Enter'], everywhere: true },
  stop: { title: 'Stop', group: 'Run' },
  'new-graph': { title: 'New graph', group: 'File', keys: ['Mod+N'], everywhere: true },
  'open-graph': { title: 'Open graph…', group: 'File', keys: ['Mod+O'], everywhere: true },
  save: { title: 'Save now', group: 'File', keys: ['Mod+S'], everywhere: true },
  'save-graph-as': { title: 'Save graph as…', group: 'File', keys: ['Mod+Shift+S'], everywhere: true },
  versions: { title: 'Versions…', group: 'File', keys: ['Mod+Shift+H'], everywhere: true },
  gallery: { title: 'New graph from the gallery…', group: 'File' },
  'export-svg': { title: 'Export as an SVG picture', group: 'File' },
  'export-png': { title: 'Export as a PNG picture', group: 'File' },
  'export-mermaid': { title: 'Export as Mermaid text', group: 'File' },
  'import-dataset': { title: 'Import dataset…', group: 'File', keys: ['Mod+I'] },
  'import-outcomes': { title: 'Import outcomes…', group: 'File' },
  'open-database': { title: 'Open another database…', group: 'File' },
  'new-database': { title: 'New empty database…', group: 'File' },
  'usual-database': { title: 'Back to your own database', group: 'File' },
  'go-design': { title: 'Go to the designs', group: 'Go', keys: ['Mod+1'], everywhere: true },
  'go-play': { title: 'Go and play one problem', group: 'Go', keys: ['Mod+2'], everywhere: true },
  'go-datasets': { title: 'Go to the datasets', group: 'Go', keys: ['Mod+3'], everywhere: true },
  'go-compare': { title: 'Go to the comparison', group: 'Go', keys: ['Mod+4'], everywhere: true },
  'go-models': { title: 'Go to the models', group: 'Go', keys: ['Mod+5'], everywhere: true },
  'go-reviews': { title: 'Go to the reviews', group: 'Go', keys: ['Mod+6'], everywhere: true },
} satisfies Record<string, CommandWords>

export type CommandId = keyof typeof words
export const commandWords: Readonly<Record<CommandId, CommandWords>> = words
export const commandIds = Object.keys(words) as CommandId[]

/** The command of a pressed key, such as `Mod+Shift+Z`; undefined where there is none that the page takes. */
export function commandOfKey(key: string): CommandId | undefined {
  return byKey.get(key)
}

const byKey = new Map(
  commandIds.flatMap((id) => {
    const { keys = [], native } = commandWords[id]
    return native === true ? [] : keys.map((key): [string, CommandId] => [key, id])
  }),
)

interface PressedKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** How a pressed key is written in the registry. */
export function nameOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): string {
  const isLetter = /^\p{L}$/u.test(key)
  // Which signs need Shift is the keyboard's affair.
  const shift = shiftKey && (isLetter || key.length > 1)
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key
  return [...(ctrlKey || metaKey ? ['Mod'] : []), ...(altKey ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join(
    '+',
  )
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
}

/** The first key of a command as it is shown to a reader. */
export function shownKey(id: CommandId, platform: string): string | undefined {
  const key = commandWords[id].keys?.[0]
  return key
    ?.split(/\+(?=.)/)
    .map((part) => (part === 'Mod' ? (platform === 'darwin' ? 'Cmd' : 'Ctrl') : (signs[part] ?? part)))
    .join('+')
}

/** The first key of a command as Electron writes it. */
export function acceleratorOf(id: CommandId): string | undefined {
  return commandWords[id].keys?.[0]
    ?.replace('Mod', 'CmdOrCtrl')
    .replace(/Arrow(\w+)/, '$1')
    .replace(/^\+$/, 'Plus')
}
