import type { PricedCall } from './priced-call'

/** Beside the question's text: names, settings, and what quoting adds. */
const FRAME_BYTES = 2000

/** Splits calls, in their order, into as few batches as their provider's limits allow. */
export function partsOf<T extends { priced: PricedCall }>(
  calls: readonly T[],
  most: { requests: number; bytes: number },
): T[][] {
  const parts: T[][] = []
  let bytes = 0
  for (const call of calls) {
    const size = sizeOf(call.priced)
    const last = parts.at(-1)
    if (last === undefined || last.length >= most.requests || bytes + size > most.bytes) {
      parts.push([call])
      bytes = size
    } else {
      last.push(call)
      bytes += size
    }
  }
  return parts
}

/** At most: quoting a text for JSON doubles a quote or a line break, and makes six characters of a control character. */
function sizeOf({ call }: PricedCall): number {
  return (JSON.stringify(call.system).length + JSON.stringify(call.prompt).length) * 3 + FRAME_BYTES
}
