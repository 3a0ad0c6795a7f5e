import { SwitchyardError } from '../../../shared/errors'

/** A key and the one origin (scheme, host, port) that it may be sent to. */
export interface KeptKey {
  name: string
  origin: string
  key: string
}

/** Where keys that a person gave are kept, outside this process. */
export interface KeyKeeper {
  keep(kept: KeptKey): Promise<void>
  drop(name: string): Promise<void>
}

/** Keys that were given outside the program. Throws where they are kept so that others can read them. */
export interface OutsideKeys {
  find(wanted: WantedKey): FoundKey | undefined
}

export interface WantedKey {
  name: string
  /** Where it would be sent. */
  origin: string
  /** The origin for which the connection may have a key; null once another address was set. */
  keyOrigin: string | null
}

export interface FoundKey {
  key: string
  /** Where it came from, in words: `the keychain`, `SWITCHYARD_KEY_OPENAI`. */
  from: string
}

/** How long a key that is given now stays. */
export type Keeping = 'lasting' | 'session'

export interface KeyRing {
  readonly keeping: Keeping
  find(wanted: WantedKey): FoundKey | undefined
  put(kept: KeptKey): Promise<void>
  drop(name: string): Promise<void>
}

interface RingOptions {
  keeping: Keeping
  /** Already kept, from an earlier start. */
  kept?: readonly KeptKey[]
  keeper?: KeyKeeper
  outside?: OutsideKeys
}

/** The keys of this process. Nothing here is written, printed or sent to a window; what needs a key asks for it at each call. */
export function keyRing({ keeping, kept = [], keeper, outside }: RingOptions): KeyRing {
  const held = new Map(kept.map((one) => [one.name, one]))
  return {
    keeping,
    find(wanted) {
      const own = held.get(wanted.name)
      if (own !== undefined && own.origin === wanted.origin)
        return { key: own.key, from: keeping === 'lasting' ? 'the keychain' : 'this session' }
      return outside?.find(wanted)
    },
    async put(given) {
      checkKey(given.key)
      await keeper?.keep(given)
      held.set(given.name, given)
    },
    async drop(name) {
      held.delete(name)
      await keeper?.drop(name)
    },
  }
}

/** A key goes into a header: one word of printable ASCII. The message never holds it. */
function checkKey(key: string): void {
  if (/^[!-~]{1,4000}$/.test(key)) return
  throw new SwitchyardError('KEY_UNSAFE', 'this is not a key: it has spaces, line breaks or letters that no key has', {
    hint: 'copy it again from the provider',
  })
}

/** What may be shown of a key; of a short one nothing. */
export function lastFour(key: string): string | null {
  return key.length < 12 ? null : key.slice(-4)
}
