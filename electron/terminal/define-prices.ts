import type { Command } from 'commander'
import { lazilyFrom } from './lazily'
import { addDatabaseOption, addJsonOption } from './options'

const lazily = lazilyFrom(() => import('./price-commands'))

/** `switchyard prices …`: what models cost, by lists and by one's own word. */
export function addPriceCommands(program: Command): void {
  const prices = addJsonOption(
    addDatabaseOption(
      program.command('prices').enablePositionalOptions().description('list the price lists that are looked into'),
    ),
  ).action(lazily('lists'))
  addJsonOption(
    addDatabaseOption(
      prices
        .command('import <file>')
        .description("read LiteLLM's model_prices_and_context_window.json or models.dev's api.json"),
    ),
  ).action(lazily('importList'))
  addDatabaseOption(
    prices
      .command('set <connection> <model>')
      .description("give a model's own price in dollars per million tokens; it wins over every list"),
  )
    .requiredOption('--price <in,out[,cache read,cache write]>', 'such as 3,15 or 3,15,0.3,3.75')
    .option('--from <YYYY-MM-DD>', 'the day from which it holds (today unless given)')
    .action(lazily('set'))
}
