import { type Command, Option } from 'commander'
import { compatibleServers, connectionKinds, presets } from '../../shared/connection-presets'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption, wholeNumber } from './options'

type MakeCommand = (usage: string, about: string) => Command

const connections = lazilyFrom(() => import('./connection-commands'))
const prices = lazilyFrom(() => import('./price-commands'))

/** `switchyard connections …`: how to reach live models. Keys are never given on the command line, where others can see them. */
export function addConnectionCommands(command: MakeCommand): void {
  const all = command('connections', 'list the connections to live models, and whether each has a key')
  addJsonOption(addDatabaseOption(all)).action(connections('listConnections'))
  const below = (usage: string, about: string): Command => addDatabaseOption(all.command(usage).description(about))
  below('add <name>', 'add a connection, by a preset or by its kind and address')
    .addOption(new Option('--preset <name>', 'what it is').choices(presets.map(({ name }) => name)))
    .addOption(new Option('--kind <kind>', 'its wire format').choices(connectionKinds))
    .addOption(new Option('--server <server>', 'which compatible server it is').choices(compatibleServers))
    .option('--url <url>', 'its base URL (the preset’s unless given)')
    .option('--notes <text>', 'whatever is good to know')
    .option('--concurrency <n>', 'calls under way at once, at most', wholeNumber(1, 1000))
    .option('--requests-per-minute <n>', 'requests in a minute, at most', wholeNumber(1, 1_000_000))
    .option('--tokens-per-minute <n>', 'tokens in a minute, at most', wholeNumber(1, 1_000_000_000))
    .action(connections('addConnection'))
  below('remove <name>', 'remove a connection with its own prices').action(connections('removeConnection'))
  addJsonOption(below('test <name>', 'make one small call, which is billed, and say what came of it'))
    .option('--model <model>', 'with this model (else the cheapest that it lists)')
    .action(connections('testConnection'))
  addJsonOption(below('models <name>', 'ask the provider which models it offers')).action(connections('listModels'))
}

/** `switchyard prices …`: what models cost, by lists and by one's own word. */
export function addPriceCommands(command: MakeCommand): void {
  const all = command('prices', 'list the price lists that are looked into')
  addJsonOption(addDatabaseOption(all)).action(prices('listPriceLists'))
  const below = (usage: string, about: string): Command => addDatabaseOption(all.command(usage).description(about))
  addJsonOption(
    below('import <file>', "read LiteLLM's model_prices_and_context_window.json or models.dev's api.json"),
  ).action(prices('importPrices'))
  below('set <connection> <model>', "give a model's own price in dollars per million tokens; it wins over every list")
    .requiredOption('--price <in,out[,cache read,cache write]>', 'such as 3,15 or 3,15,0.3,3.75')
    .option('--from <YYYY-MM-DD>', 'the day from which it holds (today unless given)')
    .action(prices('setPrice'))
}
