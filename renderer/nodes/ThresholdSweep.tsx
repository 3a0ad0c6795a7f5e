import { useMemo } from 'react'
import { type GateCounts, type SeenAtGate, sweepGate } from '../../shared/evidence/at-gate'
import type { GateBudgets, GateSettings } from '../../shared/nodes/escalation/decide'
import { classes } from '../theme/classes'
import styles from './GateEvidence.module.css'
import { gateParts } from './gate-parts'

const steps = 100
const thresholds = Array.from({ length: steps + 1 }, (_, step) => step / steps)

interface ThresholdSweepProps {
  seen: readonly SeenAtGate[]
  settings: GateSettings
  budgets: GateBudgets
}

/** What every threshold would do, from 0 at the left to 1 at the right, with a line at the present one. */
export function ThresholdSweep({ seen, settings, budgets }: ThresholdSweepProps) {
  const { threshold, byCategory, missingConfidence, acceptWhenLessThanMs, acceptWhenLessThanUsd } = settings
  const { latencyBudgetMs, moneyBudgetUsd } = budgets
  // The settings are read anew at every move of the slider: only what they say is compared.
  const categories = JSON.stringify(byCategory)
  const bands = useMemo(() => {
    const own = JSON.parse(categories) as GateSettings['byCategory']
    const others = { threshold: 0, byCategory: own, missingConfidence, acceptWhenLessThanMs, acceptWhenLessThanUsd }
    return bandsOf(sweepGate(seen, others, { latencyBudgetMs, moneyBudgetUsd }, thresholds), seen.length)
  }, [
    seen,
    categories,
    missingConfidence,
    acceptWhenLessThanMs,
    acceptWhenLessThanUsd,
    latencyBudgetMs,
    moneyBudgetUsd,
  ])
  return (
    <figure className={classes(styles.sweep, styles.tones)} aria-label="What every threshold from 0 to 1 would do">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {bands.map(({ name, tone, path }) => (
          <path key={name} data-tone={tone} d={path} />
        ))}
        <line x1={threshold * 100} x2={threshold * 100} y1={0} y2={100} />
      </svg>
      <figcaption>
        <span>0</span>
        <span>every threshold</span>
        <span>1</span>
      </figcaption>
    </figure>
  )
}

/** Stacked from the bottom in the order of the legend. */
function bandsOf(counts: readonly GateCounts[], of: number): { name: string; tone: string; path: string }[] {
  const floor = counts.map(() => 0)
  return gateParts.map(({ name, tone }) => {
    const low = [...floor]
    for (const [step, count] of counts.entries()) floor[step] = (floor[step] ?? 0) + (count[name] / of) * 100
    const up = floor.map((height, step) => `${step},${(100 - height).toFixed(2)}`)
    const down = low.map((height, step) => `${step},${(100 - height).toFixed(2)}`).reverse()
    return { name, tone, path: `M${[...up, ...down].join('L')}Z` }
  })
}
