/** Code that throws or gives false where the answer is wrong, or calls with the JSON values that they must give. */
export type SandboxTests = string | readonly SandboxCall[]

export interface SandboxCall {
  /** A JavaScript expression, such as `add(1, 2)`. */
  call: string
  equals: unknown
}

export interface SandboxLimits {
  /** Of real time, for all tests together. */
  deadlineMs: number
  memoryMb: number
}

/** `passed: null` where the sandbox itself did not work; what the code does to it, an endless loop too, is a failure. */
export interface SandboxVerdict {
  passed: boolean | null
  because: string
}

/** Runs JavaScript that nobody has read. The code gets no I/O, no clock to wait by and no object of ours. */
export interface Sandbox {
  runTests(code: string, tests: SandboxTests, limits: SandboxLimits): SandboxVerdict | Promise<SandboxVerdict>
}
