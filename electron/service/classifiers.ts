import { SwitchyardError } from '../../shared/errors'
import { formatNumberOf } from '../../shared/format'
import { grade } from '../../shared/grading/grade'
import type { LearnedModel } from '../../shared/nodes/classifier/learned/learned-model'
import { type Example, trainModel } from '../../shared/nodes/classifier/learned/train'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'

export interface TrainOptions {
  datasetId: string
  /** Names of models with recorded outcomes, from the cheapest to the dearest. */
  models: readonly string[]
  /** How the classifier calls them; by their own names unless given. */
  labels?: readonly string[] | undefined
}

const FEWEST_EXAMPLES = 20
/** Calls of our own may have asked for a label or a verdict; what was imported answers the problem. */
const IMPORTED = ''

/** Trains classifiers on imported outcomes: what models once answered. */
export function classifiersService({ datasets, outcomes }: Store) {
  /** What the cheapest model that was right answered to; problems that not all of the models have answered and been graded on say nothing. */
  function examplesOf({ id, problems }: DatasetRow, models: readonly string[]): Example[] {
    const examples: Example[] = []
    for (const { problem } of datasets.problems(id, 0, problems)) {
      const graded = models.map((model) => {
        const outcome = outcomes.find(id, problem.id, model, IMPORTED, 0)
        if (outcome === undefined || (outcome.score === null && problem.answerKey === null)) return undefined
        return grade(outcome.answer ?? '', problem.answerKey, outcome.score).correct
      })
      if (graded.includes(undefined)) continue
      const first = graded.indexOf(true)
      // Where none was right, the dearest is still the best that there is.
      examples.push({ question: problem.question, label: first < 0 ? models.length - 1 : first })
    }
    return examples
  }

  async function train({ datasetId, models, labels = models }: TrainOptions): Promise<LearnedModel> {
    const dataset = datasets.get(Number(datasetId))
    checkNames(models, labels)
    const known = new Set(datasets.coverage(dataset.id).map(({ model }) => model))
    const missing = models.find((model) => !known.has(model))
    if (missing !== undefined) {
      throw new SwitchyardError('MODEL_UNKNOWN', `“${dataset.name}” has no recorded outcomes of “${missing}”`, {
        hint: known.size === 0 ? 'import recorded outcomes into it first' : `choose of: ${[...known].join(', ')}`,
      })
    }
    const examples = examplesOf(dataset, models)
    const used = new Set(examples.map(({ label }) => label))
    if (examples.length < FEWEST_EXAMPLES || used.size < 2) {
      const why =
        examples.length < FEWEST_EXAMPLES
          ? `only ${formatNumberOf(examples.length, 'problem')} with an imported, graded answer of every model`
          : `always the same best model, “${labels[[...used][0] ?? 0]}”`
      throw new SwitchyardError('OUTCOME_MISSING', `“${dataset.name}” has ${why}, so there is nothing to learn`, {
        hint: `choose other models, or a dataset with at least ${FEWEST_EXAMPLES} problems that all of them answered`,
      })
    }
    const training = trainModel(labels, examples, dataset.name)
    for (;;) {
      const { done, value } = training.next()
      if (done === true) return value
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  return { train }
}

function checkNames(models: readonly string[], labels: readonly string[]): void {
  const fault =
    models.length < 2
      ? 'a classifier chooses between two models at least'
      : new Set(models).size < models.length
        ? 'a model is named twice'
        : labels.length !== models.length
          ? `there are ${formatNumberOf(models.length, 'model')} and ${formatNumberOf(labels.length, 'label')}`
          : new Set(labels).size < labels.length
            ? 'a label is named twice'
            : undefined
  if (fault !== undefined)
    throw new SwitchyardError('USAGE', fault, { hint: 'name each once, from the cheapest to the dearest' })
}
