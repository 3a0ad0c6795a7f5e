import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { GateEvidence } from '../../shared/runs-contract'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { useDocument } from '../designs/session'
import { useRunDataset } from '../runs/run-options'

/** What is known of the problems that come to an escalation of the open design; undefined while it is asked for. */
export function useGateEvidence(document: OpenDocument, nodeId: string): GateEvidence | undefined {
  const dataset = useRunDataset()
  const savedHash = useDocument(document, ({ summary }) => summary.hash)
  const input = { designId: document.id, nodeId, datasetId: dataset?.id ?? '' }
  const { data, refetch } = useQuery({
    ...door.runs.atGate.queryOptions({ input }),
    enabled: dataset !== undefined,
  })
  // A run stays what it was; without one, the design itself says which recorded answers come here.
  const depends = data !== undefined && data.from !== 'run'
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked again because the saved design is another
  useEffect(() => {
    if (depends) void refetch()
  }, [savedHash])
  return data
}
