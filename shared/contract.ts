import { z } from 'zod'
import { compareContract } from './compare-contract'
import { connectionsContract, modelsContract } from './connections-contract'
import { base, id } from './contract-base'
import { databaseContract } from './database-contract'
import { datasetsContract } from './datasets-contract'
import { designsContract } from './designs-contract'
import { learnedModelSchema } from './nodes/classifier/learned/learned-model'
import { playContract } from './play-contract'
import { resultsContract } from './results-contract'
import { reviewsContract } from './reviews-contract'
import { runsContract } from './runs-contract'

export const connectionSummarySchema = z.object({
  name: z.string(),
  about: z.string(),
  /** The models it offers; empty where that depends on the dataset. */
  models: z.array(z.string()),
})
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>

/** The one door: the window, the terminal and the browser host call these and nothing else. */
export const contract = {
  system: {
    info: base.output(
      z.object({
        version: z.string(),
        host: z.enum(['app', 'browser', 'terminal']),
        databaseFile: z.string(),
        /** Whether it is the one in the data folder, which is opened where no other is named. */
        isUsual: z.boolean(),
      }),
    ),
    connections: base.output(z.array(connectionSummarySchema)),
  },
  designs: designsContract,
  database: databaseContract,
  datasets: datasetsContract,
  runs: runsContract,
  results: resultsContract,
  classifiers: {
    /** Trains on what the models, from the cheapest to the dearest, once answered to a dataset. */
    train: base
      .input(
        z.object({
          datasetId: id,
          models: z.array(z.string().min(1).max(200)).min(2).max(10),
          labels: z.array(z.string().min(1).max(60)).min(2).max(10).optional(),
        }),
      )
      .output(learnedModelSchema),
  },
  connections: connectionsContract,
  models: modelsContract,
  play: playContract,
  reviews: reviewsContract,
  compare: compareContract,
}
export type Contract = typeof contract
