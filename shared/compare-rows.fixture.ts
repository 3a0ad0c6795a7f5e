import type { ComparedRun, Comparison, Paired } from './comparison'

export function run(graph: string, rest: Partial<ComparedRun> = {}): ComparedRun {
  return {
    id: graph,
    graph,
    dataset: 'd',
    mode: 'simulated',
    oracle: false,
    problems: 1000,
    walks: 1000,
    repeated: null,
    correct: 900,
    accuracy: 0.9,
    accuracyInterval: [0.88, 0.92],
    usd: 1,
    usdPerCorrect: 1 / 900,
    billedUsd: 0,
    savedUsd: 0,
    latencyMs: { p50: 1, p95: 2 },
    escalationRate: null,
    failed: 0,
    name: null,
    designId: null,
    version: null,
    seed: 7,
    startedAt: 0,
    finished: 1000,
    latencyBudgetMs: null,
    keepsLatency: null,
    ...rest,
  }
}

export const comparison = (runs: ComparedRun[], rest: Partial<Comparison> = {}): Comparison => ({
  runs,
  frontier: [],
  common: 1000,
  note: null,
  baselineId: runs[0]?.id ?? null,
  pairs: [],
  ...rest,
})

export const pair: Paired = {
  runId: 'b',
  baselineId: 'a',
  problems: 1000,
  both: 850,
  onlyBaseline: 50,
  onlyRun: 10,
  neither: 90,
  test: 'mcnemar',
  accuracy: { difference: -0.04, interval: [-0.055, -0.025] },
  usdPerProblem: { difference: -0.0005, interval: [-0.0006, -0.0004] },
  usdPerCorrect: { difference: null, interval: null },
  pAccuracy: 0.0001,
  pCost: 0.001,
  needed: { total: 100, more: 0 },
}
