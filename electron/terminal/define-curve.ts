import { type Command, InvalidArgumentError, Option } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption, addSelectionOptions, wholeNumber } from './options'

const lazily = lazilyFrom(() => import('./curve'))

export const curveScores = ['length', 'confidence', 'tokens', 'difficulty', 'learned'] as const

export function addCurveCommand(command: (usage: string, about: string) => Command): void {
  addSelectionOptions(
    addJsonOption(
      addDatabaseOption(
        command('curve <dataset|file>', 'say what routing between two models with recorded outcomes could buy'),
      ),
    ),
  )
    .option('--weak <model>', 'the one that gets a problem unless it is sent on')
    .option('--strong <model>', 'the other; of two there are, the one that is right more often')
    .addOption(
      new Option(
        '--by <score>',
        'who goes to the strong one first: the longest question, the weak model’s lowest confidence or most output tokens, the difficulty that the dataset states (a router’s scores, if they were imported as that), or what a trained classifier says',
      )
        .choices(curveScores)
        .default('length'),
    )
    .option('--graph <file|design>', 'the graph with the trained classifier, for --by learned')
    .option('--thresholds <a,b,…>', 'of the table of a cascade, for --by confidence', thresholds)
    .option('--answer <n>', 'which of a model’s answers to a problem counts, from 0', wholeNumber(0, 1_000_000), 0)
    .option('--seed <n>', 'the luck of a sample', wholeNumber(0, 2_147_483_647), 7)
    .option('--svg <file>', 'write the curve as a picture')
    .action(lazily('curve'))
}

function thresholds(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (values.every((value) => value >= 0 && value <= 1)) return values
  throw new InvalidArgumentError('It must be numbers from 0 to 1, such as 0.5,0.8.')
}
