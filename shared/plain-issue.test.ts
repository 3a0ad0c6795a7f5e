import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { kinds } from './nodes/kinds'
import { namePlace, plainIssue } from './plain-issue'

function troubleOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: plainIssue }).error?.issues[0]?.message
}

it.each<[string, z.ZodType, unknown, string]>([
  ['a number above its range', z.number().min(0).max(1), 1.5, 'is 1.5, expected a number from 0 to 1'],
  ['a number below it', z.number().min(0).max(1), -2, 'is -2, expected a number from 0 to 1'],
  ['a fraction for a count', z.int().min(0).max(20), 1.5, 'is 1.5, expected a whole number from 0 to 20'],
  ['a bound on one side', z.number().min(3), 1, 'is 1, expected a number of 3 or more'],
  ['a number that must be positive', z.number().positive(), 0, 'is 0, expected a number above 0'],
  ['a number without limits', z.number(), 'x', 'is “x”, expected a number'],
  ['text for a ranged number', z.number().min(0).max(1), '0.5', 'is “0.5”, expected a number from 0 to 1'],
  ['a number for text', z.string(), 7, 'is 7, expected text'],
  ['nothing at all', z.object({ a: z.string() }), {}, 'is missing'],
  ['an empty name', z.string().min(1), '', 'is empty'],
  ['a text that is too long', z.string().max(3), 'four', 'is longer than 3 characters'],
  ['too few items', z.array(z.string()).min(2), ['a'], 'has 1, needs at least 2 items'],
  ['too many items', z.array(z.string()).max(1), ['a', 'b'], 'has 2, may have 1 item at most'],
  ['no choice of the list', z.enum(['pass', 'fail']), 'maybe', 'is “maybe”, expected one of pass, fail'],
  ['another constant', z.literal(1), 2, 'is 2, expected “1”'],
  ['an unknown member', z.strictObject({}), { b: 1 }, 'has a member that is not known here: b'],
  ['a list for an object', z.object({}), [], 'is a list, expected an object in { }'],
])('says of %s what it is and what is expected', (_, schema, value, message) => {
  expect(troubleOf(schema, value)).toBe(message)
})

it('leaves the message that a schema states itself', () => {
  expect(troubleOf(z.string().regex(/^a/, 'is no role name'), 'b')).toBe('is no role name')
})

it('names a place by the titles of the settings', () => {
  expect(namePlace(kinds.escalation.settings, ['byCategory', 1, 'threshold'])).toBe(
    'By category, item 2, Confidence needed',
  )
  expect(namePlace(kinds.escalation.settings, ['unheard-of'])).toBe('unheard-of')
})

it('the words of the schema library never reach a reader, whatever a setting holds', () => {
  const cases = Object.values(kinds).flatMap(({ settings }) =>
    Object.keys(settings.shape).map((field) => ({ settings, field })),
  )
  const theirs = /Invalid|Too (small|big)|Unrecognized|received|>=|<=|NaN/
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.jsonValue(), ({ settings, field }, value) => {
      const issues = settings.safeParse({ [field]: value }, { error: plainIssue }).error?.issues ?? []
      for (const { message } of issues) expect(message.replace(/“.*?”/gs, '')).not.toMatch(theirs)
    }),
    { numRuns: 500 },
  )
})
