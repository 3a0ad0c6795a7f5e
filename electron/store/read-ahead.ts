/** What is looked up, and where: outcomes that stand for any request. */
export interface AheadReader<Row, Outcome> {
  /** The outcomes of a model to the problems from this one on, over so many problems, in their order. */
  page: (problemId: string, model: string, sample: number, reach: number) => Row[]
  problemIdOf: (row: Row) => string
  read: (row: Row) => Outcome
  one: (problemId: string, model: string, sample: number) => Outcome | undefined
}

interface Page<Row> {
  rows: Map<string, Row>
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
export function readAhead<Row, Outcome>({ page: readPage, problemIdOf, read, one }: AheadReader<Row, Outcome>) {
  const pages = new Map<string, Page<Row>>()

  function turnTo(stream: string, problemId: string, model: string, sample: number): Row | undefined {
    const reach = reachAfter(pages.get(stream))
    pages.delete(stream)
    if (reach === 0) return undefined
    const rows = new Map<string, Row>()
    for (const row of readPage(problemId, model, sample, reach)) rows.set(problemIdOf(row), row)
    pages.set(stream, { rows, reach, used: 1 })
    for (const oldest of pages.keys()) {
      if (pages.size <= MOST_PAGES) break
      pages.delete(oldest)
    }
    return rows.get(problemId)
  }

  return (problemId: string, model: string, sample: number): Outcome | undefined => {
    const stream = sample === 0 ? model : `${sample} ${model}`
    const page = pages.get(stream)
    let row = page?.rows.get(problemId)
    if (page !== undefined && row !== undefined) page.used += 1
    else row = turnTo(stream, problemId, model, sample)
    return row === undefined ? one(problemId, model, sample) : read(row)
  }
}

/** None where little of the last page was of use. */
function reachAfter(page: Page<unknown> | undefined): number {
  if (page === undefined) return LEAST
  return page.used * 4 < page.reach ? 0 : Math.min(MOST, page.reach * 4)
}
