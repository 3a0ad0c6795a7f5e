import type { DatasetGroups, DatasetNeeds } from '../../shared/datasets-contract'
import { atomic } from './atomic'
import type { Db } from './open'

/** What a dataset is made of, what depends on it, and its end. */
export function datasetCare(db: Db) {
  const groups = (column: 'category' | 'difficulty') =>
    db.prepare<[number], DatasetGroups['categories'][number]>(
      `select ${column} as name, count(*) as problems from problems where dataset_id = ?
       group by 1 order by 1 nulls last limit 500`,
    )
  const [categories, difficulties] = [groups('category'), groups('difficulty')]
  const needs = db.prepare<[{ id: number }], DatasetNeeds>(
    `select (select count(*) from runs where dataset_id = @id and is_play = 0) as runs,
       (select count(*) from results r join runs on runs.id = r.run_id where runs.dataset_id = @id) as results,
       (select count(*) from problems where dataset_id = @id) as problems,
       (select count(*) from outcomes where dataset_id = @id) as outcomes`,
  )
  const running = db
    .prepare<[number], number>(`select count(*) from runs where dataset_id = ? and status = 'running'`)
    .pluck()
  const runIds = db.prepare<[number], string>('select id from runs where dataset_id = ?').pluck()
  const removeRuns = db.prepare('delete from runs where dataset_id = ?')
  const remove = db.prepare('delete from datasets where id = ?')

  return {
    groups: (id: number): DatasetGroups => ({ categories: categories.all(id), difficulties: difficulties.all(id) }),
    needs: (id: number): DatasetNeeds => needs.get({ id }) ?? { runs: 0, results: 0, problems: 0, outcomes: 0 },
    isRunning: (id: number): boolean => (running.get(id) ?? 0) > 0,
    runIds: (id: number): string[] => runIds.all(id),
    /** With all that depends on it: problems, outcomes and runs. */
    remove: atomic(db, (id: number): boolean => {
      removeRuns.run(id)
      return remove.run(id).changes > 0
    }),
  }
}
export type DatasetCare = ReturnType<typeof datasetCare>
