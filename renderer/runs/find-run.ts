import type { RunInfo } from '../../shared/runs-contract'

/** Whether a run is meant by what was typed to find it: its name, design, dataset, status, mode or one of its tags holds it. */
export function isMeant({ name, graph, dataset, status, mode, tags }: RunInfo, find: string): boolean {
  const wanted = find.trim().toLowerCase()
  return [name, graph, dataset, status, mode, ...tags].some((text) => text.toLowerCase().includes(wanted))
}
