import { expect, test } from 'vitest'
import type { DesignSummary } from '../../shared/designs-contract'
import { filterDesigns, tagsOf } from './filter-designs'

const design = (name: string, tags: string[] = []): DesignSummary => ({
  id: name,
  name,
  hash: 'h',
  versions: 1,
  savedAt: 0,
  archived: false,
  tags,
  lastRun: null,
})
const designs = [design('Élan cascade', ['maths', 'cheap']), design('Full hybrid', ['maths']), design('Plain')]
const found = (search: string, ...tags: string[]) =>
  filterDesigns(designs, { search, tags: new Set(tags) }).map(({ name }) => name)

test('every word of a search must be found, in the name or a tag, without regard to case or accents', () => {
  expect(found('elan')).toEqual(['Élan cascade'])
  expect(found('MATHS hyb')).toEqual(['Full hybrid'])
  expect(found('  ')).toHaveLength(3)
  expect(found('elan hybrid')).toEqual([])
})

test('chosen tags must all be there', () => {
  expect(found('', 'maths')).toHaveLength(2)
  expect(found('', 'maths', 'cheap')).toEqual(['Élan cascade'])
})

test('each tag is offered once', () => {
  expect(tagsOf(designs)).toEqual(['cheap', 'maths'])
})
