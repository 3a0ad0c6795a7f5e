import { spendReading } from './work'

/** Where a text may be cut: a sign or a command, outside of all brackets. */
export function splitTop(text: string, separator: RegExp): { parts: string[]; separators: string[] } {
  spendReading(text)
  const sticky = new RegExp(separator.source, 'y')
  const parts: string[] = []
  const separators: string[] = []
  let [depth, start, at] = [0, 0, 0]
  while (at < text.length) {
    sticky.lastIndex = at
    const found = depth === 0 ? sticky.exec(text)?.[0] : undefined
    if (found !== undefined && found !== '') {
      parts.push(text.slice(start, at).trim())
      separators.push(found.trim())
      at += found.length
      start = at
      continue
    }
    depth += depthChange(text, at)
    at += 1
  }
  parts.push(text.slice(start).trim())
  return { parts, separators }
}

function depthChange(text: string, at: number): number {
  const sign = text.charAt(at)
  if ('([{'.includes(sign)) return 1
  return ')]}'.includes(sign) ? -1 : 0
}

/** The text within the bracket that opens it, where that bracket closes at its very end. */
export function insideOf(text: string): { open: string; inner: string; close: string } | undefined {
  const open = /^(?:\\\{|[([{])/.exec(text)?.[0]
  const close = /(?:\\\}|[)\]}])$/.exec(text)?.[0]
  if (open === undefined || close === undefined || text.length < open.length + close.length) return undefined
  let depth = 0
  for (let at = open.length - 1; at < text.length; at++) {
    depth += depthChange(text, at)
    if (depth === 0 && at < text.length - 1) return undefined
    if (depth < 0) return undefined
  }
  if (depth !== 0) return undefined
  return { open: open.at(-1) ?? '', inner: text.slice(open.length, -close.length).trim(), close: close.at(-1) ?? '' }
}
