import { SwitchyardError, singleLine } from '../../shared/errors'
import { formatMoment, formatNumberOf } from '../../shared/format'
import type { ReviewDecision } from '../../shared/review'
import type { Review } from '../../shared/reviews-contract'
import type { CommonOptions } from './commands'
import { withServices } from './session'
import { print, printJson, remark } from './speak'
import { formatTable } from './table'

const MOST_LISTED = 1000

/** Lists what waits for a person, oldest first. */
export async function reviews(options: CommonOptions): Promise<void> {
  await withServices({ db: options.db, access: 'read' }, ({ reviews: service }) => {
    const list = service.list(MOST_LISTED)
    if (options.json === true) return printJson(list)
    print(formatReviews(list.reviews))
    if (list.waiting > list.reviews.length) remark(`… and ${list.waiting - list.reviews.length} more`)
  })
}

function formatReviews(waiting: readonly Review[]): string {
  if (waiting.length === 0) return 'Nothing waits for a review.'
  const rows = waiting.map(({ id, runId, graph, question, answer, path, askedAt }) => [
    String(id),
    runId,
    graph,
    singleLine(question, 60),
    answer === null ? 'none' : singleLine(answer, 30),
    path.join(' → '),
    formatMoment(askedAt),
  ])
  const titles = ['Review', 'Run', 'Design', 'Question', 'Answer', 'Path', 'Asked']
  return formatTable(
    titles.map((title) => ({ title, align: 'left' as const })),
    rows,
  )
}

export interface DecideOptions extends CommonOptions {
  approve?: boolean
  correct?: string
  note?: string
}

/** Shows one review, or decides it; works beside the program whose run waits. */
export async function review(id: number, options: DecideOptions): Promise<void> {
  const decided = decisionOf(options)
  await withServices({ db: options.db, access: decided === undefined ? 'read' : 'decide' }, ({ reviews: service }) => {
    if (decided === undefined) return show(service.get(id), options)
    service.decide(id, decided)
    const waiting = service.countWaiting()
    if (options.json === true) printJson({ id, decided, waiting })
    else print(`Review ${id} is decided; ${waiting === 0 ? 'none' : formatNumberOf(waiting, 'review')} left.`)
  })
}

function decisionOf({ approve, correct, note: given }: DecideOptions): ReviewDecision | undefined {
  const note = given ?? null
  if (approve === true && correct !== undefined) {
    throw new SwitchyardError('USAGE', '--approve and --correct cannot both be meant', { hint: 'give one of them' })
  }
  if (correct !== undefined) return { decision: 'corrected', answer: correct, note }
  if (approve === true) return { decision: 'approved', note }
  if (note === null) return undefined
  throw new SwitchyardError('USAGE', 'a note alone decides nothing', { hint: 'add --approve or --correct TEXT' })
}

function show(waiting: Review, { json }: CommonOptions): void {
  if (json === true) {
    printJson(waiting)
    return
  }
  const { id, graph, runId, path, instructions, question, answer } = waiting
  print(
    [
      `Review ${id} of “${graph}”, run ${runId}, by way of ${path.join(' → ')}`,
      `\nInstructions:\n${instructions}`,
      `\nQuestion:\n${question}`,
      `\nProposed answer:\n${answer ?? 'none'}`,
      `\nDecide by “switchyard review ${id} --approve” or “switchyard review ${id} --correct TEXT”.`,
    ].join('\n'),
  )
}
