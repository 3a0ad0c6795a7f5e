import { type Command, Option } from 'commander'
import { themes } from '../../shared/draw/palette'
import { lazilyFrom } from './lazily'
import { addDatabaseOption } from './options'

const lazily = lazilyFrom(() => import('./draw'))

export const drawFormats = ['svg', 'mermaid', 'json'] as const

export function addDrawCommand(command: (usage: string, about: string) => Command): void {
  addDatabaseOption(command('draw <graph>', 'write a graph, by file or design name, as a picture or text'))
    .addOption(new Option('--format <format>', 'how').choices(drawFormats).makeOptionMandatory())
    .addOption(new Option('--theme <theme>', 'the colours of a picture').choices(themes).default('light'))
    .option('--since <graph>', 'mark in a picture what differs from this graph')
    .action(lazily('draw'))
}
