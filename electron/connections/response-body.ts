import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Trace } from './transport'
import { faultOf, TransportError } from './transport-fault'
import type { Watch } from './watch'

interface BodyLimits {
  maxBytes: number
  host: string
  trace: Trace
  watch: Watch
  /** The body is an error's text: what is beyond its first part is left away. */
  wrong: boolean
  /** The text goes into the trace as well. */
  kept: boolean
}

const ERROR_TEXT_BYTES = 64 * 1024
const KEPT_BYTES = 4 * 1024 * 1024
const NEWLINE = 10

/** A reply's body, unpacked, no longer than allowed, and watched for silence: a byte now and then is not a sign of life, a line is. */
export function bodyOf(message: IncomingMessage, limits: BodyLimits): ReadableStream<Uint8Array> {
  const { host, trace, watch, wrong, kept } = limits
  if (wrong) watch.hurry()
  const source = unpacked(message)
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const most = wrong ? ERROR_TEXT_BYTES : Math.min(limits.maxBytes, kept ? KEPT_BYTES : Number.POSITIVE_INFINITY)
  const decoder = new TextDecoder()
  let got = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await pieces.next()
        if (next.done === true) {
          controller.close()
          return
        }
        got += next.value.length
        if (got > most) {
          message.destroy()
          if (wrong) controller.close()
          else
            throw new TransportError({ kind: 'too-long', message: `“${host}” sent more than ${mebibytes(most)} MiB` })
          return
        }
        if (kept) trace.text += decoder.decode(next.value, { stream: true })
        if (!wrong && next.value.includes(NEWLINE)) watch.heard()
        controller.enqueue(next.value)
      } catch (error) {
        trace.fault ??= watch.fault ?? faultOf(error, host, true)
        if (wrong) controller.close()
        else controller.error(new TransportError(trace.fault))
      }
    },
    cancel() {
      message.destroy()
    },
  })
}

/** Some servers compress what was asked for plain. */
function unpacked(message: IncomingMessage): Readable {
  const unpack = unpackerOf(message.headers['content-encoding'])
  if (unpack === undefined) return message
  // The error reaches whoever reads the unpacked side; the pipeline only ties their ends together.
  return pipeline(message, unpack, () => undefined)
}

function unpackerOf(encoding: string | undefined): Transform | undefined {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return undefined
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
