import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { keyRing, lastFour } from './key-ring'
import { isKeyVariable, outsideKeys } from './outside-keys'
import { PieceScrubber, scrub } from './scrub'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const own = 'https://api.anthropic.com'
const other = 'https://elsewhere.example'
const wanted = (name: string, origin: string, keyOrigin: string | null = origin) => ({ name, origin, keyOrigin })

function keysFile(name: string, text: string, mode = 0o600): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

describe('a key that was given', () => {
  it('is found for its own origin and for no other', async () => {
    const ring = keyRing({ keeping: 'session' })
    await ring.put({ name: 'a', origin: own, key: 'sk-canary-000001' })
    expect(ring.find(wanted('a', own))?.key).toBe('sk-canary-000001')
    expect(ring.find(wanted('a', other))).toBeUndefined()
    expect(ring.find(wanted('b', own))).toBeUndefined()
  })

  it('is gone when it is dropped', async () => {
    const ring = keyRing({ keeping: 'lasting', kept: [{ name: 'a', origin: own, key: 'k' }] })
    await ring.drop('a')
    expect(ring.find(wanted('a', own))).toBeUndefined()
  })

  it.each(['', 'two words', 'line\nbreak', 'schlüssel'])('is refused where it cannot be one: %j', async (key) => {
    await expect(keyRing({ keeping: 'session' }).put({ name: 'a', origin: own, key })).rejects.toThrow('not a key')
  })

  it('is not taken where it could not be kept', async () => {
    const keeper = { keep: () => Promise.reject(new Error('full')), drop: () => Promise.resolve() }
    const ring = keyRing({ keeping: 'lasting', keeper })
    await expect(ring.put({ name: 'a', origin: own, key: 'k' })).rejects.toThrow('full')
    expect(ring.find(wanted('a', own))).toBeUndefined()
  })

  it('shows its last four characters, and a short one nothing', () => {
    expect(lastFour('sk-canary-00wxyz')).toBe('wxyz')
    expect(lastFour('short')).toBeNull()
  })
})

describe('a key from the environment', () => {
  const none = join(folder, 'none.json')

  it('of its own name holds for the address with which the connection was made', () => {
    const keys = outsideKeys(none, { SWITCHYARD_KEY_MY_SERVER: ' k1 ' })
    expect(keys.find(wanted('my-server', other))).toEqual({ key: 'k1', from: 'SWITCHYARD_KEY_MY_SERVER' })
    expect(keys.find(wanted('my-server', other, own))).toBeUndefined()
    expect(keys.find(wanted('my-server', other, null))).toBeUndefined()
  })

  it("of a provider's own name goes to the provider's own origin alone", () => {
    const keys = outsideKeys(none, { ANTHROPIC_API_KEY: 'k2', OPENAI_API_KEY: 'k3' })
    expect(keys.find(wanted('a', own))?.key).toBe('k2')
    expect(keys.find(wanted('a', 'https://api.openai.com'))?.key).toBe('k3')
    for (const origin of [
      other,
      'http://api.anthropic.com',
      'https://api.anthropic.com:8443',
      'https://api.anthropic.com.evil.example',
    ])
      expect(keys.find(wanted('a', origin))).toBeUndefined()
  })

  it('is known by its name, so that no child inherits it', () => {
    expect(['SWITCHYARD_KEY_X', 'ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'PATH'].map(isKeyVariable)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

describe('a file of keys', () => {
  const good = JSON.stringify({ a: { origin: own, key: 'k4' } })

  it('that only its owner can read gives the key of its origin', () => {
    const keys = outsideKeys(keysFile('good.json', good), {})
    expect(keys.find(wanted('a', own))?.key).toBe('k4')
    expect(keys.find(wanted('a', other))).toBeUndefined()
  })

  it.skipIf(process.platform === 'win32')('that others can read is refused, with the remedy', () => {
    const keys = outsideKeys(keysFile('open.json', good, 0o640), {})
    expect(() => keys.find(wanted('a', own))).toThrow('can be read by others')
  })

  it('that is broken is refused without a word of what it holds', () => {
    for (const text of ['{"a": sk-canary', '{"a": {"key": "sk-canary"}}']) {
      const keys = outsideKeys(keysFile('broken.json', text), {})
      expect(() => keys.find(wanted('a', own))).toThrow(/^(?!.*canary).*cannot be read/)
    }
  })
})

describe('scrubbing', () => {
  const key = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom('a', 'b', '-') })

  it('leaves no text of a value with the key in it, and changes nothing else', () => {
    const value = { deep: [{ text: 'Bearer sk-canary-1!' }], 'sk-canary-1': 3, none: null, flag: true }
    expect(scrub(value, 'sk-canary-1')).toEqual({ deep: [{ text: 'Bearer •••!' }], '•••': 3, none: null, flag: true })
    expect(scrub(value, undefined)).toBe(value)
  })

  it('of a stream lets no key through, however it is cut, and loses nothing else', () => {
    fc.assert(
      fc.property(
        key,
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '-', 'x') })),
        fc.nat(),
        (secret, parts, at) => {
          const pieces = [...parts]
          const place = at % (pieces.length + 1)
          pieces.splice(place, 0, secret.slice(0, 3), secret.slice(3))
          const scrubber = new PieceScrubber(secret)
          const told = pieces.map((piece) => scrubber.add(piece)).join('') + scrubber.end()
          expect(told).not.toContain(secret)
          expect(told).toBe(pieces.join('').replaceAll(secret, '•••'))
        },
      ),
    )
  })
})
