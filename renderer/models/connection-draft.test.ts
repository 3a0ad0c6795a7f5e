import { describe, expect, it } from 'vitest'
import { presets } from '../../shared/connection-presets'
import { draftFrom, movesAway, readDraft } from './connection-draft'

describe('a connection that is typed', () => {
  it.each(presets.map((preset) => [preset.label, preset] as const))(
    'as the preset %s is right as it is',
    (_, preset) => {
      const read = readDraft(draftFrom(preset, []), [])
      expect(read).toMatchObject({ name: preset.name, kind: preset.kind, baseUrl: preset.baseUrl })
    },
  )

  it('of a preset that is there already gets a name of its own', () => {
    const [anthropic] = presets
    if (anthropic === undefined) throw new Error('no preset')
    expect(draftFrom(anthropic, ['anthropic', 'anthropic-2']).name).toBe('anthropic-3')
  })

  it('says what is wrong by field', () => {
    const [anthropic] = presets
    if (anthropic === undefined) throw new Error('no preset')
    const draft = {
      ...draftFrom(anthropic, []),
      name: 'My one',
      baseUrl: 'host',
      limits: { concurrency: '0', requestsPerMinute: '', tokensPerMinute: '9' },
    }
    const read = readDraft(draft, [])
    expect('trouble' in read && Object.keys(read.trouble)).toEqual(['name', 'baseUrl', 'concurrency'])
  })

  it('loses its key to another host, port or scheme, and to no other path', () => {
    expect(movesAway('https://a.example/v1', 'https://a.example/v2')).toBe(false)
    for (const other of ['https://b.example/v1', 'https://a.example:444/v1', 'http://a.example/v1'])
      expect(movesAway('https://a.example/v1', other)).toBe(true)
  })
})
