import type { Command } from 'commander'
import { problemFields } from '../datasets/aliases'
import { wideFields } from '../datasets/wide-names'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption, collect, datasetName } from './options'

const lazily = lazilyFrom(() => import('./import-data'))

export function addImportCommand(command: (usage: string, about: string) => Command): void {
  addJsonOption(
    addDatabaseOption(
      command(
        'import <file>',
        'read problems or recorded outcomes from JSONL, JSON, CSV or Parquet, or these packed by gzip',
      ),
    ),
  )
    .requiredOption('--name <name>', 'the dataset that it becomes, or is added to', datasetName)
    .option(
      '--map <field=column,…>',
      `columns of the problem: ${problemFields.join(', ')}; a path such as meta.id will do`,
    )
    .option(
      '--outcomes [field=column,…|wide]',
      `the file holds outcomes. A row for each: model, sample, ${wideFields.join(', ')}. “wide”: a row for each problem, where models have columns such as gpt-4 and gpt-4_response; others are named like “wide,correct={model} ok”`,
    )
    .option(
      '--rows <path>',
      'the list in a JSON document that holds the rows, such as results.items; the longest one unless given',
    )
    .option('--model <name>', 'the model of every row, where no column names it')
    .option('--models <a,b>', 'only these models of a wide file')
    .option(
      '--price <model=in,out>',
      'dollars per million input and output tokens, or one price for both; per thousand with /1k at the end',
      collect,
    )
    .option('--flat-price <model=usd>', 'dollars per call, where neither cost nor tokens are known', collect)
    .action(lazily('importFile'))
}
