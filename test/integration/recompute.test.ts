import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../../electron/compose'
import { type Comparison, comparisonSchema, type Paired } from '../../shared/comparison'
import type { RouterEvidence } from '../../shared/router-evidence'
import { root, temporaryFolder, terminal } from '../setup/terminal'

// Every figure is recomputed here from the exported CSV by other means than the program's own: none of its functions is used.

interface Row {
  problemId: string
  correct: boolean
  answer: string
  usd: number
  latencyMs: number
  escalated: boolean
  path: string[]
}

const folder = temporaryFolder()
const db = join(folder, 'runs.db')
const dataset = join(root, 'resources/datasets/math-ladder.jsonl')
const names = ['all-standard', 'all-reasoning', 'route-by-difficulty', 'full-hybrid']
let comparison: Comparison
let html: string
let inside: RouterEvidence
const rowsOf = new Map<string, Row[]>()

beforeAll(async () => {
  const graphs = names.map((name) => join(root, 'resources/graphs', `${name}.json`))
  const ran = await terminal(folder, 'run', ...graphs, '--data', dataset, '--db', db, '--json')
  const ids = (JSON.parse(ran.stdout) as { runs: { id: string }[] }).runs.map(({ id }) => id)
  for (const id of ids) {
    const { stdout } = await terminal(folder, 'export', id, '--format', 'csv', '--db', db)
    rowsOf.set(id, (parse(stdout, { columns: true }) as Record<string, string>[]).map(readRow))
  }
  const compared = await terminal(folder, 'compare', ...ids, '--baseline', ids[1] ?? '', '--db', db, '--json')
  comparison = comparisonSchema.parse(JSON.parse(compared.stdout))
  await terminal(folder, 'report', ...ids, '--baseline', ids[1] ?? '', '-o', 'report.html', '--db', db)
  html = readFileSync(join(folder, 'report.html'), 'utf8')
  const composed = compose({ databaseFile: db, resourcesDir: root, host: 'terminal', access: 'read' })
  inside = await composed.services.compare.router(ids[3] ?? '')
  composed.close()
})

function readRow({
  problemId = '',
  verdict,
  answer = '',
  usd,
  latencyMs,
  escalated,
  path = '',
}: Record<string, string>): Row {
  return {
    problemId,
    correct: verdict === 'correct',
    answer,
    usd: Number(usd),
    latencyMs: Number(latencyMs),
    escalated: escalated === 'true',
    path: path.split(' > '),
  }
}

const rows = (id: string): Row[] => rowsOf.get(id) ?? []
const rowsAt = (place: number): Row[] => rows(comparison.runs[place]?.id ?? '')
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const count = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length

describe('the matrix of runs', () => {
  it('has the shares, dollars, percentiles and rates of the exported rows', () => {
    expect(comparison.runs).toHaveLength(4)
    for (const run of comparison.runs) {
      const all = rows(run.id)
      expect([run.problems, run.correct]).toEqual([500, count(all, ({ correct }) => correct)])
      expect(run.accuracy).toBe(run.correct / 500)
      expect(run.usd).toBeCloseTo(mean(all.map(({ usd }) => usd)) * 500, 9)
      expect(run.usdPerCorrect).toBeCloseTo((mean(all.map(({ usd }) => usd)) * 500) / run.correct, 9)
      const sorted = all.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b)
      // Nearest rank: the 250th and the 475th of 500.
      expect([run.latencyMs.p50, run.latencyMs.p95]).toEqual([sorted[249], sorted[474]])
    }
    const rates = comparison.runs.map(({ escalationRate }) => escalationRate)
    expect(rates).toEqual([null, null, null, count(rowsAt(3), ({ escalated }) => escalated) / 500])
  })

  it('has Wilson’s intervals: where a share would be just 1.96 standard errors from the one seen', () => {
    for (const { accuracy, accuracyInterval } of comparison.runs) {
      for (const end of accuracyInterval ?? []) {
        const errors = Math.abs(end - (accuracy ?? 0)) / Math.sqrt((end * (1 - end)) / 500)
        expect(errors).toBeCloseTo(1.959964, 5)
      }
    }
  })

  it('has the frontier: what no other beats in both', () => {
    const beaten = comparison.runs.filter((one) =>
      comparison.runs.some((other) => other.correct > one.correct && (other.usd ?? 0) < (one.usd ?? 0)),
    )
    const best = comparison.runs.filter((run) => !beaten.includes(run)).map(({ id }) => id)
    expect(comparison.frontier.toSorted()).toEqual(best.toSorted())
  })
})

