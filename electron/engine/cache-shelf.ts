import type { CacheWrite } from '../../shared/run-record'

/** What a cache gives back. */
export type CacheEntry = Omit<CacheWrite, 'storage' | 'namespace' | 'key'>

/** Numbers of an entry: confidence, score, dollars, time written. */
const NUMBERS = 4
/** Entries to a block: blocks are added and never copied, so that nothing is left over for the collector. */
const BLOCK = 1 << 14

/**
 * The entries of one namespace. A run over a million problems may keep a million of them: as objects they would take twice the
 * memory, and the collector would go through all of them again and again.
 */
export class CacheShelf {
  private readonly places = new Map<string, number>()
  private readonly answers: string[] = []
  /** NaN where unknown. */
  private readonly blocks: Float64Array[] = []

  get(key: string): CacheEntry | undefined {
    const place = this.places.get(key)
    if (place === undefined) return undefined
    const block = this.blockOf(place)
    const at = (place % BLOCK) * NUMBERS
    return {
      answer: this.answers[place] ?? '',
      confidence: known(block[at]),
      score: known(block[at + 1]),
      usd: known(block[at + 2]),
      writtenAt: block[at + 3] ?? 0,
    }
  }

  /** The newest entry of a key stands. */
  set(key: string, { answer, confidence, score, usd, writtenAt }: CacheEntry): void {
    let place = this.places.get(key)
    if (place === undefined) {
      place = this.answers.length
      this.places.set(key, place)
    }
    this.answers[place] = answer
    const block = this.blockOf(place)
    const at = (place % BLOCK) * NUMBERS
    block[at] = confidence ?? Number.NaN
    block[at + 1] = score ?? Number.NaN
    block[at + 2] = usd ?? Number.NaN
    block[at + 3] = writtenAt
  }

  private blockOf(place: number): Float64Array {
    const number = Math.floor(place / BLOCK)
    const present = this.blocks[number]
    if (present !== undefined) return present
    const block = new Float64Array(BLOCK * NUMBERS)
    this.blocks[number] = block
    return block
  }
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
