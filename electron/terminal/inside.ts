import {
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatNumberOf,
  formatShare,
  formatUsd,
} from '../../shared/format'
import { markOracle } from '../../shared/oracle-mark'
import type { RouterEvidence } from '../../shared/router-evidence'
import { oracleNote } from './comparison'
import { type Column, formatTable } from './table'

type Rate = RouterEvidence['verifiers'][number]['falseAccept']

/** Where the router of a run goes right and wrong, as tables for people; `--json` is for programs. */
export function formatInside(evidence: RouterEvidence): string {
  const { run } = evidence
  const right = `${formatShare(run.accuracy)} ${formatHalfWidth(run.accuracyInterval)} right`
  const head = `Inside ${markOracle(run.graph, run)}: ${formatNumberOf(run.problems, 'problem')} of ${run.dataset}, ${right}`
  const sections = [
    escalations(evidence),
    calibrations(evidence),
    ...evidence.classifiers.map(classifier),
    verifiers(evidence),
    caches(evidence),
    branches(evidence),
  ].filter((section) => section !== '')
  const none = 'There is no router in this design: no way parts in it, and its models state no confidence.'
  return [head, ...(sections.length === 0 ? [none] : sections)].join('\n\n') + oracleNote([run])
}

/** A title over a table whose first column is words and whose others are figures; nothing where it has no rows. */
function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const aligned = columns.map((name, at): Column => ({ title: name, align: at === 0 ? 'left' : 'right' }))
  return `${title}\n${formatTable(aligned, rows)}`
}

function escalations({ escalations: of }: RouterEvidence): string {
  const columns = [
    'Node',
    'Escalated',
    'Fast path right',
    'Slow path right',
    'Right before',
    'Right after',
    'More dollars',
  ]
  return section(
    'Escalations (right before and after: of the problems that were escalated)',
    columns,
    of.map(({ title, rate, accepted, escalated, gain }) => [
      title,
      counted(rate),
      accepted === null ? '–' : share(accepted.right),
      escalated === null ? '–' : share(escalated.right),
      ofAll(gain.before, gain.problems),
      ofAll(gain.after, gain.problems),
      formatUsd(gain.usd),
    ]),
  )
}

function calibrations({ calibrations: of }: RouterEvidence): string {
  return section(
    'Confidences (0 is calibrated for ECE, perfect for Brier; an AUROC of 0.5 tells nothing)',
    ['Node', 'Model', 'Answers', 'ECE', 'Brier', 'AUROC', 'No confidence', 'Grade not known'],
    of.map(({ title, model, rated, ece, brier, auroc, missing, ungraded }) => [
      title,
      model ?? '–',
      formatCount(rated),
      ...[ece, brier, auroc].map((value) => (value === null ? '–' : value.toFixed(3))),
      formatCount(missing),
      formatCount(ungraded),
    ]),
  )
}

function classifier({
  title,
  tiers,
  hit,
  tooCheap,
  tooDear,
  confusion,
}: RouterEvidence['classifiers'][number]): string {
  const fits = `sent to the tier needed ${counted(hit)}, too cheap and wrong ${counted(tooCheap)}, dearer than needed ${counted(tooDear)}`
  return section(
    `Classifier ${title}: ${fits}`,
    ['Label', 'Sent to', 'Problems', ...tiers.map(({ model }) => `needed ${model}`), 'None is right', 'Not known'],
    confusion.map(({ label, sent, problems, needed, none, unknown }) => [
      label,
      sent,
      ...[problems, ...tiers.map((_, at) => needed[at] ?? 0), none, unknown].map(formatCount),
    ]),
  )
}

function verifiers({ verifiers: of }: RouterEvidence): string {
  return section(
    'Verifiers',
    ['Node', 'Method', 'Wrong answers it passed', 'Right answers it failed', 'Undecided', 'Grade not known'],
    of.map(({ title, method, falseAccept, falseReject, undecided, ungraded }) => [
      title,
      method,
      counted(falseAccept),
      counted(falseReject),
      formatCount(undecided),
      formatCount(ungraded),
    ]),
  )
}

function caches({ caches: of }: RouterEvidence): string {
  return section(
    'Caches (saved: what the answers of the hits had cost when they were first given, at list price)',
    ['Node', 'Hits', 'Hits right', 'Misses right', 'A miss cost', 'Saved'],
    of.map(({ title, hits, hitRight, missRight, usdPerMiss, savedUsd }) => [
      title,
      counted(hits),
      share(hitRight),
      share(missRight),
      formatUsd(usdPerMiss),
      formatUsd(savedUsd),
    ]),
  )
}

function branches({ branches: of }: RouterEvidence): string {
  return section(
    'Every parting of the ways',
    ['Way out', 'Taken', 'Right in the end', 'Dollars each', 'p50'],
    of.flatMap(({ title, ways }) =>
      ways.map(({ port, taken, right, usdPerProblem, p50Ms }) => [
        `${title}, ${port}`,
        counted(taken),
        share(right),
        formatUsd(usdPerProblem),
        formatDuration(p50Ms),
      ]),
    ),
  )
}

function share(rate: Rate): string {
  return rate.share === null ? '–' : `${formatShare(rate.share)} ${formatHalfWidth(rate.interval)}`
}

function counted(rate: Rate): string {
  return rate.share === null ? '–' : `${formatShare(rate.share)} (${ofAll(rate.count, rate.of)})`
}

function ofAll(count: number, of: number): string {
  return `${formatCount(count)} of ${formatCount(of)}`
}
