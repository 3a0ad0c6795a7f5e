import type { BadRow, FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { plainName, problemAliases } from './aliases'
import { decimalCommaIn, isCount, isScore, type Values } from './cells'
import { pathsInside, valueAt } from './column-path'
import { type ReadOptions, readRows } from './read-rows'

const SURVEYED_ROWS = 200
const MOST_PATHS = 300

/** What the first rows of a file tell about its columns. */
export interface Survey {
  /** In the order in which they first appear, each followed by the paths into it. */
  columns: string[]
  /** The columns in which every value there is could be a grade. */
  scores: ReadonlySet<string>
  /** The columns that mostly hold objects or lists: where one of many rows does, that row is the odd one. */
  nested: ReadonlySet<string>
  /** The columns in which some value is no whole number: they number nothing. */
  uncountable: ReadonlySet<string>
  /** The columns in which some value can only have a decimal comma, and none shows another sign for it. */
  decimalCommas: ReadonlySet<string>
  /** The columns of more than one value. */
  varied: ReadonlySet<string>
}

/** Looks at the first rows of a file. Throws as `readRows` does. */
export async function surveyColumns(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  { most = SURVEYED_ROWS, ...options }: ReadOptions & { most?: number | undefined } = {},
): Promise<Survey> {
  const found = new Columns()
  let seen = 0
  let firstBad: BadRow | undefined
  for await (const row of readRows(source, format, options)) {
    if ('values' in row) found.add(row.values)
    else firstBad ??= row
    seen += 1
    if (seen >= most) break
  }
  const survey = found.survey()
  if (survey.columns.length > 0 || firstBad === undefined) return survey
  throw new SwitchyardError('DATA_EMPTY', `no row could be read; line ${firstBad.line}: ${firstBad.reason}`, {
    hint: 'mend the file or choose another',
  })
}

class Columns {
  private readonly pathsByColumn = new Map<string, Set<string>>()
  private readonly scoring = new Map<string, boolean>()
  /** How many more objects and lists than plain values a column holds. */
  private readonly nesting = new Map<string, number>()
  private readonly uncountable = new Set<string>()
  private readonly commas = new Map<string, boolean>()
  private readonly firstValues = new Map<string, unknown>()
  private readonly varied = new Set<string>()
  private paths = 0

  add(values: Values): void {
    for (const [column, value] of Object.entries(values)) {
      const inside = this.pathsByColumn.get(column) ?? new Set()
      this.pathsByColumn.set(column, inside)
      this.judge(column, value)
      for (const path of this.pathsWorthListing(column, value)) {
        if (!inside.has(path)) this.paths += 1
        inside.add(path)
        this.judge(path, valueAt(values, path))
      }
    }
  }

  survey(): Survey {
    const scores = [...this.scoring].filter(([, all]) => all).map(([column]) => column)
    const columns = [...this.pathsByColumn].flatMap(([column, inside]) => [column, ...inside])
    const nested = [...this.nesting].filter(([, more]) => more > 0).map(([column]) => column)
    const decimalCommas = [...this.commas].filter(([, all]) => all).map(([column]) => column)
    const { uncountable, varied } = this
    return {
      columns: [...new Set(columns)],
      scores: new Set(scores),
      nested: new Set(nested),
      uncountable,
      decimalCommas: new Set(decimalCommas),
      varied,
    }
  }

  /** Checks are one value, whatever is inside; and a file that uses names for data must not fill every list of columns. */
  private *pathsWorthListing(column: string, value: unknown): Generator<string> {
    if (problemAliases.checks.includes(plainName(column))) return
    for (const path of pathsInside(column, value)) {
      if (this.paths >= MOST_PATHS) return
      yield path
    }
  }

  private judge(column: string, value: unknown): void {
    if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return
    this.nesting.set(column, (this.nesting.get(column) ?? 0) + (typeof value === 'object' ? 1 : -1))
    if (!isCount(value)) this.uncountable.add(column)
    const comma = decimalCommaIn(value)
    if (comma !== undefined) this.commas.set(column, comma && this.commas.get(column) !== false)
    if (!this.firstValues.has(column)) this.firstValues.set(column, value)
    else if (this.firstValues.get(column) !== value) this.varied.add(column)
    this.scoring.set(column, isScore(value) && this.scoring.get(column) !== false)
  }
}
