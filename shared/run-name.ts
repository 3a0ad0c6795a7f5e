/** What a run is called until somebody gives it a name. */
export function defaultRunName(design: string, dataset: string): string {
  return `${design} · ${dataset}`
}

interface Named {
  graph: string
  dataset: string
  name: string
}

/** What somebody called the run; `null` where nobody did. */
export function givenName({ graph, dataset, name }: Named): string | null {
  return name === graph || name === defaultRunName(graph, dataset) ? null : name
}

/** Its design's name, and after it what somebody called the run. */
export function titleOfRun(run: Named): string {
  const given = givenName(run)
  return given === null ? run.graph : `${run.graph}: ${given}`
}
