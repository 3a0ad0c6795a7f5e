import type { ReactNode } from 'react'
import { type CompareRow, failedWords, missWords, wordsOfRow } from '../../shared/compare-rows'
import { netValue } from '../../shared/evidence/net-value'
import { doubtOf, type PairWords, pairedOn } from '../../shared/evidence/paired-words'
import { formatCount, formatNumberOf, formatSetUsd, formatUsd } from '../../shared/format'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import { type Money, useMoney } from './money'
import { focusOn } from './selection'

interface VerdictProps {
  rows: readonly CompareRow[]
  focus: CompareRow | undefined
  baseline: CompareRow | undefined
}

/** The run that is looked at against the baseline, and the others in a line each. */
export function Verdict({ rows, focus, baseline }: VerdictProps) {
  const money = useMoney()
  const words = focus === undefined ? undefined : wordsOfRow(focus, rows, money)
  if (focus?.pair === undefined || baseline === undefined || words === undefined) {
    return (
      <section className={pageStyles.card}>
        <h2>One run is no comparison</h2>
        <p className={styles.quiet}>Choose a second one under “Runs”, or replay another design.</p>
      </section>
    )
  }
  const others = rows.filter((row) => row.pair !== undefined && row !== focus)
  return (
    <section className={classes(pageStyles.card, styles.verdict)} aria-live="polite">
      <h2>
        {focus.label} against {baseline.label}
      </h2>
      <p className={styles.quiet}>Paired on {pairedOn(focus.pair)}</p>
      <Callout tone={words.tone} headline={words.headline}>
        {words.detail}
      </Callout>
      <Miss row={focus} />
      <Failed rows={[focus, baseline]} />
      <Worth row={focus} money={money} />
      <Differ row={focus} baseline={baseline} />
      {others.length > 0 && (
        <>
          <h3>The others against {baseline.label}</h3>
          <ul className={styles.others}>
            {others.map((row) => (
              <li key={row.id}>
                <button type="button" onClick={() => focusOn(row.id)}>
                  <b>{row.label}</b> <span>{wordsOfRow(row, rows, money)?.headline}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const tones: Record<PairWords['tone'], string | undefined> = {
  better: styles.told,
  trade: styles.told,
  worse: styles.worse,
  same: undefined,
  open: styles.open,
}

function Callout({ tone, headline, children }: { tone: PairWords['tone']; headline: string; children: ReactNode }) {
  return (
    <div className={classes(styles.callout, tones[tone])}>
      <b>{headline}</b>
      <p>{children}</p>
    </div>
  )
}

function Miss({ row }: { row: CompareRow }) {
  const miss = missWords(row)
  if (miss === null) return null
  return (
    <Callout tone="worse" headline="Struck out: it is too slow.">
      {miss.replace('too slow: ', '')}; it is on no frontier.
    </Callout>
  )
}

function Failed({ rows }: { rows: readonly CompareRow[] }) {
  return rows.flatMap((row) => {
    const words = failedWords(row)
    if (words === null) return []
    return [
      <p key={row.id} className={styles.worth}>
        {row.label}: {words}.
      </p>,
    ]
  })
}

/** What the change of design is worth at the user's value of a right answer, unless the difference may be chance. */
function Worth({ row, money }: { row: CompareRow; money: Money }) {
  const { valuePerCorrect, monthlyProblems } = money
  if (row.pair === undefined) return null
  const { accuracy, usdPerProblem } = row.pair
  const { usdPerProblem: net, breakEvenUsd } = netValue(
    accuracy.difference,
    usdPerProblem.difference,
    valuePerCorrect ?? 0,
  )
  const words = doubtOf(row.pair)
  const doubt = words === null ? '' : ` ${words}`
  const isBetter = (accuracy.difference ?? 0) > 0
  const even =
    breakEvenUsd === null
      ? ''
      : isBetter
        ? ` Its extra right answers are worth their price from ${formatUsd(breakEvenUsd)} each.`
        : ` What it saves is worth more than what it loses as long as a right answer is worth less than ${formatUsd(breakEvenUsd)}.`
  if (net === null) return null
  if (valuePerCorrect === null) return even === '' ? null : <p className={styles.worth}>{even + doubt}</p>
  const monthly = formatUsd(Math.abs(net) * monthlyProblems)
  return (
    <p className={styles.worth}>
      At {formatSetUsd(valuePerCorrect)} a right answer and {formatCount(monthlyProblems)} problems a month it is worth{' '}
      <b>
        {monthly} {net < 0 ? 'less' : 'more'} a month
      </b>
      .{even}
      {doubt}
    </p>
  )
}

function Differ({ row, baseline }: { row: CompareRow; baseline: CompareRow }) {
  if (row.pair === undefined) return null
  const { onlyRun, onlyBaseline, test } = row.pair
  const differing = onlyRun + onlyBaseline
  const isShare = test !== 'mcnemar'
  return (
    <>
      <h3>Where they differ</h3>
      {differing === 0 ? (
        <p className={styles.quiet}>
          On no problem is {isShare ? 'one of them right more often' : 'only one of them right'}.
        </p>
      ) : (
        <>
          <p className={styles.quiet}>
            {formatNumberOf(differing, 'problem')}: {formatCount(onlyRun)}{' '}
            {isShare ? 'right more often here' : 'only here right'}, {formatCount(onlyBaseline)}{' '}
            {isShare ? 'more often' : 'only'} in {baseline.label}
          </p>
          <div className={styles.split} aria-hidden>
            {onlyRun > 0 && <span style={{ flexGrow: onlyRun }}>{formatCount(onlyRun)}</span>}
            {onlyBaseline > 0 && <span style={{ flexGrow: onlyBaseline }}>{formatCount(onlyBaseline)}</span>}
          </div>
          <a className={styles.link} href="#differing">
            See them side by side
          </a>
        </>
      )}
    </>
  )
}
