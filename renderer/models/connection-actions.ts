import { door } from '../api'
import { queryClient } from '../query'

/** Everything that names a connection or a model is asked anew. */
export async function refreshConnections(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: door.connections.list.key() }),
    queryClient.invalidateQueries({ queryKey: door.models.key() }),
    queryClient.invalidateQueries({ queryKey: door.system.connections.key() }),
  ])
}
