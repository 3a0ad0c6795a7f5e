import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json'
import { oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'

const script = resolve(import.meta.dirname, '../../scripts/switchyard.cjs')

const switchyard = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: '/' })

test('the terminal’s help is all that is said when nothing has to be set up', () => {
  const { status, stdout, stderr } = switchyard('--help')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^Usage: switchyard /)
})

test('the exit code of the command line is the script’s', () => {
  expect(switchyard('validate', resolve(import.meta.dirname, '../../package.json')).status).toBe(1)
  expect(switchyard('nonsense').status).toBe(2)
})

test('the terminal is started with the same flags, whoever starts it', () => {
  const { nodeFlags } = createRequire(import.meta.url)('../../scripts/paths.cjs') as { nodeFlags: string[] }
  const flags = nodeFlags.join(' ')
  expect(packageJson.scripts.switchyard).toBe(`node ${flags} scripts/switchyard.cjs`)
  expect(readFileSync(script, 'utf8').split('\n')[0]).toBe(`#!/usr/bin/env -S node ${flags}`)
})

/** One that cannot load SQLite's binding, if the machine has such a Node: the terminal then runs on its own. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => Number(spawnSync(node, ['-p', 'process.versions.napi'], { encoding: 'utf8' }).stdout || 10) < 10)

test.each([process.execPath, oldNode ?? process.execPath])('files are named from where the user is (%s)', (node) => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-scripts-'))
  writeFileSync(join(folder, 'g.json'), writeGraph(oneModel()))
  const { stdout, stderr } = spawnSync(node, [script, 'validate', 'g.json'], { encoding: 'utf8', cwd: folder })
  rmSync(folder, { recursive: true, force: true })
  expect({ stdout, stderr }).toEqual({ stdout: 'g.json is a valid graph\n', stderr: '' })
})
