/** What is looked up, and where: outcomes that stand for any request. */
export interface AheadReader<Outcome> {
  /** The outcomes of a model to the problems from this one on, over so many problems, in their order. */
  page: (problemId: string, model: string, sample: number, reach: number) => Outcome[]
  one: (problemId: string, model: string, sample: number) => Outcome | undefined
}

interface Page<Outcome> {
  outcomes: Map<string, Outcome>
  /** How many problems it reaches over, and how many of its outcomes were asked for. */
  reach: number
  used: number
}

const LEAST = 16
const MOST = 1024
/** Each repeat of a run asks for answers of its own: the pages of those long past are given up. */
const MOST_PAGES = 32

/**
 * Finds the outcomes of one dataset for a run that asks for them about in the dataset's order: a page of what comes next is
 * read at once, at a quarter of the time of single look-ups. A page reaches further while most of it is used, and
 * what is not in it is looked up by itself, so that any order is right.
 */
export function readAhead<Outcome extends { problemId: string }>({ page: readPage, one }: AheadReader<Outcome>) {
  const pages = new Map<string, Page<Outcome>>()
  return (problemId: string, model: string, sample: number): Outcome | undefined => {
    const stream = sample === 0 ? model : `${sample} ${model}`
    const page = pages.get(stream)
    const known = page?.outcomes.get(problemId)
    if (page !== undefined && known !== undefined) {
      page.used += 1
      return known
    }
    const reach = reachAfter(page)
    if (reach === 0) {
      pages.delete(stream)
      return one(problemId, model, sample)
    }
    const outcomes = readPage(problemId, model, sample, reach)
    const byProblem = new Map<string, Outcome>()
    for (const outcome of outcomes) byProblem.set(outcome.problemId, outcome)
    pages.delete(stream)
    pages.set(stream, { outcomes: byProblem, reach, used: 1 })
    for (const oldest of pages.keys()) {
      if (pages.size <= MOST_PAGES) break
      pages.delete(oldest)
    }
    const [first] = outcomes
    return first?.problemId === problemId ? first : one(problemId, model, sample)
  }
}

/** None where little of the last page was of use. */
function reachAfter(page: Page<unknown> | undefined): number {
  if (page === undefined) return LEAST
  return page.used * 4 < page.reach ? 0 : Math.min(MOST, page.reach * 4)
}
