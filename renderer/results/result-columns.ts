import { formatDuration, formatShare, formatUsd } from '../../shared/format'
import type { ResultLine, ResultSort } from '../../shared/results-contract'

interface ColumnDef {
  title: string
  /** As a grid's column is wide. */
  width: string
  align: 'start' | 'end'
  sort?: ResultSort['by']
  /** `titles` are those of the nodes, by id. */
  text: (line: ResultLine, titles: ReadonlyMap<string, string>) => string
}

const none = '–'

/** In the order in which they stand. */
export const resultColumns = {
  problemId: {
    title: 'Problem',
    width: 'minmax(96px, 130px)',
    align: 'start',
    sort: 'problemId',
    text: (line) => line.problemId,
  },
  /** Where a run walks its problems several times. */
  repeat: { title: 'Repeat', width: '64px', align: 'end', sort: 'ordinal', text: (line) => String(line.repeat + 1) },
  question: { title: 'Question', width: 'minmax(160px, 3fr)', align: 'start', text: (line) => line.question },
  category: {
    title: 'Category',
    width: 'minmax(80px, 120px)',
    align: 'start',
    sort: 'category',
    text: (line) => line.category ?? none,
  },
  difficulty: {
    title: 'Difficulty',
    width: '88px',
    align: 'start',
    sort: 'difficulty',
    text: (line) => line.difficulty ?? none,
  },
  verdict: { title: 'Verdict', width: '104px', align: 'start', sort: 'verdict', text: (line) => line.verdict },
  answer: {
    title: 'Answer',
    width: 'minmax(90px, 1fr)',
    align: 'start',
    text: (line) => line.answer ?? line.failure ?? none,
  },
  answerKey: { title: 'Key', width: 'minmax(70px, 1fr)', align: 'start', text: (line) => line.answerKey ?? none },
  confidence: {
    title: 'Confidence',
    width: '92px',
    align: 'end',
    sort: 'confidence',
    text: (line) => (line.confidence === null ? none : formatShare(line.confidence, 0)),
  },
  usd: { title: 'Cost', width: '92px', align: 'end', sort: 'usd', text: (line) => formatUsd(line.usd) },
  billedUsd: {
    title: 'Billed',
    width: '92px',
    align: 'end',
    sort: 'billedUsd',
    text: (line) => formatUsd(line.billedUsd),
  },
  savedUsd: { title: 'Saved', width: '92px', align: 'end', text: (line) => formatUsd(line.savedUsd) },
  latencyMs: {
    title: 'Time',
    width: '80px',
    align: 'end',
    sort: 'latencyMs',
    text: (line) => (line.latencyMs === null ? none : formatDuration(line.latencyMs)),
  },
  path: {
    title: 'Path',
    width: 'minmax(120px, 2fr)',
    align: 'start',
    text: (line, titles) => wayWords(line.places, titles),
  },
} satisfies Record<string, ColumnDef>

export type ResultColumn = keyof typeof resultColumns

export const allColumns = Object.keys(resultColumns) as ResultColumn[]
/** Whether the repeat is shown is not chosen: it is part of which result a line is. */
export const choosableColumns = allColumns.filter((column) => column !== 'repeat')
export const defaultColumns: readonly ResultColumn[] = [
  'problemId',
  'question',
  'category',
  'verdict',
  'answer',
  'answerKey',
  'usd',
  'latencyMs',
  'path',
]

export function isColumn(value: unknown): value is ResultColumn {
  return typeof value === 'string' && value in resultColumns
}

export function columnOf(column: ResultColumn): ColumnDef {
  return resultColumns[column]
}

/** A way as it is read: each node with the port that it was left by, the entry left out. */
export function wayWords(places: ResultLine['places'], titles: ReadonlyMap<string, string>): string {
  return places
    .slice(1)
    .map(([node, port]) => [titles.get(node) ?? node, port ?? ''].join(' ').trimEnd())
    .join(' → ')
}
