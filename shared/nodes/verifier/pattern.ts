import { RE2JS } from 're2js'
import { lineOf } from '../../errors'
import { type CheckResult, nothingToCheck } from './check'

export const MOST_PATTERN_CHARACTERS = 2000
/** About half a second of matching. */
const MOST_ANSWER_CHARACTERS = 1_000_000
const MOST_KEPT = 200

type Compiled = { ok: true; matches: (text: string) => boolean } | { ok: false; fault: string }

const compiled = new Map<string, Compiled>()

/** Matches in time linear in the text, whatever the pattern; so there is no lookaround and no reference back to a group. */
export function compilePattern(pattern: string): Compiled {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  if (compiled.size >= MOST_KEPT) compiled.clear()
  const made = compile(pattern)
  compiled.set(pattern, made)
  return made
}

function compile(pattern: string): Compiled {
  if (pattern.length > MOST_PATTERN_CHARACTERS)
    return { ok: false, fault: `is longer than ${MOST_PATTERN_CHARACTERS} characters` }
  try {
    const expression = RE2JS.compile(pattern)
    return { ok: true, matches: (text) => expression.matcher(text).find() }
  } catch (error) {
    return { ok: false, fault: `cannot be read: ${lineOf(error).replace(/^error parsing regexp: /, '')}` }
  }
}

/** Whether the pattern is found in the answer; anchors make it match the whole. */
export function checkPattern(answer: string, pattern: string): CheckResult {
  if (pattern === '') return nothingToCheck('no pattern is set')
  const expression = compilePattern(pattern)
  if (!expression.ok) return { ok: null, because: `the pattern ${expression.fault}` }
  if (answer.length > MOST_ANSWER_CHARACTERS)
    return { ok: null, because: `the answer is longer than ${MOST_ANSWER_CHARACTERS} characters` }
  const ok = expression.matches(answer)
  return { ok, because: ok ? 'it matches the pattern' : 'it does not match the pattern' }
}
