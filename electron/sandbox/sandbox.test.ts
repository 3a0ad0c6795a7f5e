import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { SandboxTests } from '../../shared/sandbox'
import { threadSandbox } from './sandbox'

const sandbox = threadSandbox()
afterAll(() => sandbox.close())

const limits = { deadlineMs: 1000, memoryMb: 32 }
const run = (code: string, tests: SandboxTests, rest: Partial<typeof limits> = {}) =>
  Promise.resolve(sandbox.runTests(code, tests, { ...limits, ...rest }))

const add = 'function add(a, b) { return a + b }'

describe('code in the sandbox', () => {
  it.each<[string, string, SandboxTests, boolean]>([
    ['right by calls', add, [{ call: 'add(1, 2)', equals: 3 }], true],
    ['wrong by a call', add, [{ call: 'add(1, 2)', equals: 4 }], false],
    ['right by code', add, 'if (add(1, 2) !== 3) throw new Error("no")', true],
    ['wrong by code that throws', add, 'throw new Error(add(1, 2))', false],
    ['wrong by code that gives false', add, 'add(1, 2) === 4', false],
    ['right by code that gives true', add, 'add(1, 2) === 3', true],
    ['wrong by code that returns false', add, 'if (add(1, 1) !== 3) return false', false],
    [
      'right by a structure',
      'const f = () => ({ b: [1, null], a: "x" })',
      [{ call: 'f()', equals: { a: 'x', b: [1, null] } }],
      true,
    ],
    ['wrong by a structure', 'const f = () => [1, 2]', [{ call: 'f()', equals: [2, 1] }], false],
    ['right by a promise', 'const f = async () => 5', [{ call: 'f()', equals: 5 }], true],
    ['wrong by a promise that fails', 'const f = async () => { throw 1 }', [{ call: 'f()', equals: 5 }], false],
    [
      'wrong by a promise that waits for ever',
      'const f = () => new Promise(() => {})',
      [{ call: 'f()', equals: 5 }],
      false,
    ],
    ['right to a decimal’s rounding', add, [{ call: 'add(0.1, 0.2)', equals: 0.3 }], true],
    ['wrong by nothing', 'const f = () => {}', [{ call: 'f()', equals: null }], false],
    ['not even code', 'The answer is 5.', [{ call: '1', equals: 1 }], false],
    ['right as a module', 'module.exports = { f: () => 1 }', [{ call: 'module.exports.f()', equals: 1 }], true],
  ])('%s', async (_, code, tests, passed) => {
    expect(await run(code, tests)).toMatchObject({ passed })
  })

  it('says what is wrong', async () => {
    expect((await run(add, [{ call: 'add(1, 2)', equals: 4 }])).because).toBe('add(1, 2) gives 3')
    expect((await run('throw new TypeError("bad")', '1')).because).toBe('the code fails: TypeError: bad')
  })

  it('has the same luck each time', async () => {
    const code = 'const f = () => [1, 2, 3].map(() => Math.random())'
    const first = (await run(code, [{ call: 'f()', equals: 0 }])).because
    expect((await run(code, [{ call: 'f()', equals: 0 }])).because).toBe(first)
  })
})

describe('code that means harm', () => {
  const names = [
    'process',
    'require',
    'fetch',
    'globalThis.process',
    'Deno',
    'Bun',
    'WebAssembly',
    'XMLHttpRequest',
    'setTimeout',
    'Worker',
  ]

  it.each(names)('finds no %s', async (name) => {
    expect(await run('', [{ call: `typeof ${name}`, equals: 'undefined' }])).toMatchObject({ passed: true })
  })

  it.each([
    'this.constructor.constructor("return process")()',
    '(function () {}).constructor("return require(\'fs\')")()',
    'console.log.constructor("return process")().exit(1)',
    'import("node:fs").then((fs) => fs.readdirSync("/"))',
    'new Function("return this.process.env")()',
    'Object.getPrototypeOf(async function () {}).constructor("return process")()',
  ])('gets nothing by %s', async (call) => {
    expect(await run('', [{ call, equals: 0 }])).toMatchObject({
      passed: false,
      because: expect.stringMatching(/Error/),
    })
  })

  it('leaves no trace for the next one, nor on ours', async () => {
    await run('Object.prototype.polluted = 1; Array.prototype.push = null; globalThis.left = 1', '1')
    await run('({}).__proto__.polluted = 1; JSON.parse = null', [{ call: '1', equals: 1 }])
    expect(
      await run('', [
        { call: '[typeof left, typeof ({}).polluted, typeof [].push]', equals: ['undefined', 'undefined', 'function'] },
      ]),
    ).toMatchObject({ passed: true })
    expect('polluted' in {}).toBe(false)
  })

  it('cannot make tests of code pass by changing what they use', async () => {
    const tests = 'if (![1, 2].every((n) => f(n) === n)) throw new Error("wrong")'
    expect(await run('const f = () => 0', tests)).toMatchObject({ passed: false })
    expect(await run('const f = () => 0; Array.prototype.every = () => true', tests)).toMatchObject({
      passed: false,
      because: 'the code changes Array.prototype.every',
    })
    expect(await run('Object.prototype.ok = true', '({}).ok')).toMatchObject({
      because: 'the code changes Object.prototype',
    })
  })

  it('cannot answer a call by what its value looks like as JSON', async () => {
    const code = 'const f = () => ({ __proto__: { toJSON: () => 5 }, x: 1 }); Object.prototype.toJSON = () => 5'
    expect(await run(code, [{ call: 'f() === 5', equals: true }])).toMatchObject({ passed: false })
  })
})

