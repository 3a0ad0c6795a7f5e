import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunked, rowsOf } from './chunked.fixture'
import { chooseRowList, findRowLists, nameOfList, type RowList } from './find-row-lists'

const listsIn = async (text: string, size?: number): Promise<Record<string, number>> =>
  Object.fromEntries((await findRowLists(chunked(text, size))).map(({ path, objects }) => [nameOfList(path), objects]))

/** The lists with objects in them, found by parsing the whole. */
function listsByParsing(value: unknown, path: string[] = []): RowList[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    const objects = value.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item)).length
    return objects > 0 && path.length > 0 ? [{ path, objects }] : []
  }
  return Object.entries(value).flatMap(([name, inner]) => listsByParsing(inner, [...path, name]))
}

// No backslash: of an object like one before it the V8 of Node 24.21 reads the name "\"" as "\\" (JSON.parse, alone).
const names = fc
  .oneof(fc.constantFrom('a', 'b.c', '"', 'é', ''), fc.string({ maxLength: 4 }))
  .map((name) => name.replaceAll('\\', '/'))
const row = fc.dictionary(
  names,
  fc.oneof(fc.string({ maxLength: 6 }), fc.nat(), fc.array(fc.dictionary(names, fc.nat()))),
  { maxKeys: 3 },
)
const { document } = fc.letrec<{ document: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ maxLength: 6 }),
    fc.array(fc.oneof(row, fc.nat(), fc.array(fc.nat())), { maxLength: 4 }),
    tie('document'),
  ),
  document: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}))
const written = fc.tuple(document, fc.constantFrom(undefined, 2))

describe('the lists of a JSON document', () => {
  it('are found at any depth by the names that lead to them, and what is inside other lists is not', async () => {
    const text = '{"version":3,"results":{"prompts":[{"p":1}],"stats":{"n":2},"results":[{"x":[{"y":1}]},{"x":1}]}}'
    expect(await listsIn(text)).toEqual({ 'results.prompts': 1, 'results.results': 2 })
  })

  it('are none where the document is itself a list, or holds lists of no objects', async () => {
    expect(await listsIn('[{"a":[{"b":1}]}]')).toEqual({})
    expect(await listsIn('{"tags":["a","b"],"n":[[{"a":1}]]}')).toEqual({})
  })

  it('are those that parsing the whole finds, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.integer({ min: 1, max: 30 }), async ([value, indent], size) => {
        const found = await findRowLists(chunked(JSON.stringify(value, null, indent), size))
        expect(found).toEqual(listsByParsing(value))
      }),
      { numRuns: 200 },
    )
  })

  it('can each be read by their names, item for item', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.integer({ min: 1, max: 30 }), async ([value, indent], size) => {
        const text = JSON.stringify(value, null, indent)
        for (const { path } of listsByParsing(value)) {
          const rows = await rowsOf(text, 'json', { size, rowsIn: path })
          const list = path.reduce<unknown>((inside, name) => (inside as Record<string, unknown>)[name], value)
          const wanted = (list as unknown[]).map((item) =>
            typeof item === 'object' && !Array.isArray(item) ? item : 'no row',
          )
          expect(rows.map((one) => ('values' in one ? one.values : 'no row'))).toEqual(wanted)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('are looked for in broken text without an end or an error', async () => {
    const messy = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\n', 'a', ' ') })
    await fc.assert(
      fc.asyncProperty(messy, async (text) => {
        for (const { objects } of await findRowLists(chunked(`{${text}`))) expect(objects).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the list that holds the rows', () => {
  const lists: RowList[] = [
    { path: ['about', 'models'], objects: 40 },
    { path: ['rows'], objects: 2 },
    { path: ['more'], objects: 3 },
  ]

  it('is the longest, unless one is named', () => {
    expect(chooseRowList(lists, undefined)).toEqual(['about', 'models'])
    expect(chooseRowList(lists, 'more')).toEqual(['more'])
    expect(chooseRowList([], undefined)).toBeUndefined()
  })

  it('is refused by the names of those that there are where the one that is named is not there', () => {
    expect(() => chooseRowList(lists, 'row')).toThrow('the file holds no list of rows at “row”')
    expect(() => chooseRowList(lists, 'row')).toThrow(
      expect.objectContaining({ hint: 'it has “about.models”, “rows”, “more”' }),
    )
  })
})
