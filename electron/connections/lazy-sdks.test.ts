import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const sources = readdirSync(folder).filter((name) => /(?<!\.test)\.ts$/.test(name))
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('the providers’ SDKs', () => {
  it('are loaded at a first live call and not before: nothing imports more of them than types', () => {
    const early = sources.flatMap((name) =>
      [...textOf(name).matchAll(/^import (?!type\b).*from '(@anthropic-ai\/sdk|openai)[/']/gm)].map(() => name),
    )
    expect(early).toEqual([])
  })

  it('are loaded by those who call them', () => {
    const late = sources.filter((name) => /import\('(@anthropic-ai\/sdk|openai)'\)/.test(textOf(name)))
    expect(late).toEqual(expect.arrayContaining(['anthropic-wire.ts', 'openai-client.ts']))
  })
})
