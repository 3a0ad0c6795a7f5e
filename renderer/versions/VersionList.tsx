import { type KeyboardEvent, useState } from 'react'
import type { Version } from '../../shared/designs-contract'
import { formatMoment, formatPerCorrect, formatShare } from '../../shared/format'
import { markOracle } from '../../shared/oracle-mark'
import type { OpenDocument } from '../designs/document'
import { Input } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import { classes } from '../theme/classes'
import { words } from '../words'
import styles from './VersionsDialog.module.css'
import { labelVersion } from './version-actions'

interface VersionListProps {
  document: OpenDocument
  versions: readonly Version[]
  chosen: number | undefined
  choose: (number: number) => void
}

export function VersionList({ document, versions, chosen, choose }: VersionListProps) {
  const shown = versions.find(({ number }) => number === chosen)
  return (
    <div className={styles.left}>
      <p className={styles.about}>{words.versions.about}</p>
      <ul className={styles.list}>
        {versions.map((version, index) => (
          <li key={version.number}>
            <button
              type="button"
              className={classes(styles.version, version.number === chosen && styles.chosen)}
              aria-current={version.number === chosen}
              onClick={() => choose(version.number)}
            >
              <VersionWords version={version} isPresent={index === 0} />
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && <LabelField key={shown.number} document={document} version={shown} />}
    </div>
  )
}

function VersionWords({ version, isPresent }: { version: Version; isPresent: boolean }) {
  const { number, label, origin, savedAt, runs, lastRun } = version
  return (
    <>
      <span className={styles.number}>{words.versions.number(number)}</span>
      <span className={styles.label}>
        {label ?? words.versions[origin]}
        {isPresent && <em> · {words.versions.present}</em>}
      </span>
      <span className={styles.figure}>
        {lastRun === null ? '' : markOracle(formatShare(lastRun.accuracy), lastRun)}
      </span>
      <span className={styles.when}>
        {formatMoment(savedAt)}
        {runs > 0 && ` · ${words.versions.runs(runs)}`}
      </span>
      <span className={styles.cost} title={words.designs.perCorrect}>
        {lastRun === null ? '' : formatPerCorrect(lastRun.usdPerCorrect, lastRun.accuracy)}
      </span>
    </>
  )
}

/** A name makes a version one that edits leave alone. */
function LabelField({ document, version }: { document: OpenDocument; version: Version }) {
  const [text, setText] = useState(version.label ?? '')
  const commit = () => {
    if (text.trim() !== (version.label ?? '')) labelVersion(document, version.number, text).catch(showFailure)
  }
  return (
    <Input
      aria-label={`${words.versions.name} ${words.versions.number(version.number)}`}
      placeholder={words.versions.name}
      maxLength={120}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && commit()}
    />
  )
}
