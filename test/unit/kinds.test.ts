import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FieldMeta } from '../../shared/nodes/kind'
import { type AnyKind, portsOf } from '../../shared/nodes/kind'
import { findKind, kinds } from '../../shared/nodes/kinds'
import { runs } from '../../shared/nodes/runs'

const folder = resolve(import.meta.dirname, '../../shared/nodes')
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const isComment = (id: string) => findKind(id)?.comment === true

describe('a node kind is one folder', () => {
  it.each(folders)('%s has its kind, its run unless it is a comment, its tests and its help', (name) => {
    const files = readdirSync(join(folder, name))
    const ends = isComment(name) ? ['kind.ts', 'test.ts'] : ['kind.ts', 'run.ts', 'test.ts']
    expect(files).toEqual(expect.arrayContaining(ends.map((end) => `${name}.${end}`)))
    expect(files.includes(`${name}.run.ts`)).toBe(!isComment(name))
    expect(readFileSync(join(folder, name, `${name}.md`), 'utf8')).toMatch(/^# .+\n\n.{100,}/s)
  })

  it('and each folder is in the registries', () => {
    expect(Object.keys(kinds).sort()).toEqual([...folders].sort())
    expect(Object.keys(runs).sort()).toEqual(folders.filter((name) => !isComment(name)).sort())
  })
})

describe.each(Object.entries(kinds) as [string, AnyKind][])('%s', (id, kind) => {
  const settings: unknown = kind.settings.parse({})

  it('is registered under its own id', () => {
    expect(kind.id).toBe(id)
  })

  it('works with nothing set: every setting has a default', () => {
    expect(kind.settings.safeParse({}).success).toBe(true)
    expect(kind.summary(settings)).not.toBe('')
  })

  it('tells the inspector about each of its settings', () => {
    const { properties = {} } = z.toJSONSchema(kind.settings) as { properties?: Record<string, Partial<FieldMeta>> }
    for (const [field, meta] of Object.entries(properties)) expect(meta.title, field).toBeTruthy()
  })

  it('names only ports that it has', () => {
    const ports = portsOf(kind, settings)
    expect(new Set(ports).size).toBe(ports.length)
    for (const port of kind.optional?.(settings) ?? []) expect(ports).toContain(port)
    if (kind.bounded !== undefined) expect(ports).toContain(kind.bounded(settings).port)
    if (kind.escalates !== undefined) expect(ports).toContain(kind.escalates)
    if (kind.passThrough !== undefined) expect(ports).toContain(kind.passThrough(settings))
    if (kind.comment === true) expect(ports).toEqual([])
  })
})
