const MASK = '•••'

/** A copy of a plain value in which no text holds the key: a server may echo what it was sent. */
export function scrub<T>(value: T, key: string | undefined): T {
  if (key === undefined) return value
  return walk(value, key) as T
}

function walk(value: unknown, key: string): unknown {
  if (typeof value === 'string') return value.includes(key) ? value.replaceAll(key, MASK) : value
  if (Array.isArray(value)) return value.map((one) => walk(one, key))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [walk(name, key), walk(one, key)]))
  }
  return value
}

/** Scrubs a text that comes in pieces, so that a key cut in two is not let through: what may become the key is held back. */
export class PieceScrubber {
  private held = ''

  constructor(private readonly key: string) {}

  /** What can be told now. */
  add(piece: string): string {
    const text = (this.held + piece).replaceAll(this.key, MASK)
    const keep = this.overlap(text)
    this.held = text.slice(text.length - keep)
    return text.slice(0, text.length - keep)
  }

  /** What was held back and did not become the key. */
  end(): string {
    const rest = this.held
    this.held = ''
    return rest
  }

  /** How much of the text's end is a beginning of the key. */
  private overlap(text: string): number {
    for (let length = Math.min(this.key.length - 1, text.length); length > 0; length -= 1) {
      if (text.endsWith(this.key.slice(0, length))) return length
    }
    return 0
  }
}
