import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import { parseGraph } from '../../shared/graph/load'
import { saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()

it('the terminal trains the classifier of a graph file on imported outcomes, and the file then runs', async () => {
  const db = join(folder, 'work.db')
  const outcomes = join(folder, 'outcomes.jsonl')
  const rows = Array.from({ length: 80 }, (_, n) => {
    const isSum = n % 2 === 0
    const question = isSum ? `How many are ${n} and ${n} apples?` : `Prove that ${n} divides the product.`
    const answered = (model: string, correct: boolean) => ({ id: `p${n}`, question, model, answer: '1', correct })
    return [answered('small', isSum), answered('large', true)].map((row) => JSON.stringify(row)).join('\n')
  })
  writeFileSync(outcomes, rows.join('\n'))
  const mapping = ['--map', 'id=id,question=question', '--outcomes', 'model=model,answer=answer,correct=correct']
  expect((await terminal(folder, 'import', outcomes, '--name', 'graded', ...mapping, '--db', db)).code).toBe(0)

  const graph = saveGraph(folder, 'route.json', {
    ...graphOf(
      [
        ['in', 'input'],
        ['sort', 'classifier'],
        ['cheap', 'model', { role: 'fast' }],
        ['dear', 'model', { role: 'reasoner' }],
        ['out', 'output'],
      ],
      ['in.problem > sort', 'sort.easy > cheap', 'sort.hard > dear', 'cheap.answer > out', 'dear.answer > out'],
    ),
    roles: {
      fast: { connection: 'recorded', model: 'small' },
      reasoner: { connection: 'recorded', model: 'large' },
    },
  })
  const train = ['train-classifier', graph, '--data', 'graded', '--models', 'small,large', '--db', db]
  const out = join(folder, 'trained.json')
  const trained = await terminal(folder, ...train, '--labels', 'easy,hard', '--out', out)
  expect(trained.stdout).toContain('Trained “sort” on 80 problems of “graded”')
  expect(parseGraph(readFileSync(out, 'utf8'), out).nodes[1]?.settings).toMatchObject({ method: 'learned' })

  const { stdout } = await terminal(folder, 'run', out, '--data', 'graded', '--json', '--db', db)
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ problems: 80, failed: 0 }] })
  expect(JSON.parse(stdout).runs[0].correct).toBeGreaterThan(75)

  const other = await terminal(folder, ...train, '--out', join(folder, 'other.json'))
  expect(other.stderr).toContain('“sort” now has the ports small, large, which the edges of')
  expect(trained.stderr).not.toContain('ports')

  const wrong = await terminal(folder, ...train, '--labels', 'easy')
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toContain('2 models and 1 label')
})
