import { X } from 'lucide-react'
import { useId, useState } from 'react'
import type { ConnectionSummary } from '../../shared/contract'
import { bindRole, removeRole } from '../../shared/graph/edit'
import { nodesAsking, renameRole } from '../../shared/graph/roles'
import type { GraphNode, RoleBinding } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { canvas } from '../canvas/control'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { useRunDataset } from '../runs/run-options'
import { Button } from '../shell/Button'
import { Input, type Option, Select } from '../shell/Inputs'
import { classes } from '../theme/classes'
import styles from './Roles.module.css'
import { isClosed, modelAfterMove, modelsOf, noteOf } from './role-models'
import { troubleOfRoleName } from './role-name'

interface RoleCardProps {
  document: OpenDocument
  role: string
  connections: readonly ConnectionSummary[]
}

/** One role: what it is called, which model of which connection answers for it, and who asks it. */
export function RoleCard({ document, role, connections }: RoleCardProps) {
  const graph = useGraph(document)
  const dataset = useRunDataset()
  const binding = graph.roles[role]
  if (binding === undefined) return null
  const connection = connections.find(({ name }) => name === binding.connection)
  const asking = nodesAsking(graph, role)
  const note = noteOf(connection, binding.connection, dataset)
  const bind = (next: Partial<RoleBinding>, gesture?: string) => {
    const { connection: its, model } = { ...binding, ...next }
    document.change((before) => bindRole(before, role, { connection: its, model }), gesture)
  }
  const move = (name: string) => {
    const to = connections.find((other) => other.name === name)
    bind({ connection: name, model: modelAfterMove(binding.model, to, dataset) })
  }
  const names = connections.map(({ name }) => ({ value: name, label: name }))
  return (
    <section className={styles.role} aria-label={`Role ${role}`}>
      <RoleName document={document} role={role} />
      <Button
        look="quiet"
        label={asking.length === 0 ? `Remove the role ${role}` : `${role} is asked by a node`}
        disabled={asking.length > 0}
        onClick={() => document.change((before) => removeRole(before, role))}
      >
        <X size={14} />
      </Button>
      <Select
        aria-label={`Connection of ${role}`}
        value={binding.connection}
        options={withPresent(names, binding.connection)}
        onChoose={move}
      />
      <ModelInput
        name={`Model of ${role}`}
        model={binding.model}
        offered={modelsOf(connection, dataset)}
        isClosed={isClosed(connection)}
        onModel={(model) => bind({ model }, `role ${role}`)}
        onLeave={document.endGesture}
      />
      <p className={classes(styles.note, note.isTrouble && styles.trouble)}>{note.text}</p>
      <AskedBy nodes={asking} />
    </section>
  )
}

/** The name is taken over when it is complete, for nodes are known to ask it by that. */
function RoleName({ document, role }: { document: OpenDocument; role: string }) {
  const { roles } = useGraph(document)
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? role
  const trouble = name === role ? undefined : troubleOfRoleName(name, roles)
  const rename = () => {
    setTyped(null)
    if (name !== role && trouble === undefined) document.change((graph) => renameRole(graph, role, name))
  }
  return (
    <>
      <Input
        className={styles.name}
        aria-label={`Name of the role ${role}`}
        aria-invalid={trouble !== undefined}
        value={name}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={rename}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur()
          if (key === 'Escape') setTyped(null)
        }}
      />
      {trouble !== undefined && <p className={classes(styles.note, styles.trouble)}>{trouble}</p>}
    </>
  )
}

interface ModelInputProps {
  name: string
  model: string
  offered: readonly Option[]
  /** Nothing but what is offered can answer. */
  isClosed: boolean
  onModel: (model: string) => void
  onLeave: () => void
}

function ModelInput({ name, model, offered, isClosed: isChosen, onModel, onLeave }: ModelInputProps) {
  const id = useId()
  if (isChosen && offered.length > 0)
    return <Select aria-label={name} value={model} options={withPresent(offered, model)} onChoose={onModel} />
  return (
    <>
      <Input
        aria-label={name}
        list={id}
        maxLength={200}
        placeholder="Model"
        value={model}
        onChange={({ target }) => target.value !== '' && onModel(target.value)}
        onBlur={onLeave}
      />
      <datalist id={id}>
        {offered.map(({ value, label }) => (
          <option key={value} value={value} label={label} />
        ))}
      </datalist>
    </>
  )
}

function AskedBy({ nodes }: { nodes: readonly GraphNode[] }) {
  if (nodes.length === 0) return <p className={styles.note}>No node asks it.</p>
  return (
    <p className={styles.note}>
      Asked by{' '}
      {nodes.map((node, index) => (
        <span key={node.id}>
          {index > 0 && ', '}
          <button type="button" className={styles.link} onClick={() => canvas()?.show(node.id)}>
            {titleOf(node)}
          </button>
        </span>
      ))}
      .
    </p>
  )
}

function withPresent(options: readonly Option[], present: string): Option[] {
  const isKnown = options.some(({ value }) => value === present)
  return isKnown ? [...options] : [{ value: present, label: `${present} (not offered)` }, ...options]
}
