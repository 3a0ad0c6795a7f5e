import type { Emit } from './tally'

const OPEN = '<think>'
const CLOSE = '</think>'

/**
 * Takes a leading `<think>…</think>` out of an answer as it streams in, wherever the pieces are cut. Only at the very beginning:
 * later the tags are part of the answer.
 */
export function splitThinking(emit: Emit): { emit: Emit; end(): void } {
  let state: 'open' | 'thinking' | 'gap' | 'answer' = 'open'
  let held = ''
  const answer = (text: string) => emit({ kind: 'answer', text })
  const thinking = (text: string) => emit({ kind: 'thinking', text })

  const take = (text: string): void => {
    held += text
    if (state === 'open') {
      const start = held.trimStart()
      if (start.startsWith(OPEN)) {
        state = 'thinking'
        held = start.slice(OPEN.length)
      } else if (OPEN.startsWith(start)) return
      else state = 'answer'
    }
    if (state === 'thinking') {
      const at = held.indexOf(CLOSE)
      if (at < 0) {
        const sure = held.length - tailThatMayClose(held)
        thinking(held.slice(0, sure))
        held = held.slice(sure)
        return
      }
      thinking(held.slice(0, at))
      held = held.slice(at + CLOSE.length)
      state = 'gap'
    }
    if (state === 'gap') {
      held = held.trimStart()
      if (held === '') return
      state = 'answer'
    }
    answer(held)
    held = ''
  }

  return {
    emit: (piece) => (piece.kind === 'answer' ? take(piece.text) : emit(piece)),
    end() {
      if (state === 'open') answer(held)
      else if (state === 'thinking') thinking(held)
      held = ''
    },
  }
}

/** How many of the last characters could be the beginning of the closing tag. */
function tailThatMayClose(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1) {
    if (CLOSE.startsWith(text.slice(-length))) return length
  }
  return 0
}
