import { useQuery } from '@tanstack/react-query'
import { Play as PlayIcon, Square } from 'lucide-react'
import { useDeferredValue, useId, useState } from 'react'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatCount } from '../../shared/format'
import type { Graph } from '../../shared/graph/schema'
import { door } from '../api'
import { Row } from '../inspector/Row'
import { Button } from '../shell/Button'
import { Input, Select, TextArea } from '../shell/Inputs'
import { classes } from '../theme/classes'
import styles from './PlayPage.module.css'
import { playProblem, type Speed, speeds, stopPlaying, usePlay, usePlayWish } from './play-actions'

interface ProblemFormProps {
  graph: Graph
  dataset: DatasetSummary | undefined
}

/** Which problem, how fast, and for how much. */
export function ProblemForm({ graph, dataset }: ProblemFormProps) {
  const id = useId()
  const wish = usePlayWish()
  const status = usePlay(({ seen }) => seen.status)
  const connections = Object.values(graph.roles).map(({ connection }) => connection)
  const isLive = connections.some((name) => name !== 'simulated' && name !== 'recorded')
  const isTyped = wish.problemId === null
  const canPlay = dataset !== undefined && (!isTyped || wish.question.trim() !== '')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (status === 'playing') stopPlaying()
        else if (dataset !== undefined && canPlay) void playProblem(dataset.id)
      }}
    >
      <Row id={`${id}-question`} title="Problem">
        <TextArea
          id={`${id}-question`}
          className={styles.question}
          placeholder="Type a problem, or pick one below"
          value={wish.question}
          onChange={({ target }) => usePlayWish.setState({ question: target.value, problemId: null })}
        />
      </Row>
      {isTyped && (
        <Row
          id={`${id}-key`}
          title="Right answer"
          description="To grade by; simulated models need it too. No node sees it."
        >
          <Input
            id={`${id}-key`}
            placeholder="optional"
            value={wish.answerKey}
            onChange={({ target }) => usePlayWish.setState({ answerKey: target.value })}
          />
        </Row>
      )}
      <div className={styles.bar}>
        {status === 'playing' ? (
          <Button type="submit">
            <Square size={13} /> Stop
          </Button>
        ) : (
          <Button type="submit" look="primary" disabled={!canPlay}>
            <PlayIcon size={13} /> Play
          </Button>
        )}
        {!isLive && (
          <Select
            aria-label="How fast the steps come"
            className={styles.speed}
            value={wish.speed}
            options={speeds.map((speed) => ({ value: speed, label: speedWords[speed] }))}
            onChoose={(speed) => usePlayWish.setState({ speed: speed as Speed })}
          />
        )}
        {isLive && <Cap id={`${id}-cap`} />}
      </div>
      {dataset === undefined ? (
        <p className={styles.quiet}>There is no dataset to pick from yet; import one under Datasets.</p>
      ) : (
        <Picker dataset={dataset} />
      )}
    </form>
  )
}

const speedWords: Record<Speed, string> = {
  'at once': 'All steps at once',
  '10×': 'Ten times faster',
  'as stated': 'As slow as stated',
}

function Cap({ id }: { id: string }) {
  const capUsd = usePlayWish((wish) => wish.capUsd)
  const [text, setText] = useState(capUsd === null ? '' : String(capUsd))
  return (
    <label className={styles.cap} htmlFor={id}>
      at most $
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        title="Empty: no cap. With a cap, models without a known price are refused."
        aria-invalid={text !== '' && !(Number(text) > 0)}
        onChange={({ target }) => {
          setText(target.value)
          usePlayWish.setState({ capUsd: Number(target.value) > 0 ? Number(target.value) : null })
        }}
      />
    </label>
  )
}

function Picker({ dataset }: { dataset: DatasetSummary }) {
  const [find, setFind] = useState('')
  const asked = useDeferredValue(find)
  const found = useQuery(
    door.play.problems.queryOptions({
      input: { datasetId: dataset.id, find: asked },
      placeholderData: (before) => before,
    }),
  )
  const chosen = usePlayWish(({ problemId }) => problemId)
  const problems = found.data?.problems ?? []
  return (
    <div className={styles.picker}>
      <Input
        aria-label={`Find in ${dataset.name}`}
        placeholder={`Find in ${dataset.name}`}
        value={find}
        onChange={({ target }) => setFind(target.value)}
      />
      <ul className={styles.problems}>
        {problems.map(({ id, question, difficulty }) => (
          <li key={id}>
            <button
              type="button"
              className={classes(styles.problem, id === chosen && styles.chosen)}
              aria-pressed={id === chosen}
              onClick={() => usePlayWish.setState({ problemId: id, question })}
            >
              <span className={styles.problemText}>{question}</span>
              {difficulty !== null && <span className={styles.quiet}>{difficulty}</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.data !== undefined && found.data.matching > problems.length && (
        <p className={styles.quiet}>
          {problems.length} of {formatCount(found.data.matching)}; type to narrow them down.
        </p>
      )}
      {found.data?.matching === 0 && <p className={styles.quiet}>Nothing in {dataset.name} says that.</p>}
    </div>
  )
}
