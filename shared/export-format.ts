export const exportFormats = ['csv', 'jsonl', 'json', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportables = ['results', 'calls'] as const
export type Exported = (typeof exportables)[number]

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
}
