import { Command, CommanderError, Option } from 'commander'
import packageJson from '../package.json'
import { lineOf, SwitchyardError } from '../shared/errors'
import { exportables, exportFormats } from '../shared/export-format'
import { addCompareCommands } from './terminal/define-compare'
import { addConnectionCommands } from './terminal/define-connections'
import { addCurveCommand } from './terminal/define-curve'
import { addDatabaseCommands } from './terminal/define-database'
import { addDrawCommand } from './terminal/define-drawing'
import { addImportCommand } from './terminal/define-import'
import { addPriceCommands } from './terminal/define-prices'
import { addReviewCommands } from './terminal/define-reviews'
import { addTrainCommand } from './terminal/define-training'
import { lazily } from './terminal/lazily'
import { addDatabaseOption, addJsonOption, addRunOptions, dollars } from './terminal/options'
import { remark } from './terminal/speak'

const WORK_FAILED = 1
const WRONG_USAGE = 2

function buildProgram(): Command {
  const program = new Command('switchyard')
    .description('Replays datasets through LLM routing graphs and compares designs by accuracy per dollar.')
    .version(packageJson.version)
    .exitOverride()
    // An option behind a subcommand is the subcommand's own.
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for how to use it)')
  const command = (usage: string, about: string): Command => program.command(usage).description(about)

  addJsonOption(command('validate <graph>', 'check a graph file')).action(lazily('validate'))
  addRunOptions(command('run <graph...>', 'replay a dataset through graphs, given by file or design name'))
    .option('--budget <usd>', 'dollars that each run may spend at most; it pauses before it would pass them', dollars)
    .action(lazily('run'))
  addRunOptions(
    command('estimate <graph...>', 'say what a run would take: calls, dollars, time; sends nothing'),
  ).action(lazily('estimate'))
  addJsonOption(addDatabaseOption(command('resume <run>', 'go on with a run that was stopped, paused or interrupted')))
    .option('--budget <usd>', 'a new budget in the place of the old one', dollars)
    .action(lazily('resume'))
  addImportCommand(command)
  addJsonOption(addDatabaseOption(command('datasets', 'list the datasets'))).action(lazily('datasets'))
  addJsonOption(addDatabaseOption(command('runs', 'list the runs, newest first'))).action(lazily('runs'))
  addCompareCommands(command)
  addDatabaseOption(command('export <run>', 'write the results or the calls of a run to the standard output'))
    .addOption(new Option('--format <format>', 'how').choices(exportFormats).makeOptionMandatory())
    .addOption(new Option('--what <what>', 'which of them').choices(exportables).default('results'))
    .action(lazily('exportRun'))
  addCurveCommand(command)
  for (const add of [addDatabaseCommands, addReviewCommands, addTrainCommand, addDrawCommand]) add(command)
  addConnectionCommands(program)
  addPriceCommands(program)
  addJsonOption(command('demo', 'replay the sample designs over the sample dataset')).action(lazily('demo'))
  return program
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
  remark(`switchyard: ${lineOf(error)}`)
  return error instanceof SwitchyardError && error.code === 'USAGE' ? WRONG_USAGE : WORK_FAILED
}

// A reader that closes the pipe early, such as `head`, has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE')
    remark(`switchyard: the output cannot be written: ${lineOf(error)}; choose another place for it`)
  process.exit(error.code === 'EPIPE' ? 0 : WORK_FAILED)
})

buildProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = exitCodeOf(error)
  })
