import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { findVariables } from '../../shared/nodes/prompt-variables'

/** What a prompt may be filled with, and what each stands for. */
export type VariableHelp = Readonly<Record<string, string>>

interface PromptEditorOptions {
  parent: ShadowRoot
  text: string
  label: string
  /** What the prompt is for: a description in the page cannot be pointed to from inside the shadow root. */
  description: string
  placeholder: string
  variables: VariableHelp
  onText: (text: string) => void
  onLeave: () => void
}

/**
 * An editor for one prompt. It lives in a shadow root: there its styles are adopted sheets, which the page's policy allows, and
 * not style elements, which it does not.
 */
export function createPromptEditor(options: PromptEditorOptions): EditorView {
  const { parent, text, label, variables, onText, onLeave } = options
  return new EditorView({
    parent,
    root: parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        EditorView.lineWrapping,
        placeholder(options.placeholder),
        highlightVariables(variables),
        autocompletion({ override: [(context) => completeVariable(context, variables)], icons: false }),
        // Control+Enter runs the design, here as elsewhere.
        keymap.of([...completionKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-description': options.description,
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        EditorView.domEventHandlers({ blur: () => onLeave() }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('follow'))) {
            onText(update.state.doc.toString())
          }
        }),
        theme,
      ],
    }),
  })
}

/** Takes over a text that was changed elsewhere, such as by undo. */
export function followText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'follow' })
}

function highlightVariables(variables: VariableHelp) {
  const known = Decoration.mark({ class: 'cm-variable' })
  const unknown = Decoration.mark({
    class: 'cm-unknown',
    attributes: { title: `Not a variable here: it is sent as it is written. There are ${listed(variables)}.` },
  })
  const decorate = (view: EditorView): DecorationSet => {
    const builder = new RangeSetBuilder<Decoration>()
    for (const { name, from, to } of findVariables(view.state.doc.toString())) {
      builder.add(from, to, Object.hasOwn(variables, name) ? known : unknown)
    }
    return builder.finish()
  }
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = decorate(view)
      }
      update(update: ViewUpdate) {
        if (update.docChanged) this.decorations = decorate(update.view)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )
}

export function listed(variables: VariableHelp): string {
  return Object.keys(variables)
    .map((name) => `{{${name}}}`)
    .join(', ')
}

/** After two braces, and within a name between them. */
function completeVariable(context: CompletionContext, variables: VariableHelp): CompletionResult | null {
  const typed = context.matchBefore(/\{\{\s*[\p{L}_]*/u)
  if (typed === null && !context.explicit) return null
  const from = typed?.from ?? context.pos
  const closing = /^\s*\}{1,2}/.exec(context.state.sliceDoc(context.pos, context.pos + 8))?.[0] ?? ''
  return {
    from,
    to: context.pos,
    options: Object.entries(variables).map(([name, info]) => ({
      label: `{{${name}}}`,
      detail: info,
      apply: (view, _, start, end) => {
        const insert = `{{${name}}}`
        const changes = { from: start, to: end + closing.length, insert }
        view.dispatch({ changes, selection: { anchor: start + insert.length }, userEvent: 'input.complete' })
      },
    })),
    filter: true,
  }
}

/** The page's own tokens reach into the shadow root; its rules do not. */
const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'var(--text-sm)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', maxHeight: '320px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', minHeight: '60px', caretColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-3)', fontFamily: 'var(--font)' },
  '.cm-line': { padding: '0 9px' },
  '.cm-variable': {
    borderRadius: '3px',
    backgroundColor: 'var(--model-soft)',
    color: 'var(--model)',
    boxShadow: '0 0 0 1px var(--model-soft)',
  },
  '.cm-unknown': {
    color: 'var(--warn)',
    textDecoration: 'underline wavy var(--warn)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--r2)',
    backgroundColor: 'var(--raised)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--text-sm)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontFamily: 'var(--font)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
})
