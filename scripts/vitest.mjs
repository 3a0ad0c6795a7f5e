// Runs vitest projects and counts what came of it, from vitest's own report.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot, ownNode } from './paths.cjs'
import { run } from './spawn.mjs'

const screen = ['-a', '-s', '-screen 0 1600x1000x24']

export async function runTests(projects, { virtualDisplay = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-tests-'))
  const report = join(folder, 'report.json')
  const chosen = projects.flatMap((project) => ['--project', project])
  const vitest = [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...chosen]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const whole = [ownNode, ...vitest, ...reporters]
  try {
    const [program, ...args] = virtualDisplay ? ['xvfb-run', ...screen, ...whole] : whole
    const { code } = await run(program, args)
    return count(report, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function count(report, code) {
  const { passed, failed } = readCounts(report)
  // A run that failed without a failed test (no test at all, an error between tests) is one failure.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that could not be loaded has no tests; it counts as one failure.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    return { passed: numPassedTests, failed: numFailedTests + broken }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
