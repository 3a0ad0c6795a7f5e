import { describe, expect, it } from 'vitest'
import type { Store } from './store'
import { addRun, temporaryStore } from './store.fixture'
import { pauseMs, spanMs } from './versions'

/** A store with one design, and how to save a state of it at a moment after its creation. */
function designed() {
  const store = temporaryStore()
  const { savedAt } = store.designs.create({ id: 'd', name: 'D', hash: 'h0', body: '0' })
  const save = (hash: string, afterMs: number) =>
    store.designs.save({
      id: 'd',
      name: 'D',
      hash,
      body: hash,
      baseHash: store.designs.get('d').hash,
      at: savedAt + afterMs,
    })
  return { store, save, minute: 60_000 }
}

const hashes = (store: Store) => store.designs.versions.list('d').map(({ hash }) => hash)

describe('edits of a design', () => {
  it('in quick succession are one version, and what lay between them is forgotten', () => {
    const { store, save } = designed()
    save('h1', 1000)
    save('h2', 2000)
    expect(save('h3', 3000)).toMatchObject({ versions: 2, hash: 'h3' })
    expect(hashes(store)).toEqual(['h3', 'h0'])
    expect(() => store.designs.graphOf('h1')).toThrow('is not in the database')
    expect(store.designs.graphOf('h3')).toBe('h3')
  })

  it('after a pause are a new version', () => {
    const { store, save } = designed()
    save('h1', 0)
    save('h2', pauseMs + 1)
    expect(hashes(store)).toEqual(['h2', 'h1', 'h0'])
  })

  it('without a pause begin a new version when the last has grown long', () => {
    const { store, save } = designed()
    for (let at = 0; at <= spanMs + pauseMs; at += pauseMs / 2) save(`at${at}`, at)
    expect(hashes(store)).toHaveLength(3)
  })

  it('never change a version that was run', () => {
    const { store, save } = designed()
    save('h1', 1000)
    addRun(store, { designId: 'd', graphHash: 'h1' })
    save('h2', 2000)
    expect(hashes(store)).toEqual(['h2', 'h1', 'h0'])
  })

  it('never change a version that has a label', () => {
    const { store, save } = designed()
    save('h1', 1000)
    store.designs.versions.label('d', 2, 'good')
    save('h2', 2000)
    expect(hashes(store)).toEqual(['h2', 'h1', 'h0'])
  })

  it('that are all undone leave no version', () => {
    const { store, save } = designed()
    save('h1', 1000)
    expect(save('h0', 2000)).toMatchObject({ versions: 1, hash: 'h0' })
    expect(hashes(store)).toEqual(['h0'])
  })

  it('keep a body that another design still has', () => {
    const { store, save } = designed()
    save('h1', 1000)
    store.designs.create({ id: 'e', name: 'E', hash: 'h1', body: 'h1' })
    save('h2', 2000)
    expect(store.designs.graphOf('h1')).toBe('h1')
  })
})

describe('a version brought back', () => {
  it('is a new version, so that nothing after it is lost', () => {
    const { store, save } = designed()
    save('h1', 1000)
    expect(store.designs.restoreVersion('d', 1, 'D')).toMatchObject({ hash: 'h0', versions: 3 })
    expect(hashes(store)).toEqual(['h0', 'h1', 'h0'])
    expect(store.designs.versions.list('d')[0]).toMatchObject({ origin: 'restored', label: 'version 1 again' })
  })

  it('that is the present one already changes nothing', () => {
    const { store } = designed()
    expect(store.designs.restoreVersion('d', 1, 'D')).toMatchObject({ versions: 1 })
  })

  it('that is not there is refused', () => {
    const { store } = designed()
    expect(() => store.designs.restoreVersion('d', 9, 'D')).toThrow('no version 9')
  })
})

it('a design that is put away keeps everything and comes back', () => {
  const { store } = designed()
  store.designs.setTags('d', ['maths', 'cheap'])
  expect(store.designs.archive('d', true)).toMatchObject({ archived: true, tags: ['maths', 'cheap'], versions: 1 })
  expect(store.designs.archive('d', false).archived).toBe(false)
})
