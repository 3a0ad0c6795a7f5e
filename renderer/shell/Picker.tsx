import { Dialog } from '@base-ui/react/dialog'
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { classes } from '../theme/classes'
import { HueTile } from '../theme/HueTile'
import styles from './Picker.module.css'
import { closePicker, focusAfterPick, type PickItem, type PickRequest, usePicker } from './picker-store'
import { rankItems } from './rank'

const width = 420
const mostHeight = 380
const mostShown = 200

/** One search for everything that is chosen from a list by typing: kinds, commands, nodes. */
export function Picker() {
  const { request, isOpen, count } = usePicker()
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closePicker()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={classes(styles.backdrop, request?.at === undefined && styles.dim)} />
        {request !== null && <Search key={count} request={request} />}
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Search({ request }: { request: PickRequest }) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [wanted, setWanted] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  // A list that takes the place of another comes without the dialog's own opening.
  useEffect(() => field.current?.focus(), [])
  const found = rankItems(query, request.items).slice(0, mostShown)
  const at = Math.min(wanted, found.length - 1)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const move = (event: KeyboardEvent) => {
    const next = movedTo(event, at, found.length)
    if (next !== undefined) setWanted(next)
    const chosen = found[at]
    if (event.key === 'Enter' && chosen !== undefined) choose(chosen)
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Dialog.Popup
      className={classes(styles.popup, request.at === undefined && styles.central)}
      style={place(request)}
      finalFocus={focusAfterPick}
    >
      <Dialog.Title className="visually-hidden">{request.title}</Dialog.Title>
      <input
        className={styles.input}
        role="combobox"
        aria-label={request.title}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${at}`}
        ref={field}
        autoComplete="off"
        spellCheck={false}
        placeholder={request.placeholder}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value)
          setWanted(0)
        }}
        onKeyDown={move}
      />
      {found.length === 0 && <p className={styles.empty}>{request.empty}</p>}
      {/* The keys stay in the field; the options are only pointed at. */}
      <div ref={list} id={id} role="listbox" aria-label={request.title} className={styles.list}>
        {found.map((item, index) => (
          <Option key={item.id} id={`${id}-${index}`} item={item} isActive={index === at} />
        ))}
      </div>
    </Dialog.Popup>
  )
}

function Option({ id, item, isActive }: { id: string; item: PickItem; isActive: boolean }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus and points here
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={item.disabled === true}
      className={styles.option}
      onClick={() => choose(item)}
      onPointerDown={(event) => event.preventDefault()}
    >
      {item.hue !== undefined && <HueTile hue={item.hue} icon={item.icon} />}
      <span className={styles.label}>{item.label}</span>
      {item.about !== undefined && <span className={styles.about}>{item.about}</span>}
      {item.keys !== undefined && <kbd className={styles.keys}>{item.keys}</kbd>}
    </div>
  )
}

function choose({ disabled, pick }: PickItem): void {
  if (disabled === true) return
  closePicker()
  // It may open the next list in the place of this one.
  pick()
}

function movedTo({ key }: KeyboardEvent, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'PageDown':
      return Math.min(count - 1, at + 8)
    case 'PageUp':
      return Math.max(0, at - 8)
    default:
      return undefined
  }
}

/** At its place, moved as far as it needs to be wholly on the screen. */
function place({ at }: PickRequest): CSSProperties | undefined {
  if (at === undefined) return undefined
  const left = Math.max(8, Math.min(at.x, window.innerWidth - width - 8))
  const top = Math.max(8, Math.min(at.y, window.innerHeight - mostHeight - 8))
  return { left, top }
}
