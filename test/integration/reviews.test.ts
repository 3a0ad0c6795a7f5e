import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundLive, hosted, liveConnection } from '../../electron/service/live.fixture'
import { addProblems, temporaryServices, watchRun } from '../../electron/service/service.fixture'
import { reviewed } from '../../shared/graph/graph.fixture'
import { temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()

it('the terminal shows what waits in another program, and what it decides there lets that run go on', async () => {
  const databaseFile = join(folder, 'work.db')
  const services = temporaryServices({ databaseFile, connections: hosted(liveConnection()) })
  const datasetId = await addProblems(services, 2)
  const { id } = services.runs.start({
    from: { graph: boundLive(reviewed()) },
    datasetId,
    seed: 7,
    limit: null,
    concurrency: 1,
  })
  for await (const { waiting } of services.runs.watch(id)) if (waiting === 2) break

  const listed = await terminal(folder, 'reviews', '--db', databaseFile)
  expect(listed.stdout).toContain('What is 1 + 1?')
  expect(listed.stdout).toContain('in → ask')
  const shown = await terminal(folder, 'review', '2', '--db', databaseFile)
  expect(shown.stdout).toContain('Proposed answer:\n1')

  const approve = await terminal(folder, 'review', '1', '--approve', '--db', databaseFile)
  expect(approve).toMatchObject({ code: 0, stdout: 'Review 1 is decided; 1 review left.\n' })
  const again = await terminal(folder, 'review', '1', '--approve', '--db', databaseFile)
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toContain('review 1 is decided already')
  const both = await terminal(folder, 'review', '2', '--approve', '--correct', '2', '--db', databaseFile)
  expect(both.code).toBe(2)
  const correct = await terminal(folder, 'review', '2', '--correct', '2', '--note', 'a sum', '--db', databaseFile)
  expect(correct.stdout).toBe('Review 2 is decided; none left.\n')

  await watchRun(services, id)
  expect(services.runs.summary(id)).toMatchObject({ problems: 2, correct: 2 })
  expect(services.runs.results(id, 1, 1)[0]?.steps).toContainEqual(['person', 'corrected', 'corrected: a sum'])
})
