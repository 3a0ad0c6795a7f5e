import type { Command } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption, wholeNumber } from './options'

const lazily = lazilyFrom(() => import('./reviews'))

export function addReviewCommands(command: (usage: string, about: string) => Command): void {
  addJsonOption(addDatabaseOption(command('reviews', 'list the answers that wait for a person'))).action(
    lazily('reviews'),
  )
  addJsonOption(addDatabaseOption(command('review', 'show an answer that waits, approve it or correct it')))
    .argument('<id>', 'its number', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--approve', 'the proposed answer is right')
    .option('--correct <text>', 'the right answer')
    .option('--note <text>', 'why, kept in the trace')
    .action(lazily('review'))
}
