import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Sandbox, SandboxVerdict } from '../../shared/sandbox'
import type { FromSandbox, SandboxJob } from './messages'

/** Between the interpreter's own deadline, which native code runs past, and the end of its thread. */
const GRACE_MS = 250
const START_MS = 10_000

/** Beside the built entries, above a chunk of theirs, or the source itself in the unit tests. */
const places = ['sandbox-worker.cjs', '../sandbox-worker.cjs', 'sandbox-worker.ts']

export type ThreadSandbox = Sandbox & { close(): Promise<void> }

/** One thread, started at the first job, kept warm, and started anew after it was killed. Jobs are run one after the other. */
export function threadSandbox(): ThreadSandbox {
  let worker: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()

  function start(): Promise<Worker> {
    const started = startWorker(() => {
      // One that ends between two jobs is not given the next.
      if (worker === started) worker = undefined
    })
    return started
  }

  async function run(job: SandboxJob): Promise<SandboxVerdict> {
    try {
      worker ??= start()
      const present = await worker
      const verdict = await runIn(present, job)
      if (verdict === 'ended' || verdict === 'late') {
        // The next job gets a thread of its own; this one is past saving.
        worker = undefined
        void present.terminate()
        const late = `it has not ended within ${job.limits.deadlineMs} ms`
        return { passed: false, because: verdict === 'late' ? late : 'it broke the interpreter' }
      }
      return verdict
    } catch (error) {
      worker = undefined
      return { passed: null, because: `the sandbox did not start: ${lineOf(error)}` }
    }
  }

  return {
    runTests(code, tests, limits) {
      const verdict = last.then(() => run({ code, tests, limits }))
      last = verdict
      return verdict
    },
    async close() {
      const present = await worker?.catch(() => undefined)
      worker = undefined
      await present?.terminate()
    },
  }
}

async function startWorker(onEnd: () => void): Promise<Worker> {
  const file = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(place))
  if (file === undefined) throw brokenStart('its program is not there')
  // No environment, no arguments: there is nothing in the thread to be read.
  const { Worker } = await import('node:worker_threads')
  const worker = new Worker(file, { env: {}, argv: [], execArgv: [], stdout: true, stderr: true })
  await new Promise<void>((ready, broke) => {
    const late = setTimeout(() => broke(brokenStart(`it is not ready after ${START_MS} ms`)), START_MS)
    worker.once('message', () => {
      clearTimeout(late)
      ready()
    })
    worker.once('error', broke)
  })
  worker.removeAllListeners('error')
  // An idle thread must not keep the program alive.
  worker.on('error', () => {})
  worker.once('exit', onEnd)
  worker.unref()
  return worker
}

/** `late` and `ended`: the thread is of no more use, for it overran the deadline or broke. */
function runIn(worker: Worker, job: SandboxJob): Promise<SandboxVerdict | 'late' | 'ended'> {
  worker.ref()
  return new Promise((resolve) => {
    const end = (verdict: SandboxVerdict | 'late' | 'ended'): void => {
      clearTimeout(kill)
      worker.off('message', onMessage)
      worker.off('exit', onExit)
      worker.unref()
      resolve(verdict)
    }
    const onMessage = (message: FromSandbox): void => end(message.kind === 'verdict' ? message.verdict : 'ended')
    const onExit = (): void => end('ended')
    const kill = setTimeout(() => end('late'), job.limits.deadlineMs + GRACE_MS)
    worker.on('message', onMessage)
    worker.on('exit', onExit)
    worker.postMessage(job)
  })
}

function brokenStart(what: string): SwitchyardError {
  return new SwitchyardError('NODE_BROKE', what, { hint: 'install Switchyard anew' })
}
