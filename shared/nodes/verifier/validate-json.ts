import { compilePattern } from './pattern'
import { firstFault, place } from './schema-keywords'
import type { Schema } from './schema-shape'

/** What one validation may cost: visits of a value by a schema, and characters that patterns read. */
const MOST_STEPS = 200_000
const MOST_DEPTH = 200

/** `fault` undefined: valid. `trouble`: it could not be told. */
export interface Validation {
  fault?: string | undefined
  trouble?: string | undefined
}

/** Validates a JSON value in bounded work; never throws. */
export function validateJson(value: unknown, schema: Schema): Validation {
  const checking = new Checking(schema)
  const fault = checking.visit(value, schema, '')
  return checking.trouble === undefined ? { fault } : { trouble: checking.trouble }
}

/** One validation under way. Once in trouble every visit ends at once; what it gives then counts for nothing. */
export class Checking {
  trouble: string | undefined
  private steps = 0
  private depth = 0

  constructor(private readonly root: Schema) {}

  /** The first fault of the value at a JSON pointer. */
  visit(value: unknown, schema: Schema, at: string): string | undefined {
    if (schema === true || !this.spend(1)) return undefined
    if (schema === false) return `${place(at)} is not allowed`
    if (this.depth >= MOST_DEPTH) return this.giveUp(`the schema refers to itself more than ${MOST_DEPTH} levels deep`)
    this.depth += 1
    const fault = firstFault(value, schema, at, this)
    this.depth -= 1
    return fault
  }

  /** Whether there is no fault. */
  fits(value: unknown, schema: Schema, at: string): boolean {
    return this.visit(value, schema, at) === undefined
  }

  matches(text: string, pattern: string): boolean {
    // A pattern takes some ten steps for each hundred characters.
    if (!this.spend(1 + Math.ceil(text.length / 10))) return true
    const compiled = compilePattern(pattern)
    return compiled.ok ? compiled.matches(text) : this.giveUp(`the pattern ${compiled.fault}`) === undefined
  }

  /** The schema that a `$ref` within the document means. */
  resolve(ref: string): Schema | undefined {
    let found: unknown = this.root
    for (const name of ref.slice(1).split('/').slice(1)) {
      const key = decodePointer(name)
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) found = undefined
      else found = (found as Record<string, unknown>)[key]
    }
    if (typeof found === 'boolean' || (typeof found === 'object' && found !== null && !Array.isArray(found)))
      return found as Schema
    this.giveUp(`the schema has nothing at ${ref}`)
    return undefined
  }

  giveUp(trouble: string): undefined {
    this.trouble ??= trouble
    return undefined
  }

  spend(steps: number): boolean {
    this.steps += steps
    if (this.steps > MOST_STEPS) this.giveUp(`it takes more than ${MOST_STEPS} steps to check`)
    return this.trouble === undefined
  }
}

function decodePointer(name: string): string {
  try {
    return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return name
  }
}
