import { Popover } from '@base-ui/react/popover'
import { useQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import { useState } from 'react'
import { billedWords } from '../../shared/billed'
import { formatCount, formatDuration, formatNumberOf, formatUsd, sentence, waitingWords } from '../../shared/format'
import type { PaceInfo, RunInfo } from '../../shared/runs-contract'
import { client, door } from '../api'
import { Row } from '../inspector/Row'
import { readNumber } from '../inspector/read-number'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { refreshRuns, useRunProgress } from './follow-run'
import { countdown } from './pause'
import { playRun, stopPlaying, usePlayed } from './play-run'
import { type PlaySpeed, playSpeeds } from './played'
import { RunBatches } from './RunBatches'
import { usePaces } from './use-paces'
import styles from './WatchPopover.module.css'

const lookMs = 500

/** How a run goes: its rate, its spend, what holds it up, why problems failed; a finished one played again. */
export function WatchPopover({ info, status }: { info: RunInfo; status: RunInfo['status'] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => setOpen(open)}>
      <Popover.Trigger className={popupStyles.iconTrigger} aria-label="How the run goes" title="How the run goes">
        <Activity size={16} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" sideOffset={10} align="end" className={popupStyles.positioner}>
          <Popover.Popup className={popupStyles.popover}>
            <Popover.Title className={popupStyles.title}>How the run goes</Popover.Title>
            <Facts info={info} />
            {status === 'running' && info.delivery === 'live' && <Concurrency info={info} />}
            {status === 'running' && info.mode !== 'simulated' && info.mode !== 'recorded' && <Paces />}
            <RunBatches info={info} isRunning={status === 'running'} />
            <Failures info={info} />
            {status !== 'running' && info.finished > 0 && <PlayAgain info={info} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Facts({ info }: { info: RunInfo }) {
  const progress = useRunProgress(({ progressById }) => progressById[info.id])
  if (progress === undefined) return null
  const failure = progress.failure ?? info.failure
  const { perSecond, etaMs, usd, billedUsd, capUsd, waiting, inBatches } = progress
  const facts: [string, string][] = [
    ...(perSecond === null ? [] : [['Rate', rateWords(perSecond, info.repeats)] as [string, string]]),
    ...(etaMs === null ? [] : [['Left', formatDuration(etaMs)] as [string, string]]),
    ['At list price', formatUsd(usd)],
    ['Billed', capUsd === null ? formatUsd(billedUsd) : `${formatUsd(billedUsd)} of ${formatUsd(capUsd)}`],
    ...(inBatches === 0 ? [] : [['In batches', formatNumberOf(inBatches, 'call')] as [string, string]]),
    ...(waiting === 0 ? [] : [['Waits', sentence(waitingWords(waiting))] as [string, string]]),
  ]
  return (
    <>
      {failure !== null && <p className={styles.why}>{sentence(failure)}.</p>}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} title={name === 'Billed' ? billedWords : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {capUsd !== null && billedUsd !== null && (
        <progress className={styles.spend} max={capUsd} value={billedUsd} aria-label="Budget spent" />
      )}
    </>
  )
}

function rateWords(perSecond: number, repeats: number): string {
  const what = repeats === 1 ? 'problems' : 'walks'
  return perSecond >= 1 ? `${formatCount(perSecond)} ${what}/s` : `${formatCount(perSecond * 60)} ${what}/min`
}

/** More or fewer problems at once, from now on. */
function Concurrency({ info }: { info: RunInfo }) {
  const [text, setText] = useState(String(info.concurrency))
  const wanted = readNumber(text)
  const isGood = Number.isInteger(wanted) && wanted >= 1 && wanted <= 1000
  const set = () => {
    client.runs.setConcurrency({ id: info.id, concurrency: wanted }).then(refreshRuns).catch(showFailure)
  }
  return (
    <Row
      id="run-at-once"
      title="Problems at once"
      description={
        info.mode === 'simulated' || info.mode === 'recorded'
          ? 'Nothing is called: this run walks its problems one after the other.'
          : 'Fewer takes effect as problems end.'
      }
      trouble={isGood ? null : 'a whole number from 1 to 1,000'}
    >
      <div className={styles.pair}>
        <Input
          id="run-at-once"
          inputMode="decimal"
          value={text}
          aria-invalid={!isGood}
          onChange={({ target }) => setText(target.value)}
        />
        <Button disabled={!isGood || wanted === info.concurrency} onClick={set}>
          Set
        </Button>
      </div>
    </Row>
  )
}

/** What each provider is sent, and until when it asked for a pause. */
function Paces() {
  const paces = usePaces(true)
  const busy = (paces.data ?? []).filter(({ inFlight, waiting, blockedMs }) => inFlight + waiting + blockedMs > 0)
  if (busy.length === 0) return null
  return (
    <>
      <h3 className={styles.heading}>Connections</h3>
      <ul className={styles.list} aria-live="off">
        {busy.map((pace) => (
          <li key={pace.connection} data-held={pace.blockedMs > 0}>
            <b>{pace.connection}</b> {paceWords(pace)}
          </li>
        ))}
      </ul>
    </>
  )
}

function paceWords({ inFlight, waiting, width, blockedMs }: PaceInfo): string {
  const parts = [
    `${formatCount(inFlight)} under way${width === null ? '' : ` of ${formatCount(width)}`}`,
    waiting === 0 ? '' : `${formatCount(waiting)} wait`,
    blockedMs > 0 ? `asked for a pause: goes on in ${countdown(blockedMs)}` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function Failures({ info }: { info: RunInfo }) {
  const failed = useRunProgress(({ progressById }) => progressById[info.id]?.failed ?? 0)
  const failures = useQuery({
    ...door.runs.failures.queryOptions({ input: { id: info.id } }),
    enabled: failed > 0,
    refetchInterval: info.status === 'running' ? lookMs * 4 : false,
  })
  if (failed === 0 || failures.data === undefined) return null
  return (
    <>
      <h3 className={styles.heading}>Failed</h3>
      <ul className={styles.list}>
        {failures.data.map(({ reason, problems }) => (
          <li key={reason}>
            <b>{formatCount(problems)}</b> {reason}
          </li>
        ))}
      </ul>
    </>
  )
}

function PlayAgain({ info }: { info: RunInfo }) {
  const speed = usePlayed(({ played }) => (played?.runId === info.id ? played.speed : null))
  const play = (at: PlaySpeed) => void playRun(info, at).catch(showFailure)
  return (
    <>
      <h3 className={styles.heading}>Play it again on the canvas</h3>
      <div className={styles.speeds}>
        {playSpeeds.map((at) => (
          <Button key={at} aria-pressed={speed === at} onClick={() => play(at)}>
            ×{formatCount(at)}
          </Button>
        ))}
        <Button disabled={speed === null} onClick={stopPlaying}>
          Show the end
        </Button>
      </div>
      <p className={styles.about}>{lanesWords(info.concurrency)}, each for as long as it took in the run.</p>
    </>
  )
}

function lanesWords(atOnce: number): string {
  return atOnce === 1 ? 'One problem after the other' : `${formatCount(atOnce)} problems at once`
}
