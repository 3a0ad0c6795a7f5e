import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { formatHalfWidth, formatShare } from '../../shared/format'
import { formatInUnit, wordsOf } from '../../shared/money-unit'
import { markOracle, oracleWords } from '../../shared/oracle-mark'
import { walksWords } from '../../shared/repeat-words'
import type { RouterEvidence } from '../../shared/router-evidence'
import { door, failureOf } from '../api'
import { MoneyControls } from '../compare/MoneyControls'
import { useMoney } from '../compare/money'
import { Button } from '../shell/Button'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { Branches } from './Branches'
import { Caches } from './Caches'
import { Calibrations } from './Calibrations'
import { Classifiers } from './Classifiers'
import { Escalations } from './Escalations'
import styles from './Router.module.css'
import { Verifiers } from './Verifiers'

interface RouterPageProps {
  runId: string
  /** Where `onBack` leads to, in words. */
  back: string
  onBack: () => void
}

/** Of one run: where its router goes right and wrong, and what that is worth. */
export function RouterPage({ runId, back, onBack }: RouterPageProps) {
  const query = useQuery(door.compare.router.queryOptions({ input: { id: runId } }))
  const evidence = query.data
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div className={styles.back}>
          <Button look="quiet" label={back} onClick={onBack}>
            <ArrowLeft size={16} />
          </Button>
          <div>
            <h1>
              {evidence === undefined ? 'Inside a run' : `Inside ${markOracle(evidence.run.graph, evidence.run)}`}
            </h1>
            <Subtitle evidence={evidence} />
          </div>
        </div>
        <MoneyControls />
      </div>
      {query.isPending && <p className={styles.empty}>Reading every step of the run …</p>}
      {query.error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(query.error))}</p>}
      {evidence !== undefined && <Sections evidence={evidence} />}
    </main>
  )
}

function Subtitle({ evidence }: { evidence: RouterEvidence | undefined }) {
  const money = useMoney()
  if (evidence === undefined) return <p>Where its router goes right and wrong.</p>
  const { version, dataset, walks, repeated, accuracy, accuracyInterval, usd, seed, oracle } = evidence.run
  const usdPerProblem = usd === null || walks === 0 ? null : usd / walks
  return (
    <p>
      {version !== null && `Version ${version} · `}
      {walksWords(walks, repeated?.repeats ?? 1)} of {dataset} · seed {seed} · {formatShare(accuracy)}{' '}
      {formatHalfWidth(accuracyInterval)} right · {formatInUnit(usdPerProblem, money)} {wordsOf(money)}
      {oracle && ` · ${oracleWords}`}
    </p>
  )
}

function Sections({ evidence }: { evidence: RouterEvidence }) {
  const { escalations, calibrations, classifiers, verifiers, caches, branches } = evidence
  const isPlain = escalations.length + calibrations.length + classifiers.length + verifiers.length + caches.length === 0
  return (
    <>
      {isPlain && (
        <section className={pageStyles.card}>
          <h2>There is no router in this design</h2>
          <p>It has no classifier, escalation, verifier or cache, and its models state no confidence.</p>
        </section>
      )}
      {escalations.map((one) => (
        <Escalations key={one.nodeId} escalation={one} problems={evidence.run.walks} />
      ))}
      {calibrations.map((one) => (
        <Calibrations key={one.nodeId} calibration={one} />
      ))}
      {classifiers.map((one) => (
        <Classifiers key={one.nodeId} classifier={one} />
      ))}
      {verifiers.length > 0 && <Verifiers verifiers={verifiers} />}
      {caches.length > 0 && <Caches caches={caches} />}
      {branches.length > 0 && <Branches branches={branches} />}
    </>
  )
}
