import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useMemo } from 'react'
import { formatDuration, formatShare, formatUsd } from '../../shared/format'
import { parseGraph } from '../../shared/graph/load'
import type { ProblemDetail } from '../../shared/results-contract'
import { door, failureOf } from '../api'
import { Button } from '../shell/Button'
import { lineOfFailure } from '../shell/notice-store'
import { CallCard } from './CallCard'
import { GradeByHand } from './GradeByHand'
import { PathPicture } from './PathPicture'
import styles from './ProblemPanel.module.css'
import { RepeatSteps } from './RepeatSteps'
import { openProblem } from './result-view'
import { VerdictChip } from './VerdictChip'

interface ProblemPanelProps {
  runId: string
  ordinal: number
  titles: ReadonlyMap<string, string>
  /** Goes to the line above (-1) or below (1) in the table. */
  onStep: (by: -1 | 1) => void
}

/** One problem of a run: what was asked and answered, the way it went, and every call. */
export function ProblemPanel({ runId, ordinal, titles, onStep }: ProblemPanelProps) {
  const problem = useQuery({
    ...door.results.problem.queryOptions({ input: { id: runId, ordinal } }),
    // Whoever goes on by keys stays at the button.
    placeholderData: keepPreviousData,
  })
  return (
    <aside className={styles.panel} aria-label="Problem">
      <header className={styles.head}>
        <h2>{problem.data?.problemId ?? 'Problem'}</h2>
        {problem.data !== undefined && (
          <VerdictChip verdict={problem.data.verdict} graded={problem.data.correction?.graded ?? null} />
        )}
        <span className={styles.space} />
        <Button look="quiet" label="Previous problem" onClick={() => onStep(-1)}>
          <ChevronUp size={16} />
        </Button>
        <Button look="quiet" label="Next problem" onClick={() => onStep(1)}>
          <ChevronDown size={16} />
        </Button>
        <Button look="quiet" label="Close" onClick={() => openProblem(null)}>
          <X size={16} />
        </Button>
      </header>
      {problem.data !== undefined && <RepeatSteps problem={problem.data} />}
      {problem.error !== null && <p className={styles.trouble}>{lineOfFailure(failureOf(problem.error))}</p>}
      {problem.data !== undefined && <Body key={problem.data.ordinal} problem={problem.data} titles={titles} />}
    </aside>
  )
}

function Body({ problem, titles }: { problem: ProblemDetail; titles: ReadonlyMap<string, string> }) {
  const { question, answer, answerKey, failure, category, difficulty, gradedBy } = problem
  const graph = useMemo(() => parseGraph(problem.graph, 'the saved graph'), [problem.graph])
  const prompts = useQuery(
    door.results.prompts.queryOptions({ input: { id: problem.runId, ordinal: problem.ordinal } }),
  )
  const about = [category, difficulty].filter((part) => part !== null).join(' · ')
  return (
    <div className={styles.body}>
      {about !== '' && <p className={styles.quiet}>{about}</p>}
      <p className={styles.question}>{question}</p>
      <dl className={styles.answers}>
        <dt>Answer</dt>
        <dd>{answer ?? <span className={styles.quiet}>none</span>}</dd>
        <dt>Key</dt>
        <dd>{answerKey ?? <span className={styles.quiet}>none</span>}</dd>
      </dl>
      {failure !== null && <p className={styles.trouble}>{failure}</p>}
      <Figures problem={problem} />
      <GradeByHand problem={problem} gradedBy={gradedBy} />
      <h3>Path</h3>
      <PathPicture graph={graph} steps={problem.steps} />
      <ol className={styles.steps}>
        {problem.steps.map(([node, port, why], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
          <li key={at}>
            <b>{titles.get(node) ?? node}</b> {port !== null && <span className={styles.port}>{port}</span>}
            <span className={styles.quiet}>{why}</span>
          </li>
        ))}
      </ol>
      <h3>{problem.calls.length === 0 ? 'No calls' : 'Calls'}</h3>
      {problem.calls.map((call) => (
        <CallCard
          key={call.seq}
          call={call}
          title={titles.get(call.nodeId) ?? call.nodeId}
          prompt={prompts.data?.find(({ seq }) => seq === call.seq)}
          isKnown={prompts.data !== undefined}
        />
      ))}
      <Attempts problem={problem} />
    </div>
  )
}

function Figures({ problem }: { problem: ProblemDetail }) {
  const { usd, billedUsd, savedUsd, latencyMs, confidence, escalated } = problem
  const figures: [string, string][] = [
    ['list price', formatUsd(usd)],
    ['billed', formatUsd(billedUsd)],
    ['saved', formatUsd(savedUsd)],
    ['time', formatDuration(latencyMs)],
    ['confidence', confidence === null ? '–' : formatShare(confidence, 0)],
    ['escalated', escalated ? 'yes' : 'no'],
  ]
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Attempts({ problem }: { problem: ProblemDetail }) {
  if (problem.attempts.length === 0) return null
  return (
    <>
      <h3>Earlier attempts</h3>
      <ul className={styles.attempts}>
        {problem.attempts.map(({ number, verdict, answer, failure, billedUsd }) => (
          <li key={number}>
            <VerdictChip verdict={verdict} graded={null} /> {failure ?? answer ?? ''}
            <span className={styles.quiet}> · {formatUsd(billedUsd)} billed</span>
          </li>
        ))}
      </ul>
    </>
  )
}
