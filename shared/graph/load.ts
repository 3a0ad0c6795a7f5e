import { SwitchyardError, singleLine } from '../errors'
import { plainIssue } from '../plain-issue'
import { bringUp } from './migrations'
import { GRAPH_FORMAT, GRAPH_VERSION, type Graph, graphSchema } from './schema'

/** A graph file of a routing design is some kilobytes; anything near this is something else. */
export const GRAPH_MOST_CHARACTERS = 20_000_000

/** Reads a graph document from JSON text; `where` names the file in the error's line. Runs nothing. */
export function parseGraph(text: string, where: string): Graph {
  checkGraphSize(text.length, where)
  return readGraph(parseJson(text, where), where)
}

/** Refuses what is too large to be a graph, before it is read. */
export function checkGraphSize(characters: number, where: string): void {
  if (characters <= GRAPH_MOST_CHARACTERS) return
  throw new SwitchyardError('GRAPH_SHAPE', `${where} is ${Math.round(characters / 1e6)} MB, more than a graph can be`, {
    hint: 'choose a Switchyard graph file',
  })
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const detail = cause instanceof Error ? singleLine(cause.message, 160) : 'not JSON'
    throw new SwitchyardError('GRAPH_SYNTAX', `${where} is not JSON: ${detail}`, {
      hint: 'export the graph again or mend the file',
      cause,
    })
  }
}

/** Checks a parsed document and brings it to the present version. */
export function readGraph(document: unknown, where: string): Graph {
  const result = graphSchema.safeParse(bringUp(checkFormat(document, where)), { error: plainIssue })
  if (result.success) return result.data
  const [first] = result.error.issues
  const path = first === undefined || first.path.length === 0 ? 'the document' : first.path.map(String).join('.')
  const more = result.error.issues.length > 1 ? ` (and ${result.error.issues.length - 1} more)` : ''
  const fault = first?.message ?? 'is wrong'
  throw new SwitchyardError('GRAPH_SHAPE', singleLine(`${where}: ${path} ${fault}${more}`), {
    hint: 'mend the file; the form is in resources/graph.schema.json',
  })
}

/** Deeper than any setting is, and far from where following it would fill the stack. */
const deepest = 100

function checkFormat(document: unknown, where: string): Record<string, unknown> {
  const members = (typeof document === 'object' && document !== null ? document : {}) as Record<string, unknown>
  const { format, version } = members
  if (format !== GRAPH_FORMAT) {
    throw new SwitchyardError(
      'GRAPH_SHAPE',
      `${where} is no Switchyard graph: it does not say "format": "${GRAPH_FORMAT}"`,
      {
        hint: 'choose a file that Switchyard exported',
      },
    )
  }
  if (typeof version === 'number' && version > GRAPH_VERSION) {
    throw new SwitchyardError(
      'GRAPH_NEWER',
      `${where} is of version ${version}; this program reads up to ${GRAPH_VERSION}`,
      {
        hint: 'update Switchyard to open it',
      },
    )
  }
  if (isDeeper(members, deepest)) {
    throw new SwitchyardError('GRAPH_SHAPE', `${where} nests its values more than ${deepest} levels deep`, {
      hint: 'choose a file that Switchyard exported',
    })
  }
  return members
}

/** Level by level, as a document can be nested deeper than calls can. */
function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []))
  }
  return false
}
