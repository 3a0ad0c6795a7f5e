import { Outline } from '../canvas/Outline'
import { Palette } from '../canvas/Palette'
import type { OpenDocument } from '../designs/document'
import styles from './ListBelow.module.css'
import { showBelow, useExtras } from './panels'

const names = { kinds: 'Nodes', outline: 'Outline' } as const

/** Below the designs: the kinds to draw with, or the open design as a list. */
export function ListBelow({ document }: { document: OpenDocument | undefined }) {
  const below = useExtras((state) => state.below)
  return (
    <>
      <fieldset className={styles.choice} aria-label="What the list shows">
        {(['kinds', 'outline'] as const).map((what) => (
          <button key={what} type="button" aria-pressed={what === below} onClick={() => showBelow(what)}>
            {names[what]}
          </button>
        ))}
      </fieldset>
      {below === 'outline' && document !== undefined ? (
        <Outline document={document} />
      ) : (
        <Palette disabled={document === undefined} />
      )}
    </>
  )
}
