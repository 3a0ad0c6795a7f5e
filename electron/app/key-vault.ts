import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { type KeysFile, keysFileSchema } from '../../shared/keys-file'
import type { Keeping, KeptKey } from '../service/keys/key-ring'

/** Whatever can seal a text so that only this user of this system can open it again. */
export interface Sealer {
  /** False where there is nothing but a password that every copy of the program knows. */
  canSeal(): Promise<boolean>
  seal(text: string): Promise<Buffer>
  /** Rejects what it did not seal itself. */
  unseal(sealed: Buffer): Promise<string>
}

/**
 * The keys of connections, sealed by the system's own keychain in a file that only its owner can read. Where the system
 * has none but a fixed password (`basic_text`), nothing is written and keys live as long as the app.
 */
export class KeyVault {
  readonly #file: string
  readonly #sealer: Sealer
  readonly #held = new Map<string, KeptKey>()
  #opened: Promise<Keeping> | undefined

  constructor(file: string, sealer: Sealer) {
    this.#file = file
    this.#sealer = sealer
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
    if (!(await this.#sealer.canSeal())) return 'session'
    if (!existsSync(this.#file)) return 'lasting'
    for (const [name, { origin, key }] of Object.entries(readFile(this.#file))) {
      // One that cannot be unsealed, such as after a move to another machine, is asked for anew.
      const plain = await this.#sealer.unseal(Buffer.from(key, 'base64')).catch(() => undefined)
      if (plain !== undefined) this.#held.set(name, { name, origin, key: plain })
    }
    return 'lasting'
  }

  async #write(): Promise<void> {
    const sealed: KeysFile = {}
    for (const { name, origin, key } of this.#held.values()) {
      sealed[name] = { origin, key: (await this.#sealer.seal(key)).toString('base64') }
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
