import { describe, expect, it } from 'vitest'
import type { Sandbox, SandboxVerdict } from '../../sandbox'
import { visitOf } from '../visit.fixture'
import { codeOf } from './tests'
import { verifier } from './verifier.kind'
import { runVerifier } from './verifier.run'

function leaves(answer: string, tests: unknown, verdict: SandboxVerdict | Promise<SandboxVerdict>) {
  const given: Parameters<Sandbox['runTests']>[] = []
  const sandbox: Sandbox = {
    runTests: (...args) => {
      given.push(args)
      return verdict
    },
  }
  const settings = { method: 'tests', deadlineMs: 500, undecided: 'fail' } as const
  const checks = tests === undefined ? null : { tests }
  return {
    out: runVerifier(visitOf(verifier, { settings, problem: { answer, checks }, ctx: { sandbox } }).visit),
    given,
  }
}

describe('by unit tests', () => {
  const passed = { passed: true, because: 'all 1 tests pass' }

  it('runs the code of the answer within the limits of the settings', () => {
    const tests = [{ call: 'f()', equals: 1 }]
    const { out, given } = leaves('```js\nlet f\n```', tests, passed)
    expect(out).toMatchObject({ leave: 'pass', why: 'all 1 tests pass' })
    expect(given).toEqual([['let f', tests, { deadlineMs: 500, memoryMb: 64 }]])
  })

  it('fails what fails, and waits for it', async () => {
    const { out } = leaves('let f', 'f()', Promise.resolve({ passed: false, because: 'a test fails' }))
    await expect(out).resolves.toMatchObject({ leave: 'fail', why: 'a test fails' })
  })

  it('takes tests as one text or several', () => {
    expect(leaves('let f', ['a', 'b'], passed).given[0]?.[1]).toBe('a\nb')
    expect(leaves('let f', 'a', passed).given[0]?.[1]).toBe('a')
  })

  it.each([
    ['no tests', undefined, 'the problem has no tests'],
    ['tests of another shape', [{ input: 1 }], 'neither code nor a list'],
    ['an empty list', [], 'neither code nor a list'],
  ])('decides nothing by %s', (_, tests, why) => {
    const { out, given } = leaves('let f', tests, passed)
    expect(out).toMatchObject({ leave: 'fail', why: expect.stringContaining(why) })
    expect(given).toEqual([])
  })

  it('decides nothing where the sandbox does not work', () => {
    const { out } = leaves('let f', 'f()', { passed: null, because: 'the sandbox did not start' })
    expect(out).toMatchObject({ why: 'undecided: the sandbox did not start' })
  })
})

describe('the code of an answer', () => {
  it.each([
    ['the whole answer', 'let a = 1', 'let a = 1'],
    [
      'its blocks of JavaScript',
      'Here:\n```js\nlet a\n```\nrun it:\n```sh\nnode a.js\n```\nand\n```\nlet b\n```',
      'let a\nlet b',
    ],
    ['blocks of another language where none is of JavaScript', 'Here:\n```ts\nlet a = 1\n```', 'let a = 1'],
    ['without a list of exports', 'let a, b\nexport { a, b as c };\nlet d', 'let a, b\n\nlet d'],
    ['without its exports', 'export function f() {}\nexport default class A {}', 'function f() {}\nclass A {}'],
  ])('is %s', (_, answer, code) => {
    expect(codeOf(answer)).toBe(code)
  })
})
