import { safeStorage } from 'electron'
import type { Sealer } from './key-vault'

/** What newer runtimes have beside the calls that block while the system asks its user. */
interface AsyncStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>
}

/** The keychain of this system. */
export const systemSealer: Sealer = { canSeal, seal, unseal }

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
