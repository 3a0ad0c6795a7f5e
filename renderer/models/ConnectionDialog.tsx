import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import {
  type CompatibleServer,
  type ConnectionKind,
  compatibleServers,
  connectionKinds,
  kindNames,
  presets,
} from '../../shared/connection-presets'
import type { ConnectionLimits } from '../../shared/connection-settings'
import type { ConnectionInfo } from '../../shared/connections-contract'
import { client, failureOf } from '../api'
import { Row } from '../inspector/Row'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input, Select, TextArea } from '../shell/Inputs'
import { lineOfFailure, showFailure } from '../shell/notice-store'
import { classes } from '../theme/classes'
import { refreshConnections } from './connection-actions'
import { type ConnectionDraft, draftFrom, draftOf, keepingWords, movesAway, readDraft } from './connection-draft'
import styles from './ModelsPage.module.css'

interface ConnectionDialogProps {
  /** Null: a new one. */
  connection: ConnectionInfo | null
  taken: readonly string[]
  keeping: 'lasting' | 'session'
  onClose: () => void
}

export function ConnectionDialog({ connection, taken, keeping, onClose }: ConnectionDialogProps) {
  const [preset, setPreset] = useState(connection === null ? null : connection.name)
  const [draft, setDraft] = useState<ConnectionDraft | null>(connection === null ? null : draftOf(connection))
  const [key, setKey] = useState('')
  const others = taken.filter((name) => name !== connection?.name)
  const read = draft === null ? null : readDraft(draft, others)
  const settings = read === null || 'trouble' in read ? null : read
  const save = useMutation({
    mutationFn: async () => {
      if (settings === null) return
      if (connection === null) await client.connections.add(settings)
      else await client.connections.edit(settings)
      // The connection is there whatever becomes of its key, which can be given again on its card.
      if (key.trim() !== '') await client.connections.setKey({ name: settings.name, key }).catch(showFailure)
    },
    onSettled: async () => {
      setKey('')
      await refreshConnections()
    },
    onSuccess: onClose,
  })
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={settings === null || save.isPending} onClick={() => save.mutate()}>
        {connection === null ? 'Add' : 'Save'}
      </Button>
    </>
  )
  return (
    <Dialog
      title={connection === null ? 'Add a connection' : `Connection ${connection.name}`}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      {save.error !== null && (
        <p className={styles.bad} role="alert">
          {lineOfFailure(failureOf(save.error))}
        </p>
      )}
      {connection === null && (
        <div className={styles.presets}>
          {presets.map((one) => (
            <button
              key={one.name}
              type="button"
              className={classes(styles.preset, preset === one.name && styles.chosen)}
              aria-pressed={preset === one.name}
              onClick={() => {
                setPreset(one.name)
                setDraft(draftFrom(one, others))
              }}
            >
              {one.label}
            </button>
          ))}
        </div>
      )}
      {draft === null ? (
        <p className={styles.quiet}>Choose what it is; everything can be changed then.</p>
      ) : (
        <Fields
          draft={draft}
          connection={connection}
          trouble={read !== null && 'trouble' in read ? read.trouble : {}}
          onDraft={setDraft}
        />
      )}
      {draft !== null && connection === null && <NewKey draft={draft} keeping={keeping} value={key} onKey={setKey} />}
    </Dialog>
  )
}

interface FieldsProps {
  draft: ConnectionDraft
  connection: ConnectionInfo | null
  trouble: Partial<Record<string, string>>
  onDraft: (draft: ConnectionDraft) => void
}

function Fields({ draft, connection, trouble, onDraft }: FieldsProps) {
  const id = useId()
  const set = (change: Partial<ConnectionDraft>) => onDraft({ ...draft, ...change })
  const losesKey = connection !== null && connection.key.state === 'set' && movesAway(connection.baseUrl, draft.baseUrl)
  return (
    <>
      <div className={styles.pair}>
        <Row id={`${id}-name`} title="Name" description="Graphs name it by this." trouble={trouble.name}>
          <Input
            id={`${id}-name`}
            value={draft.name}
            disabled={connection !== null}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Row>
        <Row id={`${id}-kind`} title="Speaks">
          <Select
            id={`${id}-kind`}
            value={draft.kind}
            options={connectionKinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
            onChoose={(kind) => set({ kind: kind as ConnectionKind })}
          />
        </Row>
      </div>
      <div className={draft.kind === 'compatible' ? styles.pair : undefined}>
        <Row
          id={`${id}-url`}
          title="Address"
          description={losesKey ? 'Another origin: the key is dropped and asked for anew.' : undefined}
          trouble={trouble.baseUrl}
        >
          <Input id={`${id}-url`} value={draft.baseUrl} onChange={({ target }) => set({ baseUrl: target.value })} />
        </Row>
        {draft.kind === 'compatible' && (
          <Row id={`${id}-server`} title="Server">
            <Select
              id={`${id}-server`}
              value={draft.server ?? 'other'}
              options={compatibleServers.map((server) => ({ value: server, label: server }))}
              onChoose={(server) => set({ server: server as CompatibleServer })}
            />
          </Row>
        )}
      </div>
      <Limits draft={draft} trouble={trouble} onDraft={onDraft} />
      <Row id={`${id}-notes`} title="Notes">
        <TextArea id={`${id}-notes`} value={draft.notes} onChange={({ target }) => set({ notes: target.value })} />
      </Row>
    </>
  )
}

const limitTitles: Record<keyof ConnectionLimits, string> = {
  concurrency: 'Calls at once',
  requestsPerMinute: 'Requests a minute',
  tokensPerMinute: 'Tokens a minute',
}

function Limits({ draft, trouble, onDraft }: Omit<FieldsProps, 'connection'>) {
  const id = useId()
  return (
    <div className={styles.three}>
      {(Object.keys(limitTitles) as (keyof ConnectionLimits)[]).map((field) => (
        <Row key={field} id={`${id}-${field}`} title={limitTitles[field]} trouble={trouble[field]}>
          <Input
            id={`${id}-${field}`}
            inputMode="decimal"
            placeholder="no limit"
            value={draft.limits[field]}
            onChange={({ target }) => onDraft({ ...draft, limits: { ...draft.limits, [field]: target.value } })}
          />
        </Row>
      ))}
    </div>
  )
}

interface NewKeyProps {
  draft: ConnectionDraft
  keeping: 'lasting' | 'session'
  value: string
  onKey: (key: string) => void
}

function NewKey({ draft, keeping, value, onKey }: NewKeyProps) {
  const id = useId()
  const origin = URL.parse(draft.baseUrl.trim())?.origin
  return (
    <Row id={id} title="Key" description={`${keepingWords[keeping]}${origin ? ` It is sent to ${origin} alone.` : ''}`}>
      <Input
        id={id}
        type="password"
        autoComplete="new-password"
        placeholder="optional; it can be given later"
        value={value}
        onChange={({ target }) => onKey(target.value)}
      />
    </Row>
  )
}
