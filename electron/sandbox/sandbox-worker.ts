// The thread in which code that nobody has read is interpreted. It is killed when it overruns its deadline.
import { parentPort } from 'node:worker_threads'
import type { FromSandbox, SandboxJob } from './messages.ts'
import { loadEngine, runTests } from './run-tests.ts'

const tell = (message: FromSandbox): void => parentPort?.postMessage(message)

void loadEngine().then((engine) => {
  parentPort?.on('message', (job: SandboxJob) => tell({ kind: 'verdict', verdict: runTests(engine, job) }))
  tell({ kind: 'ready' })
})
