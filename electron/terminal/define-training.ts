import type { Command } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const lazily = lazilyFrom(() => import('./train-classifier'))

export function addTrainCommand(command: (usage: string, about: string) => Command): void {
  addJsonOption(
    addDatabaseOption(command('train-classifier <graph>', 'train a classifier of a graph file on recorded outcomes')),
  )
    .requiredOption('--data <dataset>', 'the dataset with the outcomes')
    .requiredOption('--models <a,b,…>', 'its models, from the cheapest to the dearest')
    .option('--labels <a,b,…>', 'the ports for them, in the same order (default: the models’ names)')
    .option('--node <id>', 'which classifier, where there are several')
    .option('--out <file>', 'where to write the graph (default: in place)')
    .action(lazily('trainClassifier'))
}
