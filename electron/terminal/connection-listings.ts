import { kindNames } from '../../shared/connection-presets'
import type { ConnectionInfo, ModelInfo, PriceListReport } from '../../shared/connections-contract'
import { formatCount, formatNumberOf, formatRate, unknown } from '../../shared/format'
import { formatTable } from './table'

export function formatConnections(connections: readonly ConnectionInfo[]): string {
  if (connections.length === 0) {
    return 'There are no connections yet; add one by “switchyard connections add NAME --preset PRESET”.'
  }
  const rows = connections.map(({ name, kind, baseUrl, key, models }) => [
    name,
    kindNames[kind],
    baseUrl,
    key.state === 'set' ? `set ${key.lastFour === null ? '' : `…${key.lastFour} `}from ${key.from}` : 'none',
    models === 0 ? 'not asked' : formatCount(models),
  ])
  return formatTable(
    [
      { title: 'Connection', align: 'left' },
      { title: 'Kind', align: 'left' },
      { title: 'Address', align: 'left' },
      { title: 'Key', align: 'left' },
      { title: 'Models', align: 'right' },
    ],
    rows,
  )
}

export function formatListedModels(models: readonly ModelInfo[]): string {
  const rows = models.map(({ model, quote, capabilities }) => [
    model,
    formatRate(quote?.price.inputPerMillion ?? null),
    formatRate(quote?.price.outputPerMillion ?? null),
    quote === null ? '' : `${quote.source} ${quote.version}`,
    capabilities?.contextTokens == null ? unknown : formatCount(capabilities.contextTokens),
  ])
  return formatTable(
    [
      { title: 'Model', align: 'left' },
      { title: '$ in / M', align: 'right' },
      { title: '$ out / M', align: 'right' },
      { title: 'Price from', align: 'left' },
      { title: 'Context', align: 'right' },
    ],
    rows,
  )
}

export function formatPriceList({ list, version, models, priced, badEntries, bad }: PriceListReport): string {
  const lines = [
    `Read ${formatNumberOf(models, 'model')} of the list ${list} (${version}); ${formatCount(priced)} of them with a price.`,
  ]
  if (badEntries > 0) lines.push(`Bad entries: ${formatCount(badEntries)}, left out; the rest is kept.`)
  for (const { entry, reason } of bad.slice(0, 10)) lines.push(`  ${entry}: ${reason}`)
  if (badEntries > 10) lines.push(`  … and ${formatCount(badEntries - Math.min(10, bad.length))} more`)
  return lines.join('\n')
}
