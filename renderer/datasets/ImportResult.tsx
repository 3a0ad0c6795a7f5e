import type { ReactNode } from 'react'
import type { ImportReport } from '../../shared/datasets-contract'
import { formatCount, formatNumberOf } from '../../shared/format'
import { rowIdsWords } from '../../shared/import-words'
import styles from './ImportDialog.module.css'

/** What came of an import, bad rows by their line. */
export function ImportResult({ report, children }: { report: ImportReport; children?: ReactNode }) {
  const { dataset, rows, problems, outcomes, badRows, badAnswers, badFigures, bad } = report
  const rowIds = rowIdsWords(report)
  const hasOutcomes = outcomes.added + outcomes.same > 0
  return (
    <div role="status">
      <p className={styles.verdict}>
        {dataset.name} has {formatNumberOf(dataset.problems, 'problem')},{' '}
        {dataset.withKey === 0 ? 'none' : formatCount(dataset.withKey)} with an answer key.
      </p>
      <dl className={styles.counts}>
        <Count name="rows read" value={rows} />
        <Count name="problems added" value={problems.added} />
        <Count name="known already" value={problems.same} />
        {hasOutcomes && <Count name="outcomes added" value={outcomes.added} />}
        {hasOutcomes && <Count name="outcomes known already" value={outcomes.same} />}
        <Count name="bad rows left out" value={badRows} />
        {badAnswers > 0 && <Count name="single answers left out" value={badAnswers} />}
        {badFigures > 0 && <Count name="single figures left unknown" value={badFigures} />}
      </dl>
      {rowIds !== undefined && <p className={styles.doubt}>{rowIds}</p>}
      {children}
      {bad.length > 0 && (
        <>
          <h3 className={styles.heading}>What could not be read</h3>
          <table className={styles.bad}>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {bad.map(({ line, reason }) => (
                <tr key={`${line} ${reason}`}>
                  <td>{formatCount(line)}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {badRows + badAnswers + badFigures > bad.length && (
            <p className={styles.quiet}>The first {bad.length} are shown.</p>
          )}
        </>
      )}
    </div>
  )
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dd>{formatCount(value)}</dd>
      <dt>{name}</dt>
    </div>
  )
}
