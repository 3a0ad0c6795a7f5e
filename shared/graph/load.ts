import { SwitchyardError, singleLine } from '../errors'
import { plainIssue } from '../plain-issue'
import { GRAPH_FORMAT, GRAPH_VERSION, type Graph, graphSchema } from './schema'

/** A graph file of a routing design is some kilobytes; anything near this is something else. */
export const GRAPH_MOST_CHARACTERS = 20_000_000

/** Reads a graph document from JSON text; `where` names the file in the error's line. Runs nothing. */
export function parseGraph(text: string, where: string): Graph {
  if (text.length > GRAPH_MOST_CHARACTERS) {
    throw new SwitchyardError(
      'GRAPH_SHAPE',
      `${where} is ${Math.round(text.length / 1e6)} MB, more than a graph can be`,
      {
        hint: 'choose a Switchyard graph file',
      },
    )
  }
  return readGraph(parseJson(text, where), where)
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
  checkFormat(document, where)
  const result = graphSchema.safeParse(document, { error: plainIssue })
  if (result.success) return result.data
  const [first] = result.error.issues
  const path = first === undefined || first.path.length === 0 ? 'the document' : first.path.map(String).join('.')
  const more = result.error.issues.length > 1 ? ` (and ${result.error.issues.length - 1} more)` : ''
  const fault = first?.message ?? 'is wrong'
  throw new SwitchyardError('GRAPH_SHAPE', singleLine(`${where}: ${path} ${fault}${more}`), {
    hint: 'mend the file; the form is in resources/graph.schema.json',
  })
}

function checkFormat(document: unknown, where: string): void {
  const { format, version } = (typeof document === 'object' && document !== null ? document : {}) as Record<
    string,
    unknown
  >
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
}
