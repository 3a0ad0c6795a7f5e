import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const loader = resolve(import.meta.dirname, '../../scripts/compiled.cjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-compiled-'))
  mkdirSync(join(folder, 'parts'))
  write(
    'program.cjs',
    `const { answer } = require('./parts/answer.cjs')
     console.log(process.argv.slice(2).join(), answer(), __filename.endsWith('program.cjs'))
     if (process.argv[2] === 'fail') process.exitCode = 3`,
  )
  write('parts/answer.cjs', `exports.answer = () => 'forty-two'`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [loader, join(folder, 'program.cjs'), join(folder, 'kept'), ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout: stdout.trim(), stderr }
}

const kept = (): string[] => readdirSync(join(folder, 'kept')).map((name) => join(folder, 'kept', name))
const hears = (stdout: string, status = 0) => ({ status, stdout, stderr: '' })

describe('a program that is run with what was compiled before', () => {
  it('does the same at every start, and keeps what was compiled once', () => {
    expect(run('go', 'on')).toEqual(hears('go,on forty-two true'))
    const [file = ''] = kept()
    expect(readFileSync(file, 'latin1')).toContain('parts/answer.cjs')
    const old = new Date('2020-01-01')
    utimesSync(file, old, old)
    expect(run('go', 'on')).toEqual(hears('go,on forty-two true'))
    expect(statSync(file).mtime).toEqual(old)
    expect(kept()).toHaveLength(1)
  })

  it('keeps it for each command', () => {
    run('go')
    run('come')
    expect(kept()).toHaveLength(2)
  })

  it('runs what a file says now, though it is as long as it was', () => {
    run('go')
    write('parts/answer.cjs', `exports.answer = () => 'forty-six'`)
    utimesSync(join(folder, 'parts/answer.cjs'), new Date(), new Date(Date.now() + 1000))
    expect(run('go')).toEqual(hears('go forty-six true'))
    expect(run('go')).toEqual(hears('go forty-six true'))
  })

  it('has what it took of Node last time loaded before its own', () => {
    write(
      'program.cjs',
      `console.log(process.moduleLoadList.includes('NativeModule zlib'))
       if (process.argv[3] !== 'without') require('node:zlib')`,
    )
    const heard = [[], [], ['without'], [], []].map((more) => run('go', ...more).stdout)
    expect(heard).toEqual(['false', 'true', 'true', 'false', 'true'])
  })

  it.each(['', '{}', '["node:none", 7]'])('starts where the list of what it took of Node is “%s”', (list) => {
    write('program.cjs', `console.log(require('node:zlib').constants.Z_OK)`)
    run('go')
    const file = kept().find((name) => name.endsWith('.json')) ?? ''
    writeFileSync(file, list)
    expect(run('go')).toEqual(hears('0'))
    expect(readFileSync(file, 'utf8')).toBe('["node:zlib"]')
  })

  it('forgets files that are gone', () => {
    run('go')
    rmSync(join(folder, 'parts/answer.cjs'))
    write('program.cjs', `console.log('alone')`)
    expect(run('go')).toEqual(hears('alone'))
    const [file = ''] = kept()
    expect(readFileSync(file, 'latin1')).not.toContain('answer.cjs')
  })

  it.each([
    ['nothing', ''],
    ['what is no index', 'xxxxyyyyzzzz'],
    ['an index alone', ''.padStart(4, '\u0002')],
    ['another index', '\u000e\0\0\0[{"length":0}]'],
  ])('starts where the file holds %s', (_, text) => {
    run('go')
    const [file = ''] = kept()
    writeFileSync(file, text)
    expect(run('go')).toEqual(hears('go forty-two true'))
    expect(statSync(file).size).toBeGreaterThan(100)
  })

  it('starts where the end of the file is missing', () => {
    run('go')
    const [file = ''] = kept()
    writeFileSync(file, readFileSync(file).subarray(0, -200))
    expect(run('go')).toEqual(hears('go forty-two true'))
  })

  it('starts where nothing can be kept', () => {
    write('kept', 'a file, not a folder')
    expect(run('go')).toEqual(hears('go forty-two true'))
  })

  it('keeps nothing of a command that failed', () => {
    expect(run('fail')).toEqual(hears('fail forty-two true', 3))
    expect(() => kept()).toThrow('ENOENT')
  })
})
