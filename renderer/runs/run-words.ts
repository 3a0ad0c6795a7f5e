import type { RunInfo } from '../../shared/runs-contract'

/** How a run stands, in a word. */
export const statusWords: Record<RunInfo['status'], string> = {
  running: 'running',
  paused: 'paused',
  done: 'done',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
}
