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
