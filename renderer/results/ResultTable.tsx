import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, memo, useMemo, useRef } from 'react'
import { formatCount } from '../../shared/format'
import type { ResultLine } from '../../shared/results-contract'
import type { RunInfo } from '../../shared/runs-contract'
import { failureOf } from '../api'
import { lineOfFailure } from '../shell/notice-store'
import styles from './ResultTable.module.css'
import { allColumns, columnOf, type ResultColumn } from './result-columns'
import { openProblem, sortBy, useResultView, useShownColumns } from './result-view'
import { useFirstResults, useResultLines } from './use-result-pages'
import { VerdictChip } from './VerdictChip'

const LINE = 34
const leftOutBeside: ReadonlySet<ResultColumn> = new Set(['category', 'difficulty', 'path', 'answerKey'])

/** The results that the view chooses. Only what is in sight is read and drawn, however many there are. */
export function ResultTable({ run, titles, selected, onSelect }: ResultTableProps) {
  const { id: runId, repeats } = run
  const shown = useShownColumns((state) => state.shown)
  const scroller = useRef<HTMLDivElement>(null)
  const head = useFirstResults(runId)
  const ordinal = useResultView((view) => view.ordinal)
  const isChanged = useResultView((view) => view.filter.changedAgainst !== undefined)
  // Beside an open problem there is room for less.
  const columns = useMemo(
    () =>
      allColumns.filter(
        (column) =>
          (column === 'repeat' ? repeats > 1 : column === 'otherVerdict' ? isChanged : shown.includes(column)) &&
          (ordinal === null || !leftOutBeside.has(column)),
      ),
    [shown, ordinal, repeats, isChanged],
  )
  const virtual = useVirtualizer({
    count: head.data?.matching ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    // Each line more is laid out whenever a bar is dragged past.
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const lineAt = useResultLines(runId, { first, last, head: head.data })
  if (head.error !== null) return <p className={styles.empty}>{lineOfFailure(failureOf(head.error))}</p>
  const template = `28px ${columns.map((column) => columnOf(column).width).join(' ')}`
  const matching = head.data?.matching
  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label="Results" aria-rowcount={(matching ?? 0) + 1} aria-busy={head.isPlaceholderData}>
        <Head columns={columns} template={template} />
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Line
              key={index}
              index={index}
              line={lineAt(index)}
              columns={columns}
              template={template}
              start={start}
              titles={titles}
              isOpen={lineAt(index)?.ordinal === ordinal}
              isSelected={selected.has(lineAt(index)?.ordinal ?? -1)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {matching === 0 && <p className={styles.empty}>No result is like that. Take a filter away to see more.</p>}
    </div>
  )
}

export interface ResultTableProps {
  run: RunInfo
  titles: ReadonlyMap<string, string>
  /** Chosen by their boxes, by place in the run. */
  selected: ReadonlySet<number>
  onSelect: (ordinal: number, isSelected: boolean) => void
}

function Head({ columns, template }: { columns: readonly ResultColumn[]; template: string }) {
  const sort = useResultView((view) => view.sort)
  return (
    <thead>
      <tr className={styles.head} style={{ gridTemplateColumns: template }}>
        <th scope="col">
          <span className="visually-hidden">Chosen</span>
        </th>
        {columns.map((column) => {
          const { title, align, sort: by } = columnOf(column)
          const isSorted = by !== undefined && sort.by === by
          const Arrow = sort.descending ? ArrowDown : ArrowUp
          return (
            <th
              key={column}
              scope="col"
              data-align={align}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {by === undefined ? (
                title
              ) : (
                <button type="button" onClick={() => sortBy(by)}>
                  {title} {isSorted && <Arrow size={12} aria-hidden />}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface LineProps {
  index: number
  line: ResultLine | undefined
  columns: readonly ResultColumn[]
  template: string
  /** Pixels from the top of the first line. */
  start: number
  titles: ReadonlyMap<string, string>
  isOpen: boolean
  isSelected: boolean
  onSelect: (ordinal: number, isSelected: boolean) => void
}

/** Drawn once for as long as it is in sight. */
const Line = memo(function Line({
  index,
  line,
  columns,
  titles,
  template,
  start,
  isOpen,
  isSelected,
  onSelect,
}: LineProps) {
  const style = { gridTemplateColumns: template, transform: `translateY(${start}px)` }
  if (line === undefined) {
    // Its place says how far one has come while a bar is dragged faster than lines can be read.
    return (
      <tr className={styles.line} aria-rowindex={index + 2} style={style}>
        <td />
        <td className={styles.awaited}>{formatCount(index + 1)}</td>
      </tr>
    )
  }
  return (
    <tr className={styles.line} aria-rowindex={index + 2} aria-current={isOpen ? 'true' : undefined} style={style}>
      <td>
        <input
          type="checkbox"
          aria-label={`Choose ${line.problemId}${columns.includes('repeat') ? `, repeat ${line.repeat + 1}` : ''}`}
          checked={isSelected}
          onChange={({ target }) => onSelect(line.ordinal, target.checked)}
        />
      </td>
      {columns.map((column, at) => (
        <td key={column} data-align={columnOf(column).align} data-column={column}>
          {at === 0 ? (
            // It covers the whole line.
            <button type="button" onClick={() => openProblem(line.ordinal)} onKeyDown={moveOn}>
              <Cell column={column} line={line} titles={titles} />
            </button>
          ) : (
            <Cell column={column} line={line} titles={titles} />
          )}
        </td>
      ))}
    </tr>
  )
})

interface CellProps {
  column: ResultColumn
  line: ResultLine
  titles: ReadonlyMap<string, string>
}

function Cell({ column, line, titles }: CellProps) {
  if (column === 'otherVerdict' && line.otherVerdict !== null)
    return <VerdictChip verdict={line.otherVerdict} graded={null} />
  if (column === 'verdict') return <VerdictChip verdict={line.verdict} graded={line.graded} />
  const text = columnOf(column).text(line, titles)
  // What is cut can be read by pointing at it.
  return <span title={text}>{text}</span>
}

/** The arrows go from line to line. */
function moveOn(event: KeyboardEvent<HTMLElement>): void {
  const line = event.currentTarget.closest('tr')
  const next =
    event.key === 'ArrowDown'
      ? line?.nextElementSibling
      : event.key === 'ArrowUp'
        ? line?.previousElementSibling
        : undefined
  const button = next?.querySelector('button')
  if (button == null) return
  event.preventDefault()
  button.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}
