import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of the UTF-8 text, as 64 hex digits. */
export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)))
}

/** JSON with the keys of every object sorted by code unit and no white space: equal values give equal text (RFC 8785's order). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isPlainObject(part) ? sortKeys(part) : part))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sortKeys(object: Record<string, unknown>): Record<string, unknown> {
  // No prototype: a key named __proto__ stays a key.
  const sorted: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(object).sort()) sorted[key] = object[key]
  return sorted
}
