import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { type RoutingCurve, routingCurveSchema } from '../../shared/routing-curve'
import { root, saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const db = join(folder, 'work.db')
const data = join(root, '../shared/data')
const hasData = existsSync(data)

async function curve(...args: string[]): Promise<RoutingCurve> {
  const { code, stdout, stderr } = await terminal(folder, 'curve', ...args, '--db', db, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return routingCurveSchema.parse(JSON.parse(stdout))
}

async function imported(file: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await terminal(folder, 'import', file, '--db', db, ...args)
  expect([code, stderr]).toEqual([0, ''])
}

const save = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

interface Row {
  prompt: string
  mixtral: boolean
  gpt4: boolean
}

/** The verdicts without the contaminated prompts, read by a library of others. */
function routellm(): Row[] {
  const lines = readFileSync(join(data, 'routellm-gsm8k/contaminated_prompts.jsonl'), 'utf8').trim().split('\n')
  const dropped = new Set(lines.map((line) => (JSON.parse(line) as { eval_prompt: string }).eval_prompt))
  const rows = parse(readFileSync(join(data, 'routellm-gsm8k/gsm8k_responses.csv')), { columns: true })
  return (rows as Record<string, string>[])
    .filter(({ prompt = '' }) => !dropped.has(prompt))
    .map(({ prompt = '', ...row }) => ({
      prompt,
      mixtral: row['mistralai/Mixtral-8x7B-Instruct-v0.1'] === 'True',
      gpt4: row['gpt-4-1106-preview'] === 'True',
    }))
}

it.skipIf(hasData)(
  'routing curves are not checked against recorded outcomes: ../shared/data is not there',
  ({ skip }) => {
    skip('put the recorded outcomes at ../shared/data to check the terminal’s figures against them')
  },
)

describe.skipIf(!hasData)('the routing curve between Mixtral and GPT-4 on GSM8K, by length', () => {
  const known = { problems: 1307, overlap: { both: 739, onlyFirst: 94, onlySecond: 382, neither: 92 } }
  const expectFigures = ({ weak, strong, ...found }: RoutingCurve, [first, second]: [string, string]): void => {
    expect(found).toMatchObject(known)
    expect([weak.model, weak.correct, strong.model, strong.correct]).toEqual([first, 833, second, 1121])
    expect(found.apgr).toBeCloseTo(0.5977, 4)
    expect(found.cpt50).toBeCloseTo(0.365, 4)
    expect(found.cpt80).toBeCloseTo(0.6695, 4)
    expect(found.perfect.accuracy).toBeCloseTo(0.9296, 4)
    // Computed elsewhere, by counting pairs.
    expect(found.auroc).toBeCloseTo(0.597181, 6)
    expect(found.leftOut).toEqual({ onlyWeak: 0, onlyStrong: 0, neither: 0, ungraded: 0 })
  }

  it('is the same from a long CSV, from nested JSON and from Parquet, and the better model is the strong one', async () => {
    const rows = routellm()
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const long = rows.flatMap(({ prompt, mixtral, gpt4 }) => [
      `${quoted(prompt)};GPT;${gpt4 ? 'yes' : 'no'};0.0123`,
      `${quoted(prompt)};Mix;${mixtral ? 'yes' : 'no'};0.00024`,
    ])
    const csv = save('long.csv', `\uFEFFQuery;LLM;Was it right?;Dollars\r\n${long.join('\r\n')}`)
    const outcome = 'model=LLM,correct=Was it right?,usd=Dollars'
    await imported(csv, '--name', 'long', '--map', 'question=Query', '--outcomes', outcome)
    const priced = await curve('long')
    expectFigures(priced, ['Mix', 'GPT'])
    expect(priced.weak.usdPerProblem).toBeCloseTo(0.00024, 9)
    expect(priced.perfect.usdPerProblem).toBeCloseTo((925 * 0.00024 + 382 * 0.0123) / 1307, 9)

    const nested = rows.map(({ prompt, mixtral, gpt4 }) => ({
      q: { text: prompt },
      by: { m: { ok: mixtral }, g: { ok: gpt4 } },
    }))
    const json = save('nested.json.gz', gzipSync(JSON.stringify(nested)))
    await imported(json, '--name', 'nested', '--map', 'question=q.text', '--outcomes', 'wide,correct=by.{model}.ok')
    expectFigures(await curve('nested', '--weak', 'm'), ['m', 'g'])

    const columns = [
      { name: 'prompt', data: rows.map(({ prompt }) => prompt), type: 'STRING' as const },
      { name: 'm', data: rows.map(({ mixtral }) => (mixtral ? 0.75 : 0.25)), type: 'DOUBLE' as const },
      { name: 'g', data: rows.map(({ gpt4 }) => Number(gpt4)), type: 'DOUBLE' as const },
    ]
    const parquet = save('wide.parquet', new Uint8Array(parquetWriteBuffer({ columnData: columns })))
    await imported(parquet, '--name', 'parquet', '--outcomes', 'wide,correct={model}', '--models', 'm,g')
    expectFigures(await curve('parquet'), ['m', 'g'])
  })
})

describe.skipIf(!hasData)('the routing curve between two budgets on GSM8K, by confidence', () => {
  it('escalates 269, 303 and all problems below .5, .8 and .9, and is right on 923, 935 and 884', async () => {
    const lines = readFileSync(join(data, 'anytime-gsm8k/preds_student_full.jsonl'), 'utf8').trim().split('\n')
    const some = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ t }) => t === 1 || t === 4)
    const rows = some.map(({ uid, t, problem, gold, answer, conf, correct }) => ({
      item: { uid, problem, gold },
      tier: t === 1 ? 'first' : 'last',
      said: { answer, conf, correct },
      usd: t === 1 ? 1 : 10,
    }))
    await imported(
      save('tiers.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')),
      ...['--name', 'tiers', '--map', 'id=item.uid,question=item.problem,key=item.gold'],
      ...['--outcomes', 'model=tier,answer=said.answer,confidence=said.conf,correct=said.correct,usd=usd'],
    )
    const found = await curve('tiers', '--by', 'confidence', '--thresholds', '0.5,0.8,0.9')
    expect(found.cascade?.map(({ escalated, correct }) => [escalated, correct])).toEqual([
      [269, 923],
      [303, 935],
      [1319, 884],
    ])
    expect(found.cascade?.[1]?.usdPerProblem).toBeCloseTo(1 + (10 * 303) / 1319, 9)
    expect([found.weak.correct, found.strong.correct, found.unscored]).toEqual([843, 884, 256])
    expect(found.auroc).toBeCloseTo(0.7245, 4)
    expect(found.aurocScored).toBeCloseTo(0.5488, 4)
    // Of equal confidences only all or none can be escalated; in the order of the file the area is this.
    expect(found.apgr).toBeCloseTo(1.5093, 4)
  })
})

