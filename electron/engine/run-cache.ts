import type { CacheStorage } from '../../shared/nodes/kind'
import type { CacheWrite } from '../../shared/run-record'

/** Answers that outlive a run. */
export interface LastingCache {
  find(namespace: string, key: string): CacheWrite | undefined
}

/**
 * What the cache nodes of one run see: the run's own writes first, whether they are stored yet or not, then the lasting
 * ones. Time to live is the reader's: an entry serves while it is younger.
 */
export class RunCache {
  private readonly own = new Map<string, CacheWrite>()

  constructor(private readonly lasting: LastingCache) {}

  find(
    storage: CacheStorage,
    namespace: string,
    key: string,
    now: number,
    ttlMs: number | null,
  ): CacheWrite | undefined {
    const entry =
      this.own.get(place(storage, namespace, key)) ??
      (storage === 'sqlite' ? this.lasting.find(namespace, key) : undefined)
    if (entry === undefined || (ttlMs !== null && now - entry.writtenAt >= ttlMs)) return undefined
    return entry
  }

  remember(write: CacheWrite): void {
    this.own.set(place(write.storage, write.namespace, write.key), write)
  }
}

function place(storage: CacheStorage, namespace: string, key: string): string {
  return `${storage}\n${namespace}\n${key}`
}
