// Child processes: to wait for, to read from, and to hand our place to.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.cjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end with our stdin, stdout and stderr unless `options.stdio` says otherwise, and passes signals on.
 * Gives its exit code; for a program that a signal ended, the signal too and the code a shell would give.
 */
export function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    // Ctrl+C in a terminal reaches the whole group by itself; passed on as well it would arrive twice.
    const inTerminal = process.stdin.isTTY || process.stderr.isTTY
    const pass = (signal) => (signal === 'SIGINT' && inTerminal ? true : child.kill(signal))
    for (const signal of signals) process.on(signal, pass)
    const stopPassing = () => {
      for (const signal of signals) process.off(signal, pass)
    }
    child.once('error', (error) => {
      stopPassing()
      failed(error)
    })
    child.once('close', (code, signal) => {
      stopPassing()
      done({ code: code ?? 128 + (constants.signals[signal] ?? 0), signal })
    })
  })
}

/** Runs a program to its end, keeping what it says. Never throws: a program that cannot be started has code 127. */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let stdout = ''
    let output = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.once('error', (error) => done({ code: 127, stdout, output: error.message }))
    child.once('close', (code) => done({ code: code ?? 1, stdout, output }))
  })
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
