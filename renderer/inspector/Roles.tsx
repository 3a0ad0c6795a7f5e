import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ConnectionSummary, DatasetSummary } from '../../shared/contract'
import { sentence } from '../../shared/format'
import { bindRole, removeRole } from '../../shared/graph/edit'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { useRunDataset } from '../runs/run-options'
import { Button } from '../shell/Button'
import { Input, type Option, Select } from '../shell/Inputs'
import styles from './Inspector.module.css'
import { Heading } from './Row'

/** Which model of which connection answers for each role. One change here replays the same design on other models. */
export function Roles({ document }: { document: OpenDocument }) {
  const { roles } = useGraph(document)
  const connections = useQuery(door.system.connections.queryOptions())
  return (
    <section aria-label="Model roles">
      <Heading>Model roles</Heading>
      {Object.keys(roles).map((role) => (
        <RoleCard key={role} document={document} role={role} connections={connections.data ?? []} />
      ))}
      <AddRole document={document} connections={connections.data ?? []} />
    </section>
  )
}

interface RoleCardProps {
  document: OpenDocument
  role: string
  connections: readonly ConnectionSummary[]
}

function RoleCard({ document, role, connections }: RoleCardProps) {
  const graph = useGraph(document)
  const binding = graph.roles[role]
  const dataset = useRunDataset()
  const connection = connections.find(({ name }) => name === binding?.connection)
  const offered = modelsOf(connection, dataset)
  if (binding === undefined) return null
  const uses = graph.nodes.filter(({ settings }) => settings.role === role).length
  const bind = (next: Partial<typeof binding>, gesture?: string) => {
    const { connection, model } = { ...binding, ...next }
    document.change((before) => bindRole(before, role, { connection, model }), gesture)
  }
  const chooseConnection = (connection: string) => {
    const model = connections.find(({ name }) => name === connection)?.models[0] ?? binding.model
    bind({ connection, model })
  }
  return (
    <div className={styles.role}>
      <span className={styles.roleName}>{role}</span>
      <Button
        look="quiet"
        label={uses === 0 ? `Remove the role ${role}` : `${role} is used by a node`}
        disabled={uses > 0}
        onClick={() => document.change((before) => removeRole(before, role))}
      >
        <X size={14} />
      </Button>
      <Select
        aria-label={`Connection of ${role}`}
        value={binding.connection}
        options={withPresent(
          connections.map(({ name }) => ({ value: name, label: name })),
          binding.connection,
        )}
        onChoose={chooseConnection}
      />
      {offered.length > 0 ? (
        <Select
          aria-label={`Model of ${role}`}
          value={binding.model}
          options={withPresent(offered, binding.model)}
          onChoose={(model) => bind({ model })}
        />
      ) : (
        <Input
          aria-label={`Model of ${role}`}
          value={binding.model}
          onChange={({ target }) => target.value !== '' && bind({ model: target.value }, `role ${role}`)}
          onBlur={document.endGesture}
        />
      )}
      <p className={styles.roleNote}>{noteOf(connection, offered, dataset)}</p>
    </div>
  )
}

/** A connection that names no models answers with those that the dataset has outcomes of. */
function modelsOf(connection: ConnectionSummary | undefined, dataset: DatasetSummary | undefined): Option[] {
  if (connection === undefined) return []
  if (connection.models.length > 0) return connection.models.map((model) => ({ value: model, label: model }))
  return (dataset?.models ?? []).map(({ model, problems }) => ({
    value: model,
    label: problems < (dataset?.problems ?? 0) ? `${model} (${problems} of ${dataset?.problems} problems)` : model,
  }))
}

function noteOf(
  connection: ConnectionSummary | undefined,
  offered: readonly Option[],
  dataset: DatasetSummary | undefined,
): string {
  if (connection === undefined) return ''
  if (offered.length > 0 || dataset === undefined) return sentence(connection.about)
  return `${dataset.name}, which runs use now, has no recorded outcomes: import some or choose another dataset.`
}

function withPresent(options: readonly Option[], present: string): Option[] {
  const isKnown = options.some(({ value }) => value === present)
  return isKnown ? [...options] : [{ value: present, label: `${present} (not offered)` }, ...options]
}

const roleName = /^[a-z][a-z0-9-]{0,63}$/

function AddRole({ document, connections }: Omit<RoleCardProps, 'role'>) {
  const [name, setName] = useState('')
  const { roles } = useGraph(document)
  const [connection] = connections
  const isFree = !Object.hasOwn(roles, name)
  const isGood = roleName.test(name) && isFree
  const add = () => {
    if (!isGood) return
    const [first] = Object.values(roles)
    const binding = first ?? { connection: connection?.name ?? 'simulated', model: connection?.models[0] ?? 'model' }
    document.change((before) => bindRole(before, name, { connection: binding.connection, model: binding.model }))
    setName('')
  }
  return (
    <>
      <form
        className={styles.addRole}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Input
          aria-label="Name of a new role"
          aria-invalid={name !== '' && !isGood}
          placeholder="New role"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" disabled={!isGood}>
          <Plus size={14} /> Add
        </Button>
      </form>
      {name !== '' && !isGood && (
        <p className={styles.roleNote}>
          {isFree ? 'Small letters, digits and -, beginning with a letter' : 'This role is there already'}
        </p>
      )}
    </>
  )
}
