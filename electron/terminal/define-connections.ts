import { type Command, Option } from 'commander'
import { compatibleServers, connectionKinds, presets } from '../../shared/connection-presets'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const lazily = lazilyFrom(() => import('./connection-commands'))

/** `switchyard connections …`: how to reach live models. Keys are never given on the command line, where others can see them. */
export function addConnectionCommands(program: Command): void {
  const connections = addJsonOption(
    addDatabaseOption(
      program
        .command('connections')
        .enablePositionalOptions()
        .description('list the connections to live models, and whether each has a key'),
    ),
  ).action(lazily('list'))
  const command = (usage: string, about: string): Command =>
    addDatabaseOption(connections.command(usage).description(about))
  command('add <name>', 'add a connection, by a preset or by its kind and address')
    .addOption(new Option('--preset <name>', 'what it is').choices(presets.map(({ name }) => name)))
    .addOption(new Option('--kind <kind>', 'its wire format').choices(connectionKinds))
    .addOption(new Option('--server <server>', 'which compatible server it is').choices(compatibleServers))
    .option('--url <url>', 'its base URL (the preset’s unless given)')
    .option('--notes <text>', 'whatever is good to know')
    .option('--concurrency <n>', 'calls under way at once, at most')
    .option('--requests-per-minute <n>', 'requests in a minute, at most')
    .option('--tokens-per-minute <n>', 'tokens in a minute, at most')
    .action(lazily('add'))
  command('remove <name>', 'remove a connection with its own prices').action(lazily('remove'))
  addJsonOption(command('test <name>', 'make one small call, which is billed, and say what came of it'))
    .option('--model <model>', 'with this model (else the cheapest that it lists)')
    .action(lazily('test'))
  addJsonOption(command('models <name>', 'ask the provider which models it offers')).action(lazily('models'))
}
