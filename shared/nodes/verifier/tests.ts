import { z } from 'zod'
import type { Checks } from '../../dataset'
import type { Sandbox, SandboxTests, SandboxVerdict } from '../../sandbox'
import { type CheckResult, nothingToCheck } from './check'
import { fencedBlocks } from './fenced-blocks'

const MOST_CHARACTERS = 200_000

const testsSchema = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(1),
  z
    .array(z.object({ call: z.string().min(1).max(10_000), equals: z.unknown() }))
    .min(1)
    .max(1000),
])

/** Runs the code of the answer, in a sandbox, against the tests of the problem. */
export function checkByTests(
  answer: string,
  checks: Checks | null,
  { deadlineMs, memoryMb }: { deadlineMs: number; memoryMb: number },
  sandbox: Sandbox,
): CheckResult | Promise<CheckResult> {
  if (checks?.tests === undefined) return nothingToCheck('the problem has no tests')
  const tests = readTests(checks.tests)
  if (tests === undefined) return nothingToCheck('the problem’s tests are neither code nor a list of {call, equals}')
  const code = codeOf(answer)
  if (code.length > MOST_CHARACTERS)
    return { ok: null, because: `the code is longer than ${MOST_CHARACTERS} characters` }
  const verdict = sandbox.runTests(code, tests, { deadlineMs, memoryMb })
  return verdict instanceof Promise ? verdict.then(resultOf) : resultOf(verdict)
}

function resultOf({ passed, because }: SandboxVerdict): CheckResult {
  return { ok: passed, because }
}

function readTests(given: unknown): SandboxTests | undefined {
  const parsed = testsSchema.safeParse(given)
  if (!parsed.success) return undefined
  const { data } = parsed
  if (typeof data === 'string') return data
  const calls = data.flatMap((one) => (typeof one === 'string' ? [] : [{ call: one.call, equals: one.equals }]))
  return calls.length > 0 ? calls : data.filter((one) => typeof one === 'string').join('\n')
}

const scriptWords = new Set(['', 'js', 'javascript', 'mjs', 'cjs', 'node'])

/** The fenced blocks of JavaScript, else those of any language, or else the whole answer, as a script: what is exported is global. */
export function codeOf(answer: string): string {
  const all = fencedBlocks(answer)
  const scripts = all.filter(({ language }) => scriptWords.has(language))
  const blocks = scripts.length === 0 ? all : scripts
  const code = blocks.length === 0 ? answer : blocks.map(({ text }) => text).join('\n')
  return code
    .replace(/^export\s+(?:default\s+)?(?=(?:async\s+)?(?:function|class|const|let|var)\b)/gm, '')
    .replace(/^export\s*\{[\w$\s,]*\}\s*(?:;|$)/gm, '')
}
