// Builds the benchmark and runs it; other programs to run beside it are installed only when they are asked for.
import { existsSync } from 'node:fs'
import { command } from './entry.cjs'
import { inRoot, ownNode, say } from './paths.cjs'
import { npm, setUp } from './setup.mjs'
import { capture, run } from './spawn.mjs'

await command(async () => {
  const args = process.argv.slice(2)
  await setUp()
  for (const entry of ['bench', 'parts']) await build(entry)
  if (args.includes('--peers') && !existsSync(inRoot('test/bench/node_modules/.package-lock.json'))) {
    say('Installing what Switchyard is compared with, some gigabytes, into test/bench (npm install, some minutes) …')
    // None of them needs a script: SQLite's binding comes built.
    await npm('install', '--no-save', '--prefix', inRoot('test/bench'), '--ignore-scripts', '--no-audit', '--no-fund')
  }
  const { code } = await run(ownNode, [inRoot('out/bench/bench.js'), ...args])
  process.exitCode = code
})

async function build(entry) {
  const vite = inRoot('node_modules/vite/bin/vite.js')
  const options = ['--outDir', 'out/bench', '--emptyOutDir', 'false', '--logLevel', 'warn']
  const { code, output } = await capture(ownNode, [vite, 'build', '--ssr', `test/bench/${entry}.ts`, ...options])
  if (code !== 0) throw new Error(`the benchmark cannot be built:\n${output.trim()}`)
}
