/** What a server's error says of itself, whichever way it is wrapped. */
export interface ApiError {
  status: number | null
  /** Its codes and types, in lower case. */
  marks: readonly string[]
  /** Its text, as the server wrote it. */
  words: string
  /** Why a gateway's moderation refused the input. */
  moderated: boolean
}

/** Reads the body of an error, already parsed or still text: `{error: {…}}`, `{error: "…"}`, `{message}`, `{detail}` or plain. */
export function readApiError(status: number | null, body: unknown): ApiError {
  const outer = record(typeof body === 'string' ? parsed(body) : body)
  const inner = record(outer?.error) ?? outer
  const metadata = record(inner?.metadata)
  const marks = [inner?.type, inner?.code, outer?.type, outer?.code, metadata?.error_type]
  return {
    status: status ?? statusIn(inner?.code) ?? statusIn(inner?.status),
    marks: marks.filter((mark) => typeof mark === 'string').map((mark) => mark.toLowerCase()),
    words: wordsIn(outer, inner) ?? (typeof body === 'string' ? withoutTags(body) : ''),
    moderated: Array.isArray(metadata?.reasons),
  }
}

function wordsIn(outer: Fields | undefined, inner: Fields | undefined): string | undefined {
  const candidates = [inner?.message, outer?.error, outer?.message, outer?.detail, record(outer?.detail)?.message]
  return candidates.find((one) => typeof one === 'string')
}

type Fields = Readonly<Record<string, unknown>>

export function record(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function statusIn(code: unknown): number | null {
  return typeof code === 'number' && Number.isInteger(code) && code >= 400 && code <= 599 ? code : null
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The words of an error page. */
function withoutTags(text: string): string {
  return text
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