/** The exact two-sided sign test by whole numbers: sums of binomial coefficients over 2^n. */
function signTest(a: number, b: number): number {
  const n = BigInt(a + b)
  let [coefficient, tail] = [1n, 0n]
  for (let k = 0n; k <= BigInt(Math.min(a, b)); k += 1n) {
    tail += coefficient
    coefficient = (coefficient * (n - k)) / (k + 1n)
  }
  const scale = 10n ** 18n
  return a === b ? 1 : Math.min(1, Number((2n * tail * scale) / 2n ** n) / 1e18)
}

function differences({ runId, baselineId }: Paired): { verdicts: number[]; costs: number[] } {
  const baseline = new Map(rows(baselineId).map((row) => [row.problemId, row]))
  const pairs = rows(runId).map((row) => [row, baseline.get(row.problemId)] as const)
  return {
    verdicts: pairs.map(([one, other]) => Number(one.correct) - Number(other?.correct)),
    costs: pairs.map(([one, other]) => one.usd - (other?.usd ?? Number.NaN)),
  }
}

/** The 95 % interval of a mean by normal theory. */
function normalInterval(values: readonly number[]): [number, number] {
  const middle = mean(values)
  const error = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / values.length)
  return [middle - 1.96 * error, middle + 1.96 * error]
}

describe('the paired differences', () => {
  it('have the counts, the exact McNemar p and Holm’s correction of the exported verdicts', () => {
    const raw = comparison.pairs.map((pair) => {
      const { verdicts } = differences(pair)
      const [onlyRun, onlyBaseline] = [count(verdicts, (one) => one > 0), count(verdicts, (one) => one < 0)]
      expect([pair.onlyRun, pair.onlyBaseline, pair.problems]).toEqual([onlyRun, onlyBaseline, 500])
      expect(pair.both + pair.neither).toBe(500 - onlyRun - onlyBaseline)
      return signTest(onlyRun, onlyBaseline)
    })
    const order = raw.toSorted((a, b) => a - b)
    for (const [at, p] of raw.entries()) {
      const corrected = Math.max(
        ...order.slice(0, order.indexOf(p) + 1).map((one, rank) => Math.min(1, one * (3 - rank))),
      )
      expect(comparison.pairs[at]?.pAccuracy).toBeCloseTo(corrected, 10)
    }
  })

  it('have means of the exported differences, within intervals as wide as normal theory has them', () => {
    for (const pair of comparison.pairs) {
      const { verdicts, costs } = differences(pair)
      for (const [{ difference, interval }, values] of [
        [pair.accuracy, verdicts],
        [pair.usdPerProblem, costs],
      ] as const) {
        expect(difference).toBeCloseTo(mean(values), 10)
        const [low, high] = normalInterval(values)
        for (const [end, expected] of [
          [interval?.[0], low],
          [interval?.[1], high],
        ] as const)
          expect(Math.abs((end ?? Number.NaN) - expected)).toBeLessThan(0.12 * (high - low))
      }
    }
  })

  it('need as many problems as Connor’s formula says', () => {
    // The points of the normal distribution at 2.5 % by one, two and three: as many as are open are corrected for.
    const open = comparison.pairs.filter(({ pAccuracy }) => (pAccuracy ?? 1) >= 0.05).length
    const point = [1.959964, 2.241403, 2.39398][Math.max(1, open) - 1] ?? Number.NaN
    for (const { onlyRun, onlyBaseline, needed } of comparison.pairs) {
      const [d, delta] = [(onlyRun + onlyBaseline) / 500, (onlyRun - onlyBaseline) / 500]
      const total = Math.ceil((point * Math.sqrt(d) + 0.841621 * Math.sqrt(d - delta ** 2)) ** 2 / delta ** 2)
      expect(Math.abs((needed?.total ?? 0) - total)).toBeLessThanOrEqual(1)
    }
  })
})

