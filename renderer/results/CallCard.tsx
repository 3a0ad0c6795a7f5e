import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatMoment, formatShare, formatUsd } from '../../shared/format'
import type { CallDetail, Prompt } from '../../shared/results-contract'
import styles from './ProblemPanel.module.css'

const sourceWords: Readonly<Record<CallDetail['source'], string>> = {
  live: 'live',
  recorded: 'recorded',
  simulated: 'simulated',
  review: 'a person',
}

const stateWords: Readonly<Record<CallDetail['state'], string>> = {
  sent: 'under way',
  done: 'done',
  failed: 'failed',
  unknown: 'fate unknown: it may have been billed',
}

interface CallCardProps {
  call: CallDetail
  title: string
  prompt: Prompt | undefined
  /** The prompts have been looked for. */
  isKnown: boolean
}

/** One row of the ledger in full. */
export function CallCard({ call, title, prompt, isKnown }: CallCardProps) {
  const { connection, model, source, state, answer, failure, usd, billedUsd, reservedUsd, latencyMs, requestId } = call
  const tokens = tokenWords(call)
  const saved = source === 'recorded' ? usd : null
  return (
    <article className={styles.call} data-state={state}>
      <header>
        <b>{title}</b>
        <span>
          {model} <span className={styles.quiet}>by {connection}</span>
        </span>
        <span className={styles.source}>{sourceWords[source]}</span>
      </header>
      <dl className={styles.facts}>
        <Fact name="Cost">{formatUsd(usd)} at list price</Fact>
        <Fact name="Billed">{formatUsd(billedUsd)}</Fact>
        {saved !== null && <Fact name="Saved">{formatUsd(saved)}</Fact>}
        {reservedUsd !== null && state !== 'done' && <Fact name="Reserved">{formatUsd(reservedUsd)}</Fact>}
        <Fact name="Time">{formatDuration(latencyMs)}</Fact>
        <Fact name="Tokens">{tokens}</Fact>
        {call.confidence !== null && <Fact name="Confidence">{formatShare(call.confidence, 0)}</Fact>}
        <Fact name="State">{stateWords[state]}</Fact>
        {call.sample > 0 && <Fact name="Sample">{formatCount(call.sample + 1)}</Fact>}
        {requestId !== null && <Fact name="Request">{requestId}</Fact>}
        {call.sentAt !== null && <Fact name="Sent">{formatMoment(call.sentAt)}</Fact>}
      </dl>
      {failure !== null && <p className={styles.trouble}>{failure}</p>}
      {answer !== null && <pre className={styles.text}>{answer}</pre>}
      <PromptText call={call} prompt={prompt} isKnown={isKnown} />
    </article>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function PromptText({ call, prompt, isKnown }: Omit<CallCardProps, 'title'>) {
  if (call.source === 'review' || !isKnown) return null
  if (prompt === undefined) {
    return (
      <p className={styles.quiet}>What it asked is not known: it is not stored, and the walk cannot be made anew.</p>
    )
  }
  return (
    <details className={styles.prompt}>
      <summary>
        Prompt{' '}
        <span className={styles.quiet}>
          {prompt.basis === 'sent' ? 'as it was sent' : 'made anew from the graph and the problem'}
        </span>
      </summary>
      {prompt.system !== '' && <pre className={styles.text}>{prompt.system}</pre>}
      <pre className={styles.text}>{prompt.prompt}</pre>
    </details>
  )
}

function tokenWords(call: CallDetail): string {
  const { inputTokens, outputTokens, cacheReadTokens, reasoningTokens } = call
  if (inputTokens === null && outputTokens === null) return 'unknown'
  const count = (tokens: number | null) => (tokens === null ? '?' : formatCount(tokens))
  const more = [
    cacheReadTokens === null || cacheReadTokens === 0 ? '' : `${formatCount(cacheReadTokens)} from cache`,
    reasoningTokens === null || reasoningTokens === 0 ? '' : `${formatCount(reasoningTokens)} reasoning`,
  ].filter((part) => part !== '')
  const base = `${count(inputTokens)} in, ${count(outputTokens)} out`
  return more.length === 0 ? base : `${base} (${more.join(', ')})`
}
