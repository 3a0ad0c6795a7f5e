import type { Command } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const lazily = lazilyFrom(() => import('./compare-runs'))
const baselineHelp = 'what the others are held against (default: the dearest)'

export function addCompareCommands(command: (usage: string, about: string) => Command): void {
  addJsonOption(addDatabaseOption(command('compare <run...>', 'compare runs on the problems that they have in common')))
    .option('--baseline <run>', baselineHelp)
    .action(lazily('compare'))
  addJsonOption(
    addDatabaseOption(
      command('inside <run>', 'say where the router of a run goes right and wrong, and what that cost'),
    ),
  ).action(lazily('inside'))
  addDatabaseOption(command('report <run...>', 'write the comparison of runs as an HTML page of its own'))
    .requiredOption('-o, --output <file>', 'the file')
    .option('--baseline <run>', baselineHelp)
    .action(lazily('report'))
}