describe('the inside of a router', () => {
  it('has the ways that the exported paths took', () => {
    const paths = rowsAt(3)
    for (const { nodeId, ways } of inside.branches) {
      const came = paths.filter(({ path }) => path.some((step) => step.startsWith(`${nodeId}.`)))
      for (const { port, taken, right } of ways) {
        const left = came.filter(({ path }) => path.includes(`${nodeId}.${port}`))
        expect([taken.count, taken.of]).toEqual([left.length, came.length])
        expect(right.count).toBe(count(left, ({ correct }) => correct))
      }
    }
    expect(inside.branches.map(({ nodeId }) => nodeId).sort()).toEqual(['cache', 'checks', 'difficulty', 'sure'])
  })

  it('has the tier that each problem needed, from the runs of each model alone', () => {
    const [standard, reasoning] = [rowsAt(0), rowsAt(1)]
    const [classifier] = inside.classifiers
    expect(classifier?.tiers.map(({ model }) => model)).toEqual(['standard', 'reasoning'])
    for (const row of classifier?.confusion ?? []) {
      const sent = [...rowsAt(3).entries()].filter(([, { path }]) => path.includes(`difficulty.${row.label}`))
      const needed = [0, 0]
      let none = 0
      for (const [at] of sent) {
        if (standard[at]?.correct) needed[0] = (needed[0] ?? 0) + 1
        else if (reasoning[at]?.correct) needed[1] = (needed[1] ?? 0) + 1
        else none += 1
      }
      expect(row).toMatchObject({ problems: sent.length, needed, none, unknown: 0 })
    }
  })

  it('has what escalating changed, from the run of the fast model alone', () => {
    const escalated = [...rowsAt(3).entries()].filter(([, { path }]) => path.includes('sure.escalate'))
    const [gate] = inside.escalations
    expect(gate?.gain).toMatchObject({
      problems: escalated.length,
      before: count(escalated, ([at]) => rowsAt(0)[at]?.correct === true),
      after: count(escalated, ([, { correct }]) => correct),
      ungraded: 0,
    })
    const spent = escalated.reduce((sum, [at, { usd }]) => sum + usd - (rowsAt(0)[at]?.usd ?? 0), 0)
    expect(gate?.gain.usd).toBeCloseTo(spent, 9)
  })

  it('has the misses of its verifier', () => {
    const verified = [...rowsAt(3).entries()].filter(([, { path }]) => path.some((step) => step.startsWith('checks.')))
    const [verifier] = inside.verifiers
    const { falseAccept, falseReject, undecided = 0, ungraded } = verifier ?? {}
    expect((falseAccept?.of ?? 0) + (falseReject?.of ?? 0) + undecided).toBe(verified.length)
    expect(ungraded).toBe(0)
    const failed = verified.filter(([, { path }]) => path.includes('checks.fail'))
    expect(falseReject?.count).toBe(count(failed, ([at]) => rowsAt(0)[at]?.correct === true))
  })
})

describe('the report', () => {
  it('is one file without scripts, and may load nothing', () => {
    expect(statSync(join(folder, 'report.html')).size).toBeLessThan(200_000)
    expect(html).toMatch(
      /content="default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
    )
    expect(html).not.toMatch(
      /<script|javascript:|\son\w+=|https?:\/\/(?!www\.w3\.org\/2000\/svg)|<link|<img|<iframe|url\(/,
    )
  })

  it('says of every run what the exported rows say', () => {
    for (const { id, graph } of comparison.runs) {
      const share = (count(rows(id), ({ correct }) => correct) / 5).toFixed(1)
      expect(html).toMatch(new RegExp(`<th scope="row">${graph}[^\n]*<td>${share} %`))
    }
    expect(html).toContain('Against All reasoning')
    expect(html.match(/<svg/g)).toHaveLength(2)
  })
})
