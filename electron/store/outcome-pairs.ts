import type { Db } from './open'

/** A problem with what two models once answered to it; a figure is `null` where it, or the whole outcome, is not there. */
export interface OutcomePairRow {
  ordinal: number
  question: string
  answerKey: string | null
  difficulty: string | null
  hasWeak: 0 | 1
  weakAnswer: string | null
  weakScore: number | null
  weakConfidence: number | null
  weakTokens: number | null
  weakUsd: number | null
  hasStrong: 0 | 1
  strongAnswer: string | null
  strongScore: number | null
  strongUsd: number | null
}

const PAGE = 2000

/** Imported outcomes of two models beside each other, every problem of a dataset in its order. */
export function outcomePairs(db: Db) {
  const joined = (name: string): string =>
    `left join outcomes ${name} on ${name}.dataset_id = p.dataset_id and ${name}.problem_id = p.problem_id
       and ${name}.model = @${name} and ${name}.request = '' and ${name}.sample = @sample`
  const page = db.prepare<
    [{ datasetId: number; after: number; weak: string; strong: string; sample: number; most: number }],
    OutcomePairRow
  >(
    `select p.ordinal, p.question, p.answer_key as answerKey, p.difficulty,
       weak.model is not null as hasWeak, weak.answer as weakAnswer, weak.score as weakScore,
       weak.confidence as weakConfidence, weak.output_tokens as weakTokens, weak.usd as weakUsd,
       strong.model is not null as hasStrong, strong.answer as strongAnswer, strong.score as strongScore,
       strong.usd as strongUsd
     from problems p ${joined('weak')} ${joined('strong')}
     where p.dataset_id = @datasetId and p.ordinal > @after order by p.ordinal limit @most`,
  )
  return {
    /** In pages, so that other work has its turn between them. `sample`: which answer of each model to a problem, from 0. */
    *pages(datasetId: number, weak: string, strong: string, sample: number): Generator<OutcomePairRow[]> {
      let after = -1
      for (;;) {
        const rows = page.all({ datasetId, after, weak, strong, sample, most: PAGE })
        const last = rows.at(-1)
        if (last === undefined) return
        yield rows
        after = last.ordinal
      }
    },
  }
}
