import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { reportSchema } from '../../shared/report'
import { root, saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const db = join(folder, 'work.db')
const anytime = join(root, '../shared/data/anytime-gsm8k/preds_student_full.jsonl')

const say = (...args: string[]) => terminal(folder, ...args, '--db', db)

async function runJson(...args: string[]) {
  const { stdout, stderr } = await say('run', ...args, '--json')
  return { stderr, run: reportSchema.parse(JSON.parse(stdout)).runs[0] }
}

describe('a run with repeats from the terminal', () => {
  const sums = join(folder, 'sums.jsonl')
  const rows = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({ id: `p${n}`, question: `What is ${n} + ${n}?`, key: 2 * n, difficulty: 'hard' }),
  )
  writeFileSync(sums, rows.join('\n'))
  const graph = saveGraph(folder, 'one.json', { ...oneModel(), name: 'one' })
  const dear = saveGraph(folder, 'two.json', { ...cascade(), name: 'two' })

  it('says what it came to, how steady it was, and in the field’s own names', async () => {
    const { code, stdout } = await say('run', graph, '--data', sums, '--repeats', '4')
    expect(code).toBe(0)
    expect(stdout).toMatch(/\d+ of 160/)
    expect(stdout).toMatch(
      /one \(\w+\): of 40 problems walked 4 times each, [\d.]+ % right every time, [\d.]+ % now and then, [\d.]+ % never \(pass@1 [\d.]+ %, pass@2 [\d.]+ %, pass@4 [\d.]+ %; pass\^2 [\d.]+ %, pass\^4 [\d.]+ %\)/,
    )
    expect((await say('runs')).stdout).toContain('160 of 160 (4 each)')
  })

  it('gives the same results whenever it is run, and its first repeat is the run without others', async () => {
    const exported = async (...more: string[]) => {
      const { run } = await runJson(dear, '--data', sums, ...more)
      const { stdout } = await say('export', run?.id ?? '', '--format', 'csv')
      return parse(stdout, { columns: true }) as Record<string, string>[]
    }
    const three = await exported('--repeats', '3')
    expect(await exported('--repeats', '3')).toEqual(three)
    expect(three.map(({ ordinal, repeat }) => `${repeat} ${ordinal}`)).toEqual(
      Array.from({ length: 120 }, (_, n) => `${Math.floor(n / 40) + 1} ${n % 40}`),
    )
    expect(three.slice(0, 40).map(({ verdict }) => verdict)).toEqual((await exported()).map(({ verdict }) => verdict))
  })

  it('is estimated with all of its walks', async () => {
    const { stdout } = await say('estimate', graph, '--data', sums, '--repeats', '5')
    expect(stdout).toContain('200 calls')
    expect(stdout).toContain('from all 200 walks, 5 of each problem, made on simulated answers')
  })

  it.each(['0', '101', 'often'])('is refused %s times', async (repeats) => {
    const { code, stderr } = await say('run', graph, '--data', sums, '--repeats', repeats)
    expect(code).toBe(2)
    expect(stderr).toContain('a whole number from 1 to 100')
  })

  it('is compared with one without by problem, and says by which test', async () => {
    const ids = [await runJson(graph, '--data', sums, '--repeats', '3'), await runJson(dear, '--data', sums)]
    const { stdout } = await say('compare', ...ids.map(({ run }) => run?.id ?? ''))
    expect(stdout).toMatch(
      /paired on 40 problems, each by the share of its walks that are right \(exact sign-flip test\):/,
    )
  })
})

describe.skipIf(!existsSync(anytime))(
  'four recorded answers to each problem (skipped where the file is not there)',
  () => {
    const file = join(folder, 'attempts.jsonl')
    const graph = saveGraph(folder, 'student.json', {
      ...oneModel(),
      name: 'student',
      roles: { fast: { connection: 'recorded', model: 'student' } },
    })

    beforeAll(async () => {
      const lines = readFileSync(anytime, 'utf8').trim().split('\n')
      const rows = lines.map((line) => {
        const { uid, t, problem, gold, answer, conf, correct } = JSON.parse(line)
        return JSON.stringify({
          id: uid,
          question: problem,
          key: gold,
          model: 'student',
          sample: t - 1,
          answer,
          confidence: conf,
          score: correct,
        })
      })
      writeFileSync(file, rows.join('\n'))
      const { code, stderr } = await say(
        'import',
        file,
        '--name',
        'attempts',
        '--outcomes',
        'model=model,sample=sample',
      )
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    })

    it('are taken one by each repeat: the published figures of all four attempts', async () => {
      const { run, stderr } = await runJson(graph, '--data', 'attempts', '--repeats', '4')
      // No walk is without an answer of its own.
      expect(stderr.trim()).toBe(
        'student: 5,276 calls: 5,276 from recorded outcomes; $0 charged, what was saved is not known',
      )
      expect(run).toMatchObject({ problems: 1319, walks: 5276, correct: 843 + 910 + 897 + 884 })
      const { stdout } = await say('export', run?.id ?? '', '--format', 'csv')
      const rows = parse(stdout, { columns: true }) as Record<string, string>[]
      const right = (wanted: string) => rows.filter(({ repeat, verdict }) => repeat === wanted && verdict === 'correct')
      expect(['1', '2', '3', '4'].map((repeat) => right(repeat).length)).toEqual([843, 910, 897, 884])
      const times = new Map<string, number>()
      for (const { problemId = '', verdict } of rows)
        times.set(problemId, (times.get(problemId) ?? 0) + Number(verdict === 'correct'))
      const rightTimes = [0, 1, 2, 3, 4].map((n) => [...times.values()].filter((count) => count === n).length)
      expect(run?.repeated).toEqual({ repeats: 4, rightTimes })
    })

    it('are too few for six repeats: it is said before, and the rest fails', async () => {
      const { run, stderr } = await runJson(graph, '--data', 'attempts', '--repeats', '6')
      expect(stderr).toContain(
        'student: outcomes for 5,276 of 7,914 walks (1,319 problems, 6 times each); each repeat needs an answer of its own, so the other 2,638 will fail where it is asked',
      )
      expect(stderr).toContain('2,638 walks failed, such as: “attempts” has no outcome number 5 of “student” for')
      expect(run).toMatchObject({ failed: 2638, correct: 843 + 910 + 897 + 884 })
    })
  },
)
