const DEEPEST = 5

type Nested = Readonly<Record<string, unknown>>

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value of a column. A name that no column has is a path, such as `meta.answer` or `outputs[0].text`, whose names may hold
 * dots themselves: at every step the longest name that is there comes first. `undefined` where nothing is found; only own
 * properties are, so a path through `__proto__` or `constructor` leads to data or nowhere.
 */
export function valueAt(values: Nested, column: string): unknown {
  if (Object.hasOwn(values, column)) return values[column]
  return /[.[]/.test(column) ? follow(values, `.${column}`) : undefined
}

function follow(from: unknown, path: string): unknown {
  if (path === '') return from
  if (Array.isArray(from)) return followIndex(from, path)
  return isNested(from) && path.startsWith('.') ? followName(from, path.slice(1)) : undefined
}

function followIndex(from: readonly unknown[], path: string): unknown {
  const [step = '', index = ''] = /^\[(\d+)\]/.exec(path) ?? []
  return step !== '' && Number(index) < from.length ? follow(from[Number(index)], path.slice(step.length)) : undefined
}

function followName(from: Nested, path: string): unknown {
  for (let end = path.length; end > 0; end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
    const name = path.slice(0, end)
    const found = Object.hasOwn(from, name) ? follow(from[name], path.slice(end)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The paths to everything inside a column's value; of a list to its first item only. */
export function* pathsInside(column: string, value: unknown, depth = 1): Generator<string> {
  if (depth > DEEPEST) return
  const steps: (readonly [string, unknown])[] = Array.isArray(value)
    ? value.slice(0, 1).map((item: unknown) => ['[0]', item])
    : isNested(value)
      ? Object.entries(value).map(([name, item]) => [`.${name}`, item])
      : []
  for (const [step, item] of steps) {
    yield `${column}${step}`
    yield* pathsInside(`${column}${step}`, item, depth + 1)
  }
}

/** The path to the first item wherever a path names a later one: lists of one file may be of any length. */
export function toFirstItems(path: string): string {
  return path.replace(/\[\d+\]/g, '[0]')
}
