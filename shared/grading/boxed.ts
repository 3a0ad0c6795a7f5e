const commands = ['\\boxed{', '\\fbox{']
/** Between the boxes of one answer, such as “x = \boxed{2} or x = \boxed{3}”. */
const joiner = /^[\s$]*(?:(?:[,;]|and|or|\\text\s*\{\s*(?:and|or)\s*\})[\s$]*)+(?:[A-Za-z](?:_\w)?\s*=\s*)?$/

/** What stands in the last `\boxed{…}` or `\fbox{…}`, and in those joined with it; undefined where there is none that closes. */
export function lastBoxed(text: string): string | undefined {
  const insides: string[] = []
  let before = text.length
  for (let box = boxBefore(text, before); box !== undefined; box = boxBefore(text, before)) {
    if (insides.length > 0 && !joiner.test(text.slice(box.end, before))) break
    insides.unshift(box.inside)
    before = box.start
  }
  return insides.length === 0 ? undefined : insides.join(', ')
}

function boxBefore(text: string, before: number): { start: number; end: number; inside: string } | undefined {
  const start = before === 0 ? -1 : Math.max(...commands.map((command) => text.lastIndexOf(command, before - 1)))
  if (start < 0) return undefined
  const open = text.indexOf('{', start)
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return { start, end: at + 1, inside: text.slice(open + 1, at) }
  }
  return undefined
}
