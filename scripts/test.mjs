// Everything that must hold before a change lands. Every step runs even when an earlier one failed; the last line counts.

import { ensureBuilt } from './build.mjs'
import { hasDisplay, hasVirtualDisplay, missingLibraries } from './display.mjs'
import { command } from './entry.cjs'
import { inRoot, ownNode } from './paths.cjs'
import { ensureInstalled } from './setup.mjs'
import { capture, run } from './spawn.mjs'
import { runTests } from './vitest.mjs'

const tally = { passed: 0, failed: 0 }
const withDesktop = !process.argv.includes('--no-desktop')

await command(async () => {
  await ensureInstalled()
  await step('format and lint', lint)
  await step('types', () => tool('typescript/bin/tsc', '-b'))
  const built = await step('build', build)
  await step('unit and integration tests', () => runTests(['unit', 'integration']))
  if (withDesktop) await step('desktop tests', () => (built ? desktop() : skip('there is no build to test')))
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
  process.exitCode = tally.failed > 0 ? 1 : 0
})

/** Runs one step; `work` gives whether it went well, or how many tests did. */
async function step(name, work) {
  console.log(`\n── ${name}`)
  const began = Date.now()
  const result = await work().catch((error) => {
    console.log(error.message)
    return false
  })
  const { passed, failed } = typeof result === 'object' ? result : { passed: 0, failed: result ? 0 : 1 }
  tally.passed += passed
  tally.failed += failed
  console.log(`── ${name}: ${failed === 0 ? 'ok' : 'FAILED'}, ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return failed === 0
}

async function tool(path, ...args) {
  const { code } = await run(ownNode, [inRoot('node_modules', path), ...args])
  return code === 0
}

async function lint() {
  const biome = await tool('@biomejs/biome/bin/biome', 'check', '.')
  const oxlint = await tool('oxlint/bin/oxlint', '--type-aware')
  return biome && oxlint
}

async function build() {
  await ensureBuilt()
  return true
}

async function desktop() {
  const display = hasDisplay() ? 'real' : hasVirtualDisplay() ? 'virtual' : undefined
  if (!display) return skip('there is no display; on Debian: apt-get install xvfb xauth')
  const { code, stdout } = await capture(ownNode, [inRoot('scripts/ensure-electron.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (code !== 0) return skip('there is no Electron to run, for the reason above')
  const { executable } = JSON.parse(stdout)
  const missing = missingLibraries(executable)
  if (missing.length > 0) return skip(`Electron lacks libraries; on Debian: apt-get install ${missing.join(' ')}`)
  return await runTests(['desktop'], { virtualDisplay: display === 'virtual' })
}

function skip(reason) {
  console.log(`Desktop tests skipped: ${reason}`)
  return process.env.SWITCHYARD_REQUIRE_DESKTOP !== '1'
}
