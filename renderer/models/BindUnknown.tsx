import { useQuery } from '@tanstack/react-query'
import { memo, useId, useState } from 'react'
import type { ConnectionSummary } from '../../shared/contract'
import type { RoleBinding } from '../../shared/graph/schema'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { showPage, useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input, Select } from '../shell/Inputs'
import styles from './BindUnknown.module.css'
import { type Bindings, bindAll, modelAt, unknownRoles } from './unknown-roles'

/** A design from elsewhere may name connections that are not here: it opens, and asks to be bound before it can run. */
export const BindUnknown = memo(function BindUnknown({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const connections = useQuery(door.system.connections.queryOptions())
  const [isOpen, setOpen] = useState(false)
  const unknown = connections.data === undefined ? [] : unknownRoles(graph, connections.data)
  if (unknown.length === 0) return null
  const names = [...new Set(unknown.map(([, { connection }]) => `“${connection}”`))].join(', ')
  return (
    <div className={styles.strip} role="status">
      <p>
        This design asks {names}, which {unknown.length === 1 ? 'is' : 'are'} not among your connections. Nothing is
        sent until its roles are bound.
      </p>
      <Button look="primary" onClick={() => setOpen(true)}>
        Bind
      </Button>
      {isOpen && (
        <BindDialog
          unknown={unknown}
          connections={connections.data ?? []}
          onClose={() => setOpen(false)}
          onBind={(bindings) => {
            document.change((before) => bindAll(before, bindings))
            setOpen(false)
          }}
        />
      )}
    </div>
  )
})

interface BindDialogProps {
  unknown: readonly [string, RoleBinding][]
  connections: readonly ConnectionSummary[]
  onBind: (bindings: Bindings) => void
  onClose: () => void
}

function BindDialog({ unknown, connections, onBind, onClose }: BindDialogProps) {
  const id = useId()
  const [bindings, setBindings] = useState<Bindings>(() => {
    // A live one is the likeliest, where there is any.
    const likely = connections.find(({ name }) => name !== 'simulated' && name !== 'recorded') ?? connections[0]
    return Object.fromEntries(
      unknown.map(([role, { model }]) => [role, { connection: likely?.name ?? '', model: modelAt(likely, model) }]),
    )
  })
  const set = (role: string, binding: Bindings[string]) => setBindings({ ...bindings, [role]: binding })
  const footer = (
    <>
      <Button
        onClick={() => {
          onClose()
          showPage('models')
        }}
      >
        Add a connection
      </Button>
      <Button
        look="primary"
        disabled={Object.values(bindings).some(({ model }) => model === '')}
        onClick={() => onBind(bindings)}
      >
        Bind
      </Button>
    </>
  )
  return (
    <Dialog title="Bind this design to your connections" isOpen onClose={onClose} footer={footer}>
      <div className={styles.rows}>
        {unknown.map(([role, was]) => {
          const binding = bindings[role] ?? was
          const models = connections.find(({ name }) => name === binding.connection)?.models ?? []
          return (
            <div key={role} className={styles.row}>
              <div>
                <b>{role}</b>
                <p className={styles.was}>
                  was {was.model} of {was.connection}
                </p>
              </div>
              <Select
                aria-label={`Connection of ${role}`}
                value={binding.connection}
                options={connections.map(({ name }) => ({ value: name, label: name }))}
                onChoose={(name) => {
                  const connection = connections.find((one) => one.name === name)
                  set(role, { connection: name, model: modelAt(connection, was.model) })
                }}
              />
              <Input
                aria-label={`Model of ${role}`}
                list={`${id}-${role}`}
                value={binding.model}
                onChange={({ target }) => set(role, { ...binding, model: target.value })}
              />
              <datalist id={`${id}-${role}`}>
                {models.map((model) => (
                  <option key={model} value={model} />
                ))}
              </datalist>
            </div>
          )
        })}
      </div>
    </Dialog>
  )
}
