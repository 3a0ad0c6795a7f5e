import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname
const at = (path: string) => resolve(here, path)

// The oldest runtime that the same build must run on: the stand-in Electron of scripts/stand-in.mjs. The newest runs it too.
const oldest = { node: 'node20.18', web: 'chrome130' }

/**
 * Node's own modules are taken as they are: an ES import of one runs every lazy part of it for the sake of its names, such as the
 * line editor behind `node:fs`, which costs each command some milliseconds.
 */
const nodeAsItIs = {
  name: 'node-as-it-is',
  renderChunk: (code: string) =>
    code.replace(/^import (?:\* as )?(.+) from ("node:(?!process")[\w/]+");$/gm, (_, names: string, module: string) => {
      const taken = names.startsWith('{') ? names.replaceAll(' as ', ': ') : names
      return `var ${taken} = process.getBuiltinModule(${module});`
    }),
}

export default defineConfig({
  main: {
    plugins: [nodeAsItIs],
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
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
