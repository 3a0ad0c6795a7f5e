import type { Command } from 'commander'
import { wholeNumber } from './arguments'
import { lazily } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const reviewWork = () => import('./reviews')
const trainWork = () => import('./train-classifier')

export function addReviewCommands(command: (usage: string, about: string) => Command): void {
  addJsonOption(addDatabaseOption(command('reviews', 'list the answers that wait for a person'))).action(
    lazily(reviewWork, 'reviews'),
  )
  addJsonOption(addDatabaseOption(command('review', 'show an answer that waits, approve it or correct it')))
    .argument('<id>', 'its number', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--approve', 'the proposed answer is right')
    .option('--correct <text>', 'the right answer')
    .option('--note <text>', 'why, kept in the trace')
    .action(lazily(reviewWork, 'review'))
}

export function addTrainCommand(command: (usage: string, about: string) => Command): void {
  addJsonOption(
    addDatabaseOption(command('train-classifier <graph>', 'train a classifier of a graph file on recorded outcomes')),
  )
    .requiredOption('--data <dataset>', 'the dataset with the outcomes')
    .requiredOption('--models <a,b,…>', 'its models, from the cheapest to the dearest')
    .option('--labels <a,b,…>', 'the ports for them, in the same order (default: the models’ names)')
    .option('--node <id>', 'which classifier, where there are several')
    .option('--out <file>', 'where to write the graph (default: in place)')
    .action(lazily(trainWork, 'trainClassifier'))
}
