import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ConnectionInfo } from '../../shared/connections-contract'
import { door, failureOf } from '../api'
import { Button } from '../shell/Button'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { ConnectionCard } from './ConnectionCard'
import { ConnectionDialog } from './ConnectionDialog'
import styles from './ModelsPage.module.css'
import { ModelTable } from './ModelTable'
import { PriceLists } from './PriceLists'

/** How to reach models, what they cost and what is known of them. */
export function ModelsPage() {
  const connections = useQuery(door.connections.list.queryOptions())
  const [edited, setEdited] = useState<ConnectionInfo | 'new' | null>(null)
  const all = connections.data?.connections ?? []
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Models</h1>
          <p>The connections that reach live models, and what each model costs, can do and has shown.</p>
        </div>
        <Button look="primary" onClick={() => setEdited('new')}>
          <Plus size={14} /> Add a connection
        </Button>
      </div>
      {connections.error !== null && (
        <p className={pageStyles.trouble}>{lineOfFailure(failureOf(connections.error))}</p>
      )}
      {connections.data !== undefined && all.length === 0 && <NoConnections onAdd={() => setEdited('new')} />}
      {all.length > 0 && (
        <section className={styles.connections} aria-label="Connections">
          {all.map((connection) => (
            <ConnectionCard
              key={connection.name}
              connection={connection}
              keeping={connections.data?.keeping ?? 'session'}
              onEdit={() => setEdited(connection)}
            />
          ))}
        </section>
      )}
      <ModelTable />
      <PriceLists />
      {edited !== null && (
        <ConnectionDialog
          connection={edited === 'new' ? null : edited}
          taken={all.map(({ name }) => name)}
          keeping={connections.data?.keeping ?? 'session'}
          onClose={() => setEdited(null)}
        />
      )}
    </main>
  )
}

function NoConnections({ onAdd }: { onAdd: () => void }) {
  return (
    <section className={pageStyles.card}>
      <h2>No connection yet</h2>
      <p>
        Simulated and recorded models need none. To ask live ones, add Anthropic, OpenAI, or any server that speaks
        OpenAI’s format: OpenRouter, Ollama, vLLM, llama.cpp, LM Studio, LiteLLM. Graphs name connections; addresses and
        keys stay on this machine.
      </p>
      <Button onClick={onAdd}>Add a connection</Button>
    </section>
  )
}
