import { z } from 'zod'

export const exportFormatSchema = z.enum(['csv', 'jsonl', 'json', 'parquet'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportedSchema = z.enum(['results', 'calls'])
export type Exported = z.infer<typeof exportedSchema>

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
}
