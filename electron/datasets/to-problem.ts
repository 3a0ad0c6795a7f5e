import { createHash } from 'node:crypto'
import { type Checks, checksSchema, type ProblemMapping, type ProblemRecord } from '../../shared/dataset'
import { plainIssue } from '../../shared/plain-issue'
import { canonicalQuestion } from '../../shared/same-question'
import { CellFault, cellAt, neededTextAt, textAt, type Values } from './cells'

const unsafeNames = new Set(['__proto__', 'constructor', 'prototype'])
const DEEPEST_CHECKS = 20

/** The id of a problem whose file gives none: the same question gets the same id at every import, however its lines end. */
export function idFromQuestion(question: string): string {
  const digest = createHash('sha256').update(canonicalQuestion(question)).digest('hex')
  return `q-${digest.slice(0, 16)}`
}

/** Checks travel to nodes and to disk, where names that reach a prototype have no business. */
function withoutUnsafeNames(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST_CHECKS) throw new CellFault(`checks are nested more than ${DEEPEST_CHECKS} deep`)
  if (Array.isArray(value)) return value.map((item) => withoutUnsafeNames(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !unsafeNames.has(name))
      .map(([name, item]) => [name, withoutUnsafeNames(item, depth + 1)]),
  )
}

function checksAt(values: Values, column: string | undefined): Checks | null {
  let value = cellAt(values, column)
  if (value === null) return null
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value)
    } catch {
      throw new CellFault(`${column} is not a JSON object`)
    }
  }
  const parsed = checksSchema.safeParse(withoutUnsafeNames(value), { error: plainIssue })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new CellFault(`${[column, ...(issue?.path ?? [])].join('.')} ${issue?.message ?? 'is no check'}`)
}

/** The result of reading cells, where a fault in one of them becomes the row's reason. */
export function orReason<T>(read: () => T): T | { reason: string } {
  try {
    return read()
  } catch (error) {
    if (error instanceof CellFault) return { reason: error.message }
    throw error
  }
}

/** A row as a problem, or why it is none. */
export function toProblem(values: Values, mapping: ProblemMapping): ProblemRecord | { reason: string } {
  return orReason(() => {
    const question = neededTextAt(values, mapping.question)
    return {
      id: textAt(values, mapping.id)?.trim() ?? idFromQuestion(question),
      question,
      answerKey: textAt(values, mapping.key),
      category: textAt(values, mapping.category),
      difficulty: textAt(values, mapping.difficulty),
      checks: checksAt(values, mapping.checks),
    }
  })
}
