/** As much of a run's summary as tells whether it kept its time. */
export interface Timed {
  latencyMs: { p95: number | null }
  /** What one problem may take by the design that was run; `null` where it sets no budget. */
  latencyBudgetMs: number | null
}

/** Whether the slowest twentieth of a run's problems took longer than its design allows; `null` where that cannot be known. */
export function missesLatencyBudget({ latencyMs: { p95 }, latencyBudgetMs }: Timed): boolean | null {
  return p95 === null || latencyBudgetMs === null ? null : p95 > latencyBudgetMs
}
