import { fencedBlocks } from './fenced-blocks'

export interface Verdict {
  pass: boolean
  reason: string
}

const MOST_CHARACTERS = 20_000
const member = /\s*"(verdict|reason|mark)"\s*:\s*("(?:[^"\\]|\\.)*")\s*([,}])/y

/**
 * Reads a judge's reply. Only a text, or one fenced block that is the whole text, that is one object of just these three
 * members, each once, with the mark of this very call, is a verdict; `undefined` for anything else.
 */
export function readVerdict(reply: string, mark: string): Verdict | undefined {
  const text = wholeText(reply.trim())
  if (text.length > MOST_CHARACTERS || !text.startsWith('{')) return undefined
  const members = readMembers(text)
  const verdict = members?.get('verdict')
  const reason = members?.get('reason')
  if (reason === undefined || members?.size !== 3 || members.get('mark') !== mark) return undefined
  return verdict === 'pass' || verdict === 'fail' ? { pass: verdict === 'pass', reason } : undefined
}

function wholeText(text: string): string {
  const lines = text.split(/\r?\n/)
  const [block, ...others] = fencedBlocks(text)
  const isWhole = block !== undefined && others.length === 0 && block.text.split('\n').length === lines.length - 2
  return isWhole ? block.text.trim() : text
}

/** By its own small grammar: `JSON.parse` would let a second “verdict” win over the first. */
function readMembers(text: string): Map<string, string> | undefined {
  const members = new Map<string, string>()
  member.lastIndex = 1
  for (let found = member.exec(text); found !== null; found = member.exec(text)) {
    const [, name = '', quoted = '', end] = found
    const value = unquote(quoted)
    if (value === undefined || members.has(name)) return undefined
    members.set(name, value)
    if (end === '}') return found.index + found[0].length === text.length ? members : undefined
  }
  return undefined
}

function unquote(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
