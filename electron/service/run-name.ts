/** What a run is called until somebody gives it a name. */
export function defaultRunName(design: string, dataset: string): string {
  return `${design} · ${dataset}`
}
