import { useState } from 'react'
import type { DesignSummary } from '../../shared/designs-contract'
import { formatPerCorrect, formatShare } from '../../shared/format'
import { markOracle, oracleWords } from '../../shared/oracle-mark'
import { showFailure } from '../shell/notice-store'
import { classes } from '../theme/classes'
import { words } from '../words'
import styles from './DesignList.module.css'
import { DesignMenu } from './DesignMenu'
import { openDesign } from './design-actions'

/** A design with what its last run says: the share that was right and the dollars for each right answer. */
export function DesignRow({ design, isOpen }: { design: DesignSummary; isOpen: boolean }) {
  const [hasMenu, setMenu] = useState(false)
  const { id, name, lastRun, versions, tags } = design
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={classes(styles.design, isOpen && styles.open)}
        aria-current={isOpen}
        onClick={() => void openDesign(id).catch(showFailure)}
        onContextMenu={(event) => {
          event.preventDefault()
          setMenu(true)
        }}
      >
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.figure} title={lastRun === null ? undefined : describeLast(lastRun)}>
          {lastRun === null ? '' : markOracle(formatShare(lastRun.accuracy), lastRun)}
        </span>
        <span className={styles.note}>
          {lastRun === null
            ? `v${versions} · ${words.designs.notRun}`
            : `v${versions} · ${lastRun.isCurrent ? lastRun.dataset : words.designs.earlierRun}`}
        </span>
        <span className={styles.cost} title={words.designs.perCorrect}>
          {lastRun === null ? '' : formatPerCorrect(lastRun.usdPerCorrect, lastRun.accuracy)}
        </span>
        {tags.length > 0 && <span className={styles.tagsOfRow}>{tags.join(' · ')}</span>}
      </button>
      <DesignMenu design={design} isOpen={hasMenu} onOpenChange={setMenu} />
    </li>
  )
}

function describeLast({ dataset, oracle }: NonNullable<DesignSummary['lastRun']>): string {
  const what = words.designs.lastRun(dataset)
  return oracle ? `${what}; ${oracleWords}` : what
}
