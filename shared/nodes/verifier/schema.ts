import type { Checks } from '../../dataset'
import { type CheckResult, nothingToCheck } from './check'
import { fencedBlocks } from './fenced-blocks'
import { depthOf, parseJson, readSchema } from './schema-shape'
import { validateJson } from './validate-json'

const ANSWER_LIMITS = { characters: 1_000_000, depth: 128 } as const

/** Parses the answer as JSON and validates it by the problem's own schema, or else by that of the settings. */
export function checkSchema(answer: string, checks: Checks | null, ofSettings: string): CheckResult {
  const given = checks?.schema ?? (ofSettings.trim() === '' ? undefined : ofSettings)
  if (given === undefined) return nothingToCheck('neither the problem nor the node has a schema')
  const read = readSchema(given)
  if (!read.ok) return nothingToCheck(`the schema ${read.fault}`)
  if (answer.length > ANSWER_LIMITS.characters)
    return { ok: null, because: `the answer is longer than ${ANSWER_LIMITS.characters} characters` }
  const value = readAnswer(answer)
  if (value === undefined) return { ok: false, because: 'it is not JSON' }
  if (depthOf(value) > ANSWER_LIMITS.depth)
    return { ok: null, because: `the answer is nested deeper than ${ANSWER_LIMITS.depth}` }
  const { fault, trouble } = validateJson(value, read.schema)
  if (trouble !== undefined) return { ok: null, because: trouble }
  return fault === undefined ? { ok: true, because: 'it fits the schema' } : { ok: false, because: fault }
}

/** The whole answer, or else its last fenced block. */
function readAnswer(answer: string): unknown {
  const whole = parseJson(answer)
  if (whole !== undefined) return whole
  const block = fencedBlocks(answer).at(-1)
  return block === undefined ? undefined : parseJson(block.text)
}
