import { useQuery } from '@tanstack/react-query'
import { FolderOpen, LayoutTemplate, Plus } from 'lucide-react'
import type { DesignSummary } from '../../shared/contract'
import { formatPerCorrect, formatShare } from '../../shared/format'
import { markOracle, oracleWords } from '../../shared/oracle-mark'
import { door } from '../api'
import { openGallery } from '../gallery/gallery-state'
import { Button } from '../shell/Button'
import { chooseDesignFile } from '../shell/choose-file'
import { showFailure } from '../shell/notice-store'
import { SectionHead } from '../shell/SectionHead'
import { classes } from '../theme/classes'
import styles from './DesignList.module.css'
import { createNewDesign, openDesign } from './design-actions'
import { useSession } from './session'

/** The designs, each with what its last run says: the share that was right and the dollars for each right answer. */
export function DesignList() {
  const designs = useQuery(door.designs.list.queryOptions())
  const openId = useSession((session) => session.openId)
  const names = (designs.data ?? []).map(({ name }) => name)
  return (
    <section aria-label="Designs">
      <SectionHead title="Designs">
        <Button look="quiet" label="Open a file" onClick={chooseDesignFile}>
          <FolderOpen size={15} />
        </Button>
        <Button look="quiet" label="New from the gallery" onClick={openGallery}>
          <LayoutTemplate size={15} />
        </Button>
        <Button look="quiet" label="New design" onClick={() => void createNewDesign(names).catch(showFailure)}>
          <Plus size={16} />
        </Button>
      </SectionHead>
      <ul className={styles.list}>
        {designs.data?.map((design) => (
          <DesignRow key={design.id} design={design} isOpen={design.id === openId} />
        ))}
      </ul>
      {designs.error !== null && (
        <Button onClick={() => void designs.refetch()}>The list could not be read. Try again</Button>
      )}
    </section>
  )
}

function DesignRow({ design, isOpen }: { design: DesignSummary; isOpen: boolean }) {
  const { id, name, lastRun, versions } = design
  return (
    <li>
      <button
        type="button"
        className={classes(styles.design, isOpen && styles.open)}
        aria-current={isOpen}
        onClick={() => void openDesign(id).catch(showFailure)}
      >
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.figure} title={lastRun === null ? undefined : describeLast(lastRun)}>
          {lastRun === null ? '' : markOracle(formatShare(lastRun.accuracy), lastRun)}
        </span>
        <span className={styles.note}>
          {lastRun === null
            ? `v${versions} · not run yet`
            : `v${versions} · ${lastRun.isCurrent ? lastRun.dataset : 'run of an earlier version'}`}
        </span>
        <span className={styles.cost} title="dollars per correct answer">
          {lastRun === null ? '' : formatPerCorrect(lastRun.usdPerCorrect, lastRun.accuracy)}
        </span>
      </button>
    </li>
  )
}

function describeLast({ dataset, oracle }: NonNullable<DesignSummary['lastRun']>): string {
  const what = `right, in the last run on ${dataset}`
  return oracle ? `${what}; ${oracleWords}` : what
}
