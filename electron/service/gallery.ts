import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GalleryEntry } from '../../shared/designs-contract'

/** In the order of the gallery: by application, then the designs that show one idea each. */
const order = [
  'coding-assistant',
  'math-homework-helper',
  'theorem-proving',
  'legal-review',
  'chatbot',
  'security-audit',
  'data-analysis',
  'confidence-escalation',
  'verify-then-escalate',
  'cached-reasoning',
]

/** The designs that a new one may start from. */
export function readGallery(resourcesDir: string): GalleryEntry[] {
  const folder = join(resourcesDir, 'gallery')
  const there = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  return order
    .filter((id) => there.includes(id))
    .map((id) => ({ id, graph: readFileSync(join(folder, `${id}.json`), 'utf8') }))
}
