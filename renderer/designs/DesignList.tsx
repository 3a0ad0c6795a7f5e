import { useQuery } from '@tanstack/react-query'
import { FolderOpen, LayoutTemplate, Plus } from 'lucide-react'
import { useState } from 'react'
import type { DesignSummary } from '../../shared/designs-contract'
import { door } from '../api'
import { openGallery } from '../gallery/gallery-state'
import { Button } from '../shell/Button'
import { chooseDesignFile } from '../shell/choose-file'
import { Input } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import { SectionHead } from '../shell/SectionHead'
import { classes } from '../theme/classes'
import { words } from '../words'
import styles from './DesignList.module.css'
import { DesignRow } from './DesignRow'
import { createNewDesign } from './design-actions'
import { filterDesigns, tagsOf } from './filter-designs'
import { useSession } from './session'

/** The designs, to be searched and filtered by tags; those that were put away at the end. */
export function DesignList() {
  const designs = useQuery(door.designs.list.queryOptions())
  const [search, setSearch] = useState('')
  const [tags, setTags] = useState<ReadonlySet<string>>(new Set())
  const all = designs.data ?? []
  const known = tagsOf(all)
  const chosen = new Set(known.filter((tag) => tags.has(tag)))
  const found = filterDesigns(all, { search, tags: chosen })
  const isFiltered = search.trim() !== '' || chosen.size > 0
  return (
    <section aria-label={words.designs.list}>
      <SectionHead title={words.designs.list}>
        <Button look="quiet" label={words.designs.openFile} onClick={chooseDesignFile}>
          <FolderOpen size={15} />
        </Button>
        <Button look="quiet" label="New from the gallery" onClick={openGallery}>
          <LayoutTemplate size={15} />
        </Button>
        <Button look="quiet" label={words.designs.create} onClick={() => void createNewDesign().catch(showFailure)}>
          <Plus size={16} />
        </Button>
      </SectionHead>
      <Input
        type="search"
        className={styles.search}
        aria-label={words.designs.search}
        placeholder={words.designs.searchHint}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {known.length > 0 && <Tags known={known} chosen={chosen} choose={setTags} />}
      <Rows designs={found.filter(({ archived }) => !archived)} />
      {isFiltered && found.length === 0 && <p className={styles.none}>{words.designs.none}</p>}
      <Archived designs={found.filter(({ archived }) => archived)} isFound={isFiltered} />
      {designs.error !== null && <Button onClick={() => void designs.refetch()}>{words.designs.unreadable}</Button>}
    </section>
  )
}

function Rows({ designs }: { designs: readonly DesignSummary[] }) {
  const openId = useSession((session) => session.openId)
  return (
    <ul className={styles.list}>
      {designs.map((design) => (
        <DesignRow key={design.id} design={design} isOpen={design.id === openId} />
      ))}
    </ul>
  )
}

interface TagsProps {
  known: readonly string[]
  chosen: ReadonlySet<string>
  choose: (tags: ReadonlySet<string>) => void
}

function Tags({ known, chosen, choose }: TagsProps) {
  const toggle = (tag: string) => {
    const next = new Set(chosen)
    if (!next.delete(tag)) next.add(tag)
    choose(next)
  }
  return (
    <fieldset className={styles.tags}>
      <legend className="visually-hidden">{words.designs.tags}</legend>
      {known.map((tag) => (
        <button
          key={tag}
          type="button"
          className={classes(styles.tag, chosen.has(tag) && styles.chosen)}
          aria-pressed={chosen.has(tag)}
          onClick={() => toggle(tag)}
        >
          {tag}
        </button>
      ))}
    </fieldset>
  )
}

/** Folded away, but for what a search finds. */
function Archived({ designs, isFound }: { designs: readonly DesignSummary[]; isFound: boolean }) {
  const [isOpen, setOpen] = useState(false)
  if (designs.length === 0) return null
  return (
    <details
      className={styles.archived}
      open={isOpen || isFound}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{words.designs.archived(designs.length)}</summary>
      <Rows designs={designs} />
    </details>
  )
}
