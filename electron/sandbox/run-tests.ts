import variant from '@jitl/quickjs-singlefile-mjs-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core'
import type { SandboxCall, SandboxVerdict } from '../../shared/sandbox'
import type { SandboxJob } from './messages.ts'
import { prelude } from './prelude.ts'

/** Well below what WebAssembly's own stack holds. */
const STACK_BYTES = 256 * 1024
const MOST_JOBS = 100_000

type Outcome = { ok: true; value: unknown } | { ok: false; because: string }

export const loadEngine = (): Promise<QuickJSWASMModule> => newQuickJSWASMModuleFromVariant(variant)

/** Runs an answer's code and its tests in an interpreter that is made for them and thrown away. */
export function runTests(engine: QuickJSWASMModule, { code, tests, limits }: SandboxJob): SandboxVerdict {
  using runtime = engine.newRuntime()
  const until = performance.now() + limits.deadlineMs
  runtime.setMemoryLimit(limits.memoryMb * 1024 * 1024)
  runtime.setMaxStackSize(STACK_BYTES)
  runtime.setInterruptHandler(() => performance.now() > until)
  using context = runtime.newContext()
  using changedSince = context.unwrapResult(context.evalCode(prelude, 'prelude.js'))
  const loaded = evaluate(context, code, 'answer.js')
  if (!loaded.ok) return verdictOf(loaded, 'the code fails', until, limits.deadlineMs)
  const verdict = typeof tests === 'string' ? runCode(context, tests) : runCalls(context, tests)
  if (verdict.passed !== true) return performance.now() > until ? lateVerdict(limits.deadlineMs) : verdict
  const changed = typeof tests === 'string' ? nameOfChanged(context, changedSince) : ''
  return changed === '' ? verdict : { passed: false, because: `the code changes ${changed}` }
}

function verdictOf(outcome: Outcome, what: string, until: number, deadlineMs: number): SandboxVerdict {
  if (outcome.ok) return { passed: true, because: 'every test passes' }
  return performance.now() > until ? lateVerdict(deadlineMs) : { passed: false, because: `${what}: ${outcome.because}` }
}

export function lateVerdict(deadlineMs: number): SandboxVerdict {
  return { passed: false, because: `it has not ended within ${deadlineMs} ms` }
}

function runCode(context: QuickJSContext, tests: string): SandboxVerdict {
  const first = evaluate(context, tests, 'tests.js')
  // A test may be written as the body of a function. One that cannot be read has done nothing yet.
  const isBody = !first.ok && first.because.startsWith('SyntaxError') && /\breturn\b/.test(tests)
  const outcome = isBody ? evaluate(context, `(() => {\n${tests}\n})()`, 'tests.js') : first
  if (!outcome.ok) return { passed: false, because: `a test fails: ${outcome.because}` }
  return outcome.value === false
    ? { passed: false, because: 'the tests give false' }
    : { passed: true, because: 'every test passes' }
}

/** The expected values never enter the sandbox, so no code can know them. */
function runCalls(context: QuickJSContext, calls: readonly SandboxCall[]): SandboxVerdict {
  for (const { call, equals } of calls) {
    const outcome = evaluate(context, `(${call}\n)`, 'test.js')
    if (!outcome.ok) return { passed: false, because: `${shorten(call)} fails: ${outcome.because}` }
    if (!sameJson(outcome.value, equals, 0))
      return {
        passed: false,
        because: `${shorten(call)} gives ${shorten(JSON.stringify(outcome.value) ?? 'undefined')}`,
      }
  }
  return { passed: true, because: `all ${calls.length} tests pass` }
}

function evaluate(context: QuickJSContext, code: string, file: string): Outcome {
  const result = context.evalCode(code, file, { type: 'global' })
  if (result.error) return failed(context, result.error)
  using value = result.value
  return settle(context, value)
}

/** A promise is waited for; one that nothing can settle any more is a failure. */
function settle(context: QuickJSContext, value: QuickJSHandle): Outcome {
  const jobs = context.runtime.executePendingJobs(MOST_JOBS)
  if (jobs.error) return failed(context, jobs.error)
  const state = context.getPromiseState(value)
  if (state.type === 'pending') return { ok: false, because: 'a promise is never settled' }
  if (state.type === 'rejected') return failed(context, state.error)
  if (state.notAPromise) return { ok: true, value: context.dump(value) as unknown }
  using settled = state.value
  return { ok: true, value: context.dump(settled) as unknown }
}

function failed(context: QuickJSContext, handle: QuickJSHandle): Outcome {
  using error = handle
  const dumped: unknown = context.dump(error)
  if (typeof dumped !== 'object' || dumped === null) return { ok: false, because: shorten(String(dumped)) }
  const parts = ['name', 'message'].map((key): unknown => Object.getOwnPropertyDescriptor(dumped, key)?.value)
  const text = parts.filter((part) => typeof part === 'string' && part !== '').join(': ')
  return { ok: false, because: text === '' ? 'something was thrown' : shorten(text) }
}

function nameOfChanged(context: QuickJSContext, changedSince: QuickJSHandle): string {
  const result = context.callFunction(changedSince, context.undefined)
  if (result.error) {
    result.error.dispose()
    return 'a built-in'
  }
  using name = result.value
  return String(context.dump(name))
}

/** Numbers that differ by the rounding of a decimal are the same. */
function sameJson(a: unknown, b: unknown, depth: number): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)) || a === b
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth > 100) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), Object.entries(b)]
  const other = new Map<string, unknown>(right)
  return (
    left.length === right.length &&
    left.every(([key, value]) => other.has(key) && sameJson(value, other.get(key), depth + 1))
  )
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
