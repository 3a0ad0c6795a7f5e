import type { Command } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const lazily = lazilyFrom(() => import('./keep-database'))

export function addDatabaseCommands(command: (usage: string, about: string) => Command): void {
  addJsonOption(addDatabaseOption(command('backup <file>', 'copy the database, also while the app uses it'))).action(
    lazily('backup'),
  )
  addJsonOption(
    addDatabaseOption(command('compact', 'give back the room that deleted runs and datasets have left')),
  ).action(lazily('compact'))
}
