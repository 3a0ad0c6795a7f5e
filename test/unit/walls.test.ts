import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** The rooms, the innermost path first, and whom each may import besides itself. Packages: null means any. */
const rooms: { path: string; may: string[]; packages: string[] | null }[] = [
  { path: 'electron/engine', may: ['shared'], packages: [] },
  { path: 'electron/store', may: ['shared'], packages: ['node:', 'better-sqlite3'] },
  { path: 'electron/connections', may: ['shared'], packages: ['node:', '@anthropic-ai/sdk', 'openai'] },
  {
    path: 'electron/datasets',
    may: ['shared'],
    packages: ['node:', 'csv-parse', 'hyparquet', 'hyparquet-compressors', 'hyparquet-writer'],
  },
  { path: 'electron/prices', may: ['shared'], packages: ['node:', 'zod', '@pydantic/genai-prices'] },
  {
    path: 'electron/sandbox',
    may: ['shared'],
    packages: ['node:', 'quickjs-emscripten-core', '@jitl/quickjs-singlefile-mjs-release-sync'],
  },
  { path: 'electron/app', may: ['electron', 'shared'], packages: null },
  { path: 'electron/main.ts', may: ['electron', 'shared'], packages: null },
  { path: 'electron/preload.ts', may: ['electron', 'shared'], packages: null },
  {
    path: 'electron',
    may: ['electron', 'shared', 'package.json'],
    packages: ['node:', '@orpc/server', 'ws', 'commander'],
  },
  { path: 'renderer', may: ['shared'], packages: null },
  { path: 'shared', may: [], packages: ['zod', '@orpc/contract', '@noble/hashes', 're2js'] },
]

/** What even a room that may import its neighbour must not take from it. */
const forbidden: { from: string; to: RegExp; why: string }[] = [
  { from: 'renderer', to: /^shared\/nodes\/(runs|.*\.run)$/, why: 'the window never runs a node' },
  { from: 'electron', to: /^electron\/(app|main|preload)/, why: 'only the app knows Electron' },
]

interface Import {
  file: string
  /** A repository path without its ending, or a package's name. */
  target: string
  isPackage: boolean
}

function sourcesOf(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => sourcesOf(join(path, name)))
}

function isProduct(file: string): boolean {
  return /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file) && !file.endsWith('.d.ts')
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  )
  return [...found].map(([, fixed, late]) => {
    const target = fixed ?? late ?? ''
    if (!target.startsWith('.')) return { file, target, isPackage: true }
    const path = relative(root, resolve(root, dirname(file), target)).replace(/\.(tsx?|css|sql\?raw)$/, '')
    return { file, target: path, isPackage: false }
  })
}

function roomOf(path: string): (typeof rooms)[number] | undefined {
  return rooms.find(
    (room) => path === room.path || path === room.path.replace(/\.ts$/, '') || path.startsWith(`${room.path}/`),
  )
}

function breach({ file, target, isPackage }: Import): string | undefined {
  const room = roomOf(file)
  if (room === undefined) return `${file} is in no room`
  if (isPackage) {
    const allowed =
      room.packages === null ||
      room.packages.some((name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`))
    return allowed ? undefined : `${file} imports the package ${target}`
  }
  const rule = forbidden.find(({ from, to }) => room.path === from && to.test(target))
  if (rule !== undefined) return `${file} imports ${target}: ${rule.why}`
  const inside = target === room.path || target.startsWith(`${room.path}/`)
  const allowed = inside || room.may.some((path) => target === path || target.startsWith(`${path}/`))
  return allowed ? undefined : `${file} imports ${target}`
}

const files = ['electron', 'renderer', 'shared'].flatMap(sourcesOf).filter(isProduct)

describe('the walls between the rooms', () => {
  it('are broken by no import', () => {
    expect(files.flatMap(importsOf).flatMap((one) => breach(one) ?? [])).toEqual([])
  })

  it('see a break where there is one', () => {
    const made = (file: string, target: string, isPackage = false) => breach({ file, target, isPackage })
    expect(made('electron/engine/walk.ts', 'electron/store/store')).toBe(
      'electron/engine/walk.ts imports electron/store/store',
    )
    expect(made('shared/hash.ts', 'node:crypto', true)).toBe('shared/hash.ts imports the package node:crypto')
    expect(made('renderer/App.tsx', 'shared/nodes/model/model.run')).toContain('never runs a node')
    expect(made('electron/cli.ts', 'electron/app/window')).toContain('only the app knows Electron')
    expect(made('electron/cli.ts', 'electron/compose')).toBeUndefined()
  })

  it('let only one file of the window through the door', () => {
    const users = files.filter(
      (file) =>
        file.startsWith('renderer/') &&
        importsOf(file).some(({ target }) => /^@orpc\/client\/(message-port|websocket)/.test(target)),
    )
    expect(users).toEqual(['renderer/api.ts'])
  })
})

describe('the size of things', () => {
  const lines = files.map((file) => ({ file, count: readFileSync(join(root, file), 'utf8').split('\n').length }))

  it('no file is over 400 lines', () => {
    expect(lines.filter(({ count }) => count > 400)).toEqual([])
  })

  it('the entries are thin: under 100 lines each', () => {
    const entries = ['electron/main.ts', 'electron/preload.ts', 'electron/cli.ts', 'electron/serve.ts']
    expect(lines.filter(({ file, count }) => entries.includes(file) && count >= 100)).toEqual([])
  })
})
