import type { Command } from 'commander'

export function addDatabaseOption(command: Command): Command {
  return command.option('--db <file>', "the database (default: the app's own)")
}

export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print one JSON document instead of a table')
}
