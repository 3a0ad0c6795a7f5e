import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { KeyVault, type Sealer } from './key-vault'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-vault-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inFolder = (name: string): string => join(folder, name)

/** A keychain of our own: turns bytes round, and refuses what another machine has sealed. */
function keychain(machine: number, isReal = true): Sealer {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  return {
    canSeal: () => Promise.resolve(isReal),
    seal: (text) => Promise.resolve(Buffer.concat([Buffer.from([machine]), turn(Buffer.from(text))])),
    unseal: (sealed) =>
      sealed[0] === machine
        ? Promise.resolve(turn(sealed.subarray(1)).toString())
        : Promise.reject(new Error('not mine')),
  }
}

const kept = { name: 'claude', origin: 'https://api.anthropic.com', key: 'sk-canary-vault-123456' }

describe('a vault of keys', () => {
  it('gives them back at the next start, sealed in a file that only its owner can read', async () => {
    const file = inFolder('lasting.json')
    await new KeyVault(file, keychain(1)).keep(kept)
    expect(readFileSync(file, 'utf8')).not.toContain('canary')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await new KeyVault(file, keychain(1)).open()).toEqual({ keeping: 'lasting', keys: [kept] })
  })

  it('forgets one for good', async () => {
    const file = inFolder('dropped.json')
    const vault = new KeyVault(file, keychain(1))
    await vault.keep(kept)
    await vault.keep({ ...kept, name: 'other' })
    await vault.drop('claude')
    expect((await new KeyVault(file, keychain(1)).open()).keys.map(({ name }) => name)).toEqual(['other'])
  })

  it('leaves out what it cannot unseal, such as after a move to another machine', async () => {
    const file = inFolder('moved.json')
    await new KeyVault(file, keychain(1)).keep(kept)
    expect(await new KeyVault(file, keychain(2)).open()).toEqual({ keeping: 'lasting', keys: [] })
  })

  it('begins anew where its file is broken', async () => {
    const file = inFolder('broken.json')
    writeFileSync(file, '{"claude": ')
    expect((await new KeyVault(file, keychain(1)).open()).keys).toEqual([])
  })

  it('writes nothing where the system has no keychain, and keeps them for the session', async () => {
    const file = inFolder('session.json')
    const vault = new KeyVault(file, keychain(1, false))
    await vault.keep(kept)
    expect(await vault.open()).toEqual({ keeping: 'session', keys: [kept] })
    expect(existsSync(file)).toBe(false)
  })

  it('has not kept what it could not write', async () => {
    const vault = new KeyVault(join(folder, 'no-such-folder', 'keys.json'), keychain(1))
    await expect(vault.keep(kept)).rejects.toThrow('could not be kept')
    expect((await vault.open()).keys).toEqual([])
  })
})
