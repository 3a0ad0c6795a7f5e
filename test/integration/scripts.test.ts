import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json'

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
