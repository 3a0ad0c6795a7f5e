const boxes = ['\\boxed{', '\\fbox{']

/** What stands in the last `\boxed{…}` or `\fbox{…}`; undefined where there is none that closes. */
export function lastBoxed(text: string): string | undefined {
  const start = Math.max(...boxes.map((box) => text.lastIndexOf(box)))
  if (start < 0) return undefined
  const open = text.indexOf('{', start)
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(open + 1, at)
  }
  return undefined
}
