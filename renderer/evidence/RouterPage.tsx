export function RouterPage({ runId }: { runId: string }) {
  return <main>{runId}</main>
}
