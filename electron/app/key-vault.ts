import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { safeStorage } from 'electron'
import { type KeysFile, keysFileSchema } from '../../shared/connection-settings'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Keeping, KeptKey } from '../service/keys/key-ring'

/** What newer runtimes have beside the calls that block while the system asks its user. */
interface AsyncStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>
}

/**
 * The keys of connections, sealed by the system's own keychain in a file that only its owner can read. Where the system
 * has none but a fixed password (`basic_text`), nothing is written and keys live as long as the app.
 */
export class KeyVault {
  readonly #file: string
  readonly #held = new Map<string, KeptKey>()
  #opened: Promise<Keeping> | undefined

  constructor(file: string) {
    this.#file = file
  }

  /** All keys, and how long one that is given now stays. The keychain is not asked where there is nothing to unseal. */
  async open(): Promise<{ keeping: Keeping; keys: KeptKey[] }> {
    this.#opened ??= this.#read()
    const keeping = await this.#opened
    return { keeping, keys: [...this.#held.values()] }
  }

  async keep(kept: KeptKey): Promise<void> {
    const { keeping } = await this.open()
    const before = this.#held.get(kept.name)
    this.#held.set(kept.name, kept)
    try {
      if (keeping === 'lasting') await this.#write()
    } catch (error) {
      if (before === undefined) this.#held.delete(kept.name)
      else this.#held.set(kept.name, before)
      throw error
    }
  }

  async drop(name: string): Promise<void> {
    const { keeping } = await this.open()
    if (this.#held.delete(name) && keeping === 'lasting') await this.#write()
  }

  async #read(): Promise<Keeping> {
    if (!(await canSeal())) return 'session'
    if (!existsSync(this.#file)) return 'lasting'
    for (const [name, { origin, key }] of Object.entries(readFile(this.#file))) {
      // One that cannot be unsealed, such as after a move to another machine, is asked for anew.
      const plain = await unseal(Buffer.from(key, 'base64')).catch(() => undefined)
      if (plain !== undefined) this.#held.set(name, { name, origin, key: plain })
    }
    return 'lasting'
  }

  async #write(): Promise<void> {
    const sealed: KeysFile = {}
    for (const { name, origin, key } of this.#held.values()) {
      sealed[name] = { origin, key: (await seal(key)).toString('base64') }
    }
    const next = `${this.#file}.new`
    try {
      writeFileSync(next, JSON.stringify(sealed), { mode: 0o600 })
      renameSync(next, this.#file)
    } catch (cause) {
      throw new SwitchyardError('KEY_UNSAFE', `the key could not be kept: ${lineOf(cause)}`, {
        hint: 'make room in the data folder and give it again',
        cause,
      })
    }
  }
}

function readFile(file: string): KeysFile {
  try {
    return keysFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

async function canSeal(): Promise<boolean> {
  const later = asyncStorage()
  const isThere = later === undefined ? safeStorage.isEncryptionAvailable() : await later.isAsyncEncryptionAvailable()
  if (!isThere) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

async function seal(key: string): Promise<Buffer> {
  return (await asyncStorage()?.encryptStringAsync(key)) ?? safeStorage.encryptString(key)
}

async function unseal(sealed: Buffer): Promise<string> {
  return (await asyncStorage()?.decryptStringAsync(sealed))?.result ?? safeStorage.decryptString(sealed)
}

/** The older runtime that the same build must run on has only the calls that block. */
function asyncStorage(): AsyncStorage | undefined {
  const storage: Partial<AsyncStorage> = safeStorage
  return typeof storage.encryptStringAsync === 'function' ? safeStorage : undefined
}