describe('code that does not end by itself', () => {
  const endless: [string, string][] = [
    ['an endless loop', 'while (true) {}'],
    ['a loop that catches everything', 'for (;;) { try { for (;;) {} } catch {} }'],
    ['a promise that renews itself', 'const again = () => Promise.resolve().then(again); again()'],
    ['a native call', 'const a = []; a.length = 1e9; a.fill(0).join("")'],
    [
      'a large JSON text',
      'let a = "x".repeat(1e6); const b = Array(100).fill(a); for (;;) JSON.stringify(Array(1e3).fill(b)).length',
    ],
    ['a slow pattern', `/^(a+)+$/.test("${'a'.repeat(40)}!")`],
    ['a sort without order', 'for (;;) Array(1e5).fill(0).map(() => Math.random()).sort(() => Math.random() - 0.5)'],
  ]

  it.each(endless)('is stopped at its deadline: %s', async (_, code) => {
    await run(add, '1')
    const began = performance.now()
    expect(await run(code, '1', { deadlineMs: 300 })).toMatchObject({ passed: false })
    expect(performance.now() - began).toBeLessThan(300 * 5)
  })

  it('does not keep the next one from being run', async () => {
    const [slow, quick] = await Promise.all([run('for (;;) {}', '1', { deadlineMs: 200 }), run(add, 'add(1, 1) === 2')])
    expect(slow).toEqual({ passed: false, because: 'it has not ended within 200 ms' })
    expect(quick.passed).toBe(true)
  })
})

describe('code that takes too much', () => {
  it.each([
    ['memory', 'const a = []; for (;;) a.push(new Array(1000).fill(1))'],
    ['memory in one text', 'let s = "x"; for (;;) s += s'],
    ['memory in one buffer', 'new ArrayBuffer(2 ** 31)'],
    ['stack', 'const f = () => f() + 1; f()'],
    ['stack in a native call', 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)'],
    ['stack in a parser', `eval("(".repeat(1e5))`],
    ['output', 'for (let i = 0; i < 1e9; i++) console.log("x".repeat(1000))'],
  ])('fails alone: %s', async (_, code) => {
    expect(await run(code, '1')).toMatchObject({ passed: false })
    expect(await run(add, 'add(1, 1) === 2')).toMatchObject({ passed: true })
  })

  it('gives a short reason, however long its own is', async () => {
    const { because } = await run('throw new Error("x".repeat(1e6))', '1')
    expect(because.length).toBeLessThan(200)
  })
})

it('whatever the code is, there is a verdict', async () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    ';',
    'function',
    'f',
    '=',
    '1',
    'throw',
    'while(1)',
    '`',
    '"',
    '\\',
    'class',
    'yield',
    '\n',
    '=>',
    '[',
    '...',
  )
  const code = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 15 }).map((parts) => parts.join(' ')),
  )
  await fc.assert(
    fc.asyncProperty(code, code, async (answer, tests) => {
      expect([true, false]).toContain((await run(answer, tests, { deadlineMs: 50 })).passed)
    }),
    { numRuns: 60 },
  )
}, 30_000)

it('a thread that had to be killed is followed by a new one', async () => {
  const native = '"a".repeat(8e6).indexOf("a".repeat(4e6) + "b")'
  const began = performance.now()
  expect(await run(native, '1', { deadlineMs: 300 })).toEqual({
    passed: false,
    because: 'it has not ended within 300 ms',
  })
  expect(performance.now() - began).toBeGreaterThanOrEqual(500)
  expect(await run(add, 'add(1, 1) === 2')).toMatchObject({ passed: true })
})
