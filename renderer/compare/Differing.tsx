import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompareRow } from '../../shared/compare-rows'
import type { Answered, DifferingProblem, DifferingSide } from '../../shared/comparison'
import { formatCount, formatDuration, formatNumberOf, formatUsd } from '../../shared/format'
import { door } from '../api'
import { Button } from '../shell/Button'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './Differing.module.css'
import { Segments } from './Segments'

interface DifferingProps {
  runIds: readonly string[]
  baseline: CompareRow
  focus: CompareRow
}

const PAGE = 10

/** The problems that only one of two runs got right: what each answered, and by which way. */
export function Differing({ runIds, baseline, focus }: DifferingProps) {
  const [side, setSide] = useState<DifferingSide>('all')
  const [offset, setOffset] = useState(0)
  const input = { runIds: [...runIds], baselineId: baseline.id, runId: focus.id, side, offset, limit: PAGE }
  const query = useQuery(door.compare.differing.queryOptions({ input, placeholderData: keepPreviousData }))
  const { total = 0, problems = [] } = query.data ?? {}
  const only = focus.pair?.test === 'mcnemar' ? 'Only' : 'More often'
  const last = Math.min(offset + PAGE, total)
  return (
    <section className={pageStyles.card} id="differing">
      <div className={styles.head}>
        <div>
          <h2>Problems on which they differ</h2>
          <p className={pageStyles.quiet}>
            {focus.label} beside {baseline.label}:{' '}
            {focus.pair?.test === 'mcnemar'
              ? 'only one of them is right.'
              : 'one of them is right more often; of each a walk is shown that tells.'}
          </p>
        </div>
        <Segments
          label="Which of them is right"
          value={side}
          options={[
            { value: 'all', label: 'All' },
            { value: 'onlyRun', label: `${only} ${focus.label}` },
            { value: 'onlyBaseline', label: `${only} ${baseline.label}` },
          ]}
          onChoose={(next) => {
            setSide(next)
            setOffset(0)
          }}
        />
      </div>
      {query.data !== undefined && total === 0 && <p className={styles.none}>There is none.</p>}
      <ol className={styles.list}>
        {problems.map((problem) => (
          <Problem key={problem.problemId} problem={problem} names={[focus.label, baseline.label]} />
        ))}
      </ol>
      {total > PAGE && (
        <div className={styles.pages}>
          <span>
            {formatCount(offset + 1)} to {formatCount(last)} of {formatNumberOf(total, 'problem')}
          </span>
          <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
            Before
          </Button>
          <Button disabled={last >= total} onClick={() => setOffset(offset + PAGE)}>
            Next
          </Button>
        </div>
      )}
    </section>
  )
}

function Problem({ problem, names }: { problem: DifferingProblem; names: readonly [string, string] }) {
  const { problemId, question, answerKey, category, difficulty, run, baseline } = problem
  const about = [problemId, category, difficulty].filter((part) => part !== null).join(' · ')
  return (
    <li className={styles.problem}>
      <div className={styles.question}>
        <p className={styles.about}>{about}</p>
        <p className={styles.text}>{question}</p>
        {answerKey !== null && (
          <p className={styles.about}>
            Key: <b>{answerKey}</b>
          </p>
        )}
      </div>
      <Side name={names[0]} answered={run} />
      <Side name={names[1]} answered={baseline} />
    </li>
  )
}

const verdictWords = { correct: 'right', wrong: 'wrong', abstained: 'abstained', failed: 'failed' } as const

function Side({ name, answered }: { name: string; answered: Answered }) {
  const { verdict, answer, failure, usd, latencyMs, path, times } = answered
  return (
    <div className={styles.side}>
      <p className={styles.about}>
        {name} ·{' '}
        <span className={classes(styles.verdict, verdict === 'correct' && styles.right)}>{verdictWords[verdict]}</span>
        {times !== null && ` · right ${times.right} of ${formatNumberOf(times.walks, 'time')}`}
      </p>
      <p className={styles.answer}>{answer ?? failure ?? 'no answer'}</p>
      <p className={styles.path}>{path.join(' › ')}</p>
      <p className={styles.about}>
        {formatUsd(usd)} · {formatDuration(latencyMs)}
      </p>
    </div>
  )
}
