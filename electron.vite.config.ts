import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const here = import.meta.dirname
const at = (path: string) => resolve(here, path)

// The oldest runtime that the same build must run on: the stand-in Electron of scripts/stand-in.mjs. The newest runs it too.
const oldest = { node: 'node20.18', web: 'chrome130' }

/** Commander would load what starts programs, a tenth of a short command: no command of ours is a program of its own. */
const noPrograms: Plugin = {
  name: 'no-programs',
  transform: (code, id) =>
    id.includes('/commander/')
      ? code.replace(/^import (\w+) from 'node:child_process';$/m, 'const $1 = {};')
      : undefined,
}

/**
 * A file of ASCII alone is read in half of the time, and takes half of the room; other characters stand in strings, patterns and
 * comments. And a script that is not loaded by Node itself (scripts/compiled.cjs) can import nothing, so it requires that, too.
 */
const plain: Plugin = {
  name: 'plain',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk')
        file.code = file.code
          .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .replace(/\bimport\(("node:[\w/]+")\)/g, 'Promise.resolve(require($1))')
  },
}

/** What is large and what few commands use: a chunk of its own, loaded when it is first called. */
const seldom = ['re2js']

/** The imports of a chunk that is seldom used become calls of it. */
const late: Plugin = {
  name: 'late',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      for (const name of seldom) {
        const given = new RegExp(`^const (require_${name}) = (require\\(".*/${name}-.*"\\));$`, 'm')
        if (given.test(file.code))
          file.code = file.code
            .replaceAll(`require_${name}.`, `require_${name}().`)
            .replace(given, 'const $1 = () => $2;')
      }
    }
  },
}

export default defineConfig({
  main: {
    plugins: [noPrograms, late, plain],
    build: {
      outDir: at('out/main'),
      target: oldest.node,
      // Everything is bundled, so that a package holds one node module: the native one.
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron', 'better-sqlite3', 'bufferutil', 'utf-8-validate'],
        input: {
          main: at('electron/main.ts'),
          'engine-process': at('electron/app/engine-process.ts'),
          cli: at('electron/cli.ts'),
          serve: at('electron/serve.ts'),
          'sandbox-worker': at('electron/sandbox/sandbox-worker.ts'),
          'parquet-worker': at('electron/datasets/parquet-worker.ts'),
        },
        // An ES module's code cannot be kept as it was compiled for a run (scripts/compiled.cjs).
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          codeSplitting: { groups: seldom.map((name) => ({ name, test: new RegExp(`/node_modules/${name}/`) })) },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: oldest.node,
      externalizeDeps: false,
      // A sandboxed preload can only be CommonJS.
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      target: oldest.web,
      minify: true,
      // Inlined assets would be data: URLs, which the page's policy refuses for fonts.
      assetsInlineLimit: 0,
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
