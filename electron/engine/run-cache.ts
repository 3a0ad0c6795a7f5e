import type { CacheStorage } from '../../shared/nodes/kind'
import type { CacheWrite } from '../../shared/run-record'
import { type CacheEntry, CacheShelf } from './cache-shelf'
import { Flights } from './flights'

/** Answers that outlive a run. */
export interface LastingCache {
  find(namespace: string, key: string): CacheWrite | undefined
}

/**
 * What the cache nodes of one run see: the run's own writes first, whether they are stored yet or not, then the lasting
 * ones. Time to live is the reader's: an entry serves while it is younger.
 */
export class RunCache {
  /** By storage and namespace. */
  private readonly own: Record<CacheStorage, Map<string, CacheShelf>> = {
    memory: new Map(),
    sqlite: new Map(),
  }

  private readonly flights = new Flights()

  constructor(private readonly lasting: LastingCache) {}

  /**
   * After a miss: undefined where the problem at `ordinal` is now the one that finds the answer out, else a promise that resolves
   * when whoever does so has ended, for better or worse. `settle` must follow for every problem that has missed.
   */
  claim(storage: CacheStorage, namespace: string, key: string, ordinal: number): Promise<void> | undefined {
    return this.flights.claim(`${storage}\n${namespace}\n${key}`, ordinal)
  }

  /** The problem has left the graph and what it found out is remembered: whoever waits for it looks again. */
  settle(ordinal: number): void {
    this.flights.end(ordinal)
  }

  find(
    storage: CacheStorage,
    namespace: string,
    key: string,
    now: number,
    ttlMs: number | null,
  ): CacheEntry | undefined {
    const entry =
      this.shelfOf(storage, namespace).get(key) ??
      (storage === 'sqlite' ? this.lasting.find(namespace, key) : undefined)
    if (entry === undefined || (ttlMs !== null && now - entry.writtenAt >= ttlMs)) return undefined
    return entry
  }

  remember(write: CacheWrite): void {
    this.shelfOf(write.storage, write.namespace).set(write.key, write)
  }

  private shelfOf(storage: CacheStorage, namespace: string): CacheShelf {
    const shelves = this.own[storage]
    const known = shelves.get(namespace)
    if (known !== undefined) return known
    const shelf = new CacheShelf()
    shelves.set(namespace, shelf)
    return shelf
  }
}

/** Where a walk missed, and what it had spent by then. */
export type Missed = Pick<CacheWrite, 'storage' | 'namespace' | 'key'> & { spentUsd: number | null }

/** What the caches keep of a walk's answer: each what it took to find it out from there on. */
export function writesAfter(
  missed: readonly Missed[],
  { answer, confidence, score, writtenAt }: Pick<CacheWrite, 'answer' | 'confidence' | 'score' | 'writtenAt'>,
  spentUsd: number | null,
): CacheWrite[] {
  const writes: CacheWrite[] = []
  for (const { storage, namespace, key, spentUsd: before } of missed) {
    const usd = spentUsd === null || before === null ? null : spentUsd - before
    writes.push({ storage, namespace, key, answer, confidence, score, usd, writtenAt })
  }
  return writes
}
