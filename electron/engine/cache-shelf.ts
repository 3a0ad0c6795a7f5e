import type { CacheWrite } from '../../shared/run-record'

/** What a cache gives back. */
export type CacheEntry = Omit<CacheWrite, 'storage' | 'namespace' | 'key'>

/** Numbers of an entry: confidence, score, dollars, time written. */
const NUMBERS = 4

/**
 * The entries of one namespace. A run over a million problems may keep a million of them: as objects they would take twice the
 * memory, and the collector would go through all of them again and again.
 */
export class CacheShelf {
  private readonly places = new Map<string, number>()
  private readonly answers: string[] = []
  /** NaN where unknown. */
  private numbers = new Float64Array(16 * NUMBERS)

  get(key: string): CacheEntry | undefined {
    const place = this.places.get(key)
    if (place === undefined) return undefined
    const at = place * NUMBERS
    return {
      answer: this.answers[place] ?? '',
      confidence: this.known(at),
      score: this.known(at + 1),
      usd: this.known(at + 2),
      writtenAt: this.numbers[at + 3] ?? 0,
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
    if ((place + 1) * NUMBERS > this.numbers.length) this.grow()
    const at = place * NUMBERS
    this.numbers[at] = confidence ?? Number.NaN
    this.numbers[at + 1] = score ?? Number.NaN
    this.numbers[at + 2] = usd ?? Number.NaN
    this.numbers[at + 3] = writtenAt
  }

  private grow(): void {
    const larger = new Float64Array(this.numbers.length * 2)
    larger.set(this.numbers)
    this.numbers = larger
  }

  private known(at: number): number | null {
    const value = this.numbers[at] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
}
