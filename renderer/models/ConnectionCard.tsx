import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { kindNames } from '../../shared/connection-presets'
import type { ConnectionInfo, ConnectionTest } from '../../shared/connections-contract'
import { formatNumberOf, sentence } from '../../shared/format'
import { client, failureOf } from '../api'
import { Button } from '../shell/Button'
import { lineOfFailure, showFailure } from '../shell/notice-store'
import { classes } from '../theme/classes'
import { refreshConnections } from './connection-actions'
import { KeyField } from './KeyField'
import styles from './ModelsPage.module.css'

interface ConnectionCardProps {
  connection: ConnectionInfo
  keeping: 'lasting' | 'session'
  onEdit: () => void
}

export function ConnectionCard({ connection, keeping, onEdit }: ConnectionCardProps) {
  const { name, kind, baseUrl, notes, models, warning } = connection
  const [result, setResult] = useState<{ ok: boolean; line: string } | null>(null)
  const test = useMutation({
    mutationFn: (): Promise<ConnectionTest> => client.connections.test({ name, model: null }),
    onSuccess: (came) => {
      setResult(came)
      void refreshConnections()
    },
    onError: (error) => setResult({ ok: false, line: lineOfFailure(failureOf(error)) }),
  })
  const list = useMutation({
    mutationFn: () => client.connections.listModels({ name }),
    onSuccess: ({ models: count }) => {
      setResult({ ok: true, line: `It offers ${formatNumberOf(count, 'model')}.` })
      void refreshConnections()
    },
    onError: (error) => setResult({ ok: false, line: lineOfFailure(failureOf(error)) }),
  })
  const busy = test.isPending || list.isPending
  return (
    <article className={styles.connection} aria-label={`Connection ${name}`}>
      <div className={styles.connectionHead}>
        <h2>{name}</h2>
        <span className={styles.quiet}>{kindNames[kind]}</span>
      </div>
      <p className={styles.address}>{baseUrl}</p>
      {notes !== '' && <p className={styles.quiet}>{notes}</p>}
      <KeyField connection={connection} keeping={keeping} />
      {warning !== null && <p className={styles.warning}>{sentence(warning)}</p>}
      <div className={styles.actions}>
        <Button disabled={busy} title="One small call, which is billed" onClick={() => test.mutate()}>
          {test.isPending ? 'Testing…' : 'Test'}
        </Button>
        <Button disabled={busy} onClick={() => list.mutate()}>
          {list.isPending ? 'Asking…' : models === 0 ? 'List models' : `${formatNumberOf(models, 'model')} · refresh`}
        </Button>
        <span className={styles.space} />
        <Button look="quiet" onClick={onEdit}>
          Edit
        </Button>
        <RemoveButton name={name} />
      </div>
      <p className={classes(styles.line, result?.ok === false && styles.bad)} role="status">
        {result === null ? '' : result.ok ? `✓ ${result.line}` : `✗ ${sentence(result.line)}`}
      </p>
    </article>
  )
}

/** Asks once more in its own place: a key goes with its connection. */
function RemoveButton({ name }: { name: string }) {
  const [isSure, setSure] = useState(false)
  if (!isSure) {
    return (
      <Button look="quiet" onClick={() => setSure(true)}>
        Remove
      </Button>
    )
  }
  return (
    <Button
      look="danger"
      onBlur={() => setSure(false)}
      onClick={() => {
        client.connections.remove({ name }).then(refreshConnections).catch(showFailure)
      }}
    >
      Remove with its key
    </Button>
  )
}
