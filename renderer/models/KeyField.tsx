import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ConnectionInfo } from '../../shared/connections-contract'
import { sentence } from '../../shared/format'
import { client, failureOf } from '../api'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import { lineOfFailure } from '../shell/notice-store'
import { refreshConnections } from './connection-actions'
import { keepingWords } from './connection-draft'
import styles from './ModelsPage.module.css'

interface KeyFieldProps {
  connection: ConnectionInfo
  keeping: 'lasting' | 'session'
}

/** A key goes in and never comes out: what is shown is that it is set, and its end. */
export function KeyField({ connection: { name, key, origin }, keeping }: KeyFieldProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const close = () => {
    setTyped('')
    setOpen(false)
  }
  const give = useMutation({
    mutationFn: () => client.connections.setKey({ name, key: typed }),
    // What was typed does not stay in the page, whatever came of it.
    onSettled: () => setTyped(''),
    onSuccess: () => {
      setOpen(false)
      void refreshConnections()
    },
  })
  const drop = useMutation({
    mutationFn: () => client.connections.dropKey({ name }),
    onSuccess: () => void refreshConnections(),
  })
  const failure = give.error ?? drop.error
  return (
    <div className={styles.key}>
      <p className={styles.keyState}>
        <span className={styles.keyName}>Key</span>
        {key.state === 'set' ? (
          <span>
            set{key.lastFour !== null && <span className={styles.lastFour}> …{key.lastFour}</span>}
            <span className={styles.quiet}> · {key.from}</span>
          </span>
        ) : (
          <span className={styles.quiet}>none{key.note === '' ? '' : ` · ${key.note}`}</span>
        )}
        <span className={styles.space} />
        {!isOpen && (
          <Button look="quiet" className={styles.small} onClick={() => setOpen(true)}>
            {key.state === 'set' ? 'Replace' : 'Set key'}
          </Button>
        )}
        {!isOpen && key.state === 'set' && isGivenHere(key.from) && (
          <Button look="quiet" className={styles.small} onClick={() => drop.mutate()}>
            Forget
          </Button>
        )}
      </p>
      {isOpen && (
        <form
          className={styles.keyForm}
          onSubmit={(event) => {
            event.preventDefault()
            if (typed.trim() !== '') give.mutate()
          }}
        >
          <label className="visually-hidden" htmlFor={id}>
            Key of {name}
          </label>
          <Input
            id={id}
            type="password"
            autoComplete="new-password"
            autoFocus
            placeholder={`Sent to ${origin} alone`}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit" look="primary" disabled={typed.trim() === '' || give.isPending}>
            Keep
          </Button>
          <Button look="quiet" onClick={close}>
            Cancel
          </Button>
        </form>
      )}
      {isOpen && <p className={styles.quiet}>{keepingWords[keeping]}</p>}
      {failure !== null && <p className={styles.bad}>{sentence(lineOfFailure(failureOf(failure)))}</p>}
    </div>
  )
}

/** What the environment or a file says cannot be forgotten here. */
function isGivenHere(from: string): boolean {
  return from === 'the keychain' || from === 'this session'
}
