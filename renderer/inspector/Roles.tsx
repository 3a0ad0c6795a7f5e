import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ConnectionSummary } from '../../shared/contract'
import { bindRole } from '../../shared/graph/edit'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import { RoleCard } from './RoleCard'
import styles from './Roles.module.css'
import { Heading } from './Row'
import { troubleOfRoleName } from './role-name'

const sectionId = 'model-roles'

/** Leaves the node that is selected for the roles of the whole design. */
export function showRoles(document: OpenDocument): void {
  document.select({})
  requestAnimationFrame(() => {
    const section = window.document.getElementById(sectionId)
    section?.scrollIntoView({ block: 'start' })
    section?.querySelector<HTMLElement>('select')?.focus()
  })
}

/** Which model of which connection answers for each role. One change here replays the same design on other models. */
export function Roles({ document }: { document: OpenDocument }) {
  const { roles } = useGraph(document)
  const connections = useQuery(door.system.connections.queryOptions())
  return (
    <section id={sectionId} aria-label="Model roles">
      <Heading>Model roles</Heading>
      <p className={styles.lead}>
        Nodes ask roles, and a role is bound here to a model: bind it to another and run again, and the same drawing is
        replayed on other models.
      </p>
      {Object.keys(roles).map((role) => (
        <RoleCard key={role} document={document} role={role} connections={connections.data ?? []} />
      ))}
      <AddRole document={document} connections={connections.data ?? []} />
    </section>
  )
}

function AddRole({ document, connections }: { document: OpenDocument; connections: readonly ConnectionSummary[] }) {
  const [name, setName] = useState('')
  const { roles } = useGraph(document)
  const [connection] = connections
  const trouble = name === '' ? undefined : troubleOfRoleName(name, roles)
  const add = () => {
    if (name === '' || trouble !== undefined) return
    const [first] = Object.values(roles)
    const binding = first ?? { connection: connection?.name ?? 'simulated', model: connection?.models[0] ?? 'model' }
    document.change((before) => bindRole(before, name, { connection: binding.connection, model: binding.model }))
    setName('')
  }
  return (
    <>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Input
          aria-label="Name of a new role"
          aria-invalid={trouble !== undefined}
          placeholder="New role"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" disabled={name === '' || trouble !== undefined}>
          <Plus size={14} /> Add
        </Button>
      </form>
      {trouble !== undefined && <p className={styles.note}>{trouble}</p>}
    </>
  )
}
