import { describe, expect, it } from 'vitest'
import { mcnemarP } from '../../shared/evidence/mcnemar'
import { accuracyTold } from '../../shared/evidence/paired-words'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { resultsOf, walked } from './repeats.fixture'
import { addProblems, temporaryServices } from './service.fixture'

describe('runs with repeats compared', () => {
  async function compared() {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 60)
    const many = await walked(services, oneModel(), datasetId)
    const single = await walked(services, oneModel({ role: 'reasoner' }), datasetId, { repeats: 1 })
    return { services, datasetId, many, single }
  }

  it('stand problem by problem, by the share of right walks, even against a run without repeats', async () => {
    const { services, many, single } = await compared()
    const { runs, pairs, common, note } = services.compare.runs({ runIds: [many, single], baselineId: many })
    expect([common, note]).toEqual([60, null])
    expect(runs.map(({ id, problems, walks, finished }) => [id, problems, walks, finished])).toEqual([
      [many, 60, 180, 60],
      [single, 60, 60, 60],
    ])
    const shares = new Map<string, number>()
    for (const { problemId, verdict } of resultsOf(services, many))
      shares.set(problemId, (shares.get(problemId) ?? 0) + Number(verdict === 'correct') / 3)
    const gains = resultsOf(services, single).map(
      ({ problemId, verdict }) => Number(verdict === 'correct') - (shares.get(problemId) ?? 0),
    )
    const gain = gains.reduce((sum, one) => sum + one, 0) / 60
    expect(pairs).toMatchObject([{ runId: single, problems: 60, test: 'signFlip' }])
    expect(pairs[0]?.accuracy.difference).toBeCloseTo(gain, 12)
    expect(pairs[0]?.onlyRun).toBe(gains.filter((one) => one > 1e-9).length)
  })

  it('have wider intervals than as many problems would give', async () => {
    const { services, many } = await compared()
    const { accuracyInterval, accuracy } = services.runs.summary(many)
    const half = ((accuracyInterval?.[1] ?? 0) - (accuracyInterval?.[0] ?? 0)) / 2
    const share = accuracy ?? 0
    expect(half).toBeGreaterThan(1.96 * Math.sqrt((share * (1 - share)) / 180))
    const [one] = services.compare.runs({ runIds: [many] }).runs
    expect(one?.accuracyInterval).toEqual(accuracyInterval)
  })

  it('are parted by difficulty, and show the walks that tell', async () => {
    const { services, many, single } = await compared()
    const groups = services.compare.groups({ runIds: [many, single], baselineId: many, by: 'difficulty' })
    expect(groups.map(({ problems }) => problems)).toEqual([20, 20, 20])
    const correct = groups.reduce((sum, { cells }) => sum + (cells[0]?.correct ?? 0), 0)
    expect(correct).toBe(services.runs.summary(many).correct)
    const page = { runIds: [many, single], baselineId: many, runId: single, offset: 0, limit: 100 }
    const { total, problems } = services.compare.differing({ ...page, side: 'onlyRun' })
    expect(total).toBe(problems.length)
    expect(total).toBeGreaterThan(0)
    for (const { baseline, run } of problems) {
      expect([run.verdict, run.times]).toEqual(['correct', { right: 1, walks: 1 }])
      expect(baseline.verdict).not.toBe('correct')
      expect(baseline.times?.walks).toBe(3)
      expect(baseline.times?.right).toBeLessThan(3)
    }
    const { runs } = services.compare.latency({ runIds: [many, single] })
    expect(runs.map(({ counts }) => counts?.reduce((sum, one) => sum + one, 0))).toEqual([180, 60])
  })

  it('over another dataset that shares problems, stand on those', async () => {
    const { services, many } = await compared()
    const other = await walked(services, oneModel(), await addProblems(services, 25, 'another'), { repeats: 2 })
    const { common, runs, note } = services.compare.runs({ runIds: [other, many], baselineId: many })
    expect(common).toBe(25)
    expect(runs.map(({ problems, walks }) => [problems, walks])).toEqual([
      [25, 50],
      [25, 75],
    ])
    expect(note).toContain('has 60')
    const { problems } = services.compare.differing({
      runIds: [other, many],
      baselineId: many,
      runId: other,
      side: 'all',
      offset: 0,
      limit: 100,
    })
    expect(problems.every(({ problemId }) => Number(problemId.slice(1)) < 25)).toBe(true)
  })

  it('are told in a report with the test that was used', async () => {
    const { services, many, single } = await compared()
    const of = { runIds: [many, single], baselineId: many, per: 'thousand' as const, monthlyProblems: 1000 }
    const page = services.compare.report({ ...of, valuePerCorrect: null })
    expect(page).toContain('exact sign-flip test')
    expect(page).toContain('of 60 problems walked 3 times each')
    expect(page).not.toContain('McNemar')
  })

  it('that differ by luck alone are not called different', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 60)
    const runIds: string[] = []
    for (const [seed, repeats] of [
      [1, 3],
      [2, 3],
      [3, 5],
      [4, 1],
      [5, 4],
    ] as const)
      runIds.push(await walked(services, oneModel(), datasetId, { seed, repeats }))
    for (const baselineId of runIds) {
      const { pairs } = services.compare.runs({ runIds, baselineId })
      expect(pairs.map(accuracyTold).filter((told) => told === 'more' || told === 'less')).toEqual([])
    }
  })

  it('tell of their router over all walks, with intervals as wide as the problems allow', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 60)
    const [once, thrice] = [
      await walked(services, cascade(), datasetId, { repeats: 1 }),
      await walked(services, cascade(), datasetId),
    ]
    const [one, three] = [await services.compare.router(once), await services.compare.router(thrice)]
    expect(three.escalations[0]?.rate.of).toBe(180)
    const width = ({ escalations }: typeof one) => {
      const [low, high] = escalations[0]?.rate.interval ?? [0, 0]
      return high - low
    }
    expect(width(three) / width(one)).toBeGreaterThan(0.8)
    expect(three.escalations[0]?.overTime.at(-1)?.to).toBe(59)
    expect(three.calibrations[0]?.repeats).toBe(3)
    const { won = 0, lost = 0, p = 0 } = three.escalations[0]?.gain ?? {}
    // As if all of its walks were of problems of their own it would be surer than it may be.
    expect(p).toBeGreaterThan(mcnemarP(lost, won))
    expect(p).toBeLessThan(1)
  })
})