describe('switchyard curve', () => {
  const outcomes = [
    ['a', 'x', 1, 0.9],
    ['a', 'y', 1, null],
    ['bb', 'x', 0, 0.3],
    ['bb', 'y', 1, null],
    ['ccc', 'x', 0, 0.6],
    ['dddd', 'y', 1, null],
    ['ééééé', 'x', null, 0.5],
    ['ééééé', 'y', 1, null],
  ].map(([question, model, correct, confidence]) => JSON.stringify({ question, model, correct, confidence }))
  const file = save('own.jsonl', outcomes.join('\n'))
  const refused = async (...args: string[]) => {
    const { code, stderr, stdout } = await terminal(folder, 'curve', ...args, '--db', db)
    expect([code, stdout]).toEqual([code === 2 ? 2 : 1, ''])
    return stderr
  }

  it('reads a file as `run` does, and counts what is left out', async () => {
    const found = await curve(file)
    expect(found).toMatchObject({
      problems: 2,
      weak: { model: 'x', correct: 1 },
      strong: { model: 'y', correct: 2 },
      leftOut: { onlyWeak: 1, onlyStrong: 1, neither: 0, ungraded: 1 },
      apgr: 0.75,
    })
    const { stdout } = await terminal(folder, 'curve', file, '--db', db)
    expect(stdout).toContain('Over 2 problems to which both models have a graded answer; left out: 1 that only x')
    expect(stdout).toContain('1 with neither a key nor a recorded grade')
    expect(stdout).toContain('Dollars are unknown')
  })

  it('says what is wrong in one line', async () => {
    expect(await refused('nowhere')).toMatch(/“nowhere” is neither a dataset nor a file/)
    expect(await refused(file, '--weak', 'z', '--strong', 'y')).toMatch(/no imported outcomes of “z”; choose of: x, y/)
    expect(await refused(file, '--weak', 'x', '--strong', 'x')).toMatch(/cannot be routed against itself/)
    expect(await refused(file, '--thresholds', '0.5')).toMatch(/--thresholds is for --by confidence/)
    expect(await refused(file, '--by', 'learned')).toMatch(/does not say whose classifier/)
    const untrained = saveGraph(folder, 'untrained.json', cascade())
    expect(await refused(file, '--by', 'learned', '--graph', untrained)).toMatch(/has no trained classifier/)
    const more = save('more.jsonl', `${outcomes.join('\n')}\n{"question":"a","model":"z","correct":1}`)
    expect(await refused(more)).toMatch(/has outcomes of 3 models; name two by --weak and --strong: x \(1 of 3 right\)/)
    const one = save('one.jsonl', '{"question":"a","model":"z","correct":1}')
    expect(await refused(one)).toMatch(/outcomes of one model only, “z”, and routing takes two/)
  })

  it('writes the curve as a picture', async () => {
    const picture = join(folder, 'curve.svg')
    const { code, stderr } = await terminal(folder, 'curve', file, '--svg', picture, '--db', db)
    expect([code, stderr]).toEqual([0, `Wrote ${picture}.\n`])
    expect(readFileSync(picture, 'utf8')).toMatch(/^<svg .*CPT\(50\).*<\/svg>\n$/)
  })

  it('is ordered by a trained classifier', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => {
      const isHard = n % 2 === 1
      const question = isHard ? `prove the lemma about primes ${n}` : `add ${n} and ${n}`
      return { question, cheap: isHard ? 0 : 1, dear: 1 }
    })
    const wide = save('learn.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))
    await imported(wide, '--name', 'learn', '--outcomes', 'wide,correct={model}', '--models', 'cheap,dear')
    const graph = saveGraph(
      folder,
      'classifier.json',
      JSON.parse(readFileSync(join(root, 'resources/graphs/route-by-difficulty.json'), 'utf8')),
    )
    const args = ['--data', 'learn', '--models', 'cheap,dear', '--labels', 'easy,hard', '--db', db]
    const { code, stderr } = await terminal(folder, 'train-classifier', graph, ...args)
    expect([code, stderr]).toEqual([0, expect.stringContaining('now has the ports easy, hard')])
    const found = await curve('learn', '--by', 'learned', '--graph', graph)
    expect(found).toMatchObject({ auroc: 1, cpt50: 0.25, paysBoth: false, trainedHere: true })
  })
})
