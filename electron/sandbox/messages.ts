import type { SandboxLimits, SandboxTests, SandboxVerdict } from '../../shared/sandbox'

/** To the worker. */
export interface SandboxJob {
  code: string
  tests: SandboxTests
  limits: SandboxLimits
}

/** From the worker: `ready` once, then one verdict for each job. */
export type FromSandbox = { kind: 'ready' } | { kind: 'verdict'; verdict: SandboxVerdict }
