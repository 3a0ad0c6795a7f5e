import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryPage {
  root: string
  remove(): void
}

/** A built page of two files, with a secret beside its folder that must not be reached. */
export function makePage(): TemporaryPage {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-page-'))
  const root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Switchyard</title>')
  writeFileSync(join(root, 'assets/page.js'), '')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  return { root, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
