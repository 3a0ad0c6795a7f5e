import { z } from 'zod'
import {
  compareInputSchema,
  comparisonSchema,
  differingInputSchema,
  differingProblemSchema,
  groupRowSchema,
  groupsInputSchema,
  latencySpreadSchema,
  reportInputSchema,
} from './comparison'
import { base, id } from './contract-base'
import { routerEvidenceSchema } from './router-evidence'

/** Several runs at once, always over the problems that all of them have finished; and one run from inside. */
export const compareContract = {
  /** Without a baseline the dearest run is it. */
  runs: base.input(compareInputSchema).output(comparisonSchema),
  groups: base.input(groupsInputSchema).output(z.array(groupRowSchema)),
  differing: base
    .input(differingInputSchema)
    .output(z.object({ total: z.number().int(), problems: z.array(differingProblemSchema) })),
  latency: base.input(compareInputSchema).output(latencySpreadSchema),
  /** Where the router of one run goes right and wrong. */
  router: base.input(z.object({ id })).output(routerEvidenceSchema),
  /** A page of its own, as HTML. */
  report: base.input(reportInputSchema).output(z.string()),
}
