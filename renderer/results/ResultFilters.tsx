import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatCount, formatNumberOf } from '../../shared/format'
import type { Facets } from '../../shared/results-contract'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { Button } from '../shell/Button'
import { Input, Select } from '../shell/Inputs'
import { ColumnsMenu } from './ColumnsMenu'
import styles from './ResultFilters.module.css'
import { wayWords } from './result-columns'
import { narrow, useResultView } from './result-view'
import { SavedViews } from './SavedViews'
import { useFirstResults } from './use-result-pages'

const any = ''

/** What chooses among the results: the usual views, and one field for each thing they can be told apart by. */
export function ResultFilters({ run, titles }: { run: RunInfo; titles: ReadonlyMap<string, string> }) {
  const facets = useQuery(door.results.facets.queryOptions({ input: { id: run.id } }))
  return (
    <search className={styles.filters} aria-label="Results">
      <SavedViews run={run} facets={facets.data} />
      <span className={styles.space} />
      <TextField />
      <ColumnsMenu />
      <span className={styles.break} />
      <Repeat run={run} />
      <Group which="categories" name="category" facets={facets.data} />
      <Group which="difficulties" name="difficulty" facets={facets.data} />
      <Way facets={facets.data} titles={titles} />
      <Path facets={facets.data} titles={titles} />
      <Found run={run} />
    </search>
  )
}

interface GroupProps {
  which: 'categories' | 'difficulties'
  name: string
  facets: Facets | undefined
}

const noneValue = '\u0000'

function Group({ which, name, facets }: GroupProps) {
  const chosen = useResultView((view) => view.filter[which])
  const groups = facets?.[which] ?? []
  if (groups.length < 2) return null
  const value = chosen === undefined ? any : (chosen[0] ?? noneValue)
  return (
    <Select
      className={styles.choice}
      aria-label={`Filter by ${name}`}
      value={value}
      options={[
        { value: any, label: `Any ${name}` },
        ...groups.map(({ name: group, problems }) => ({
          value: group ?? noneValue,
          label: `${group ?? 'none'} · ${formatCount(problems)}`,
        })),
      ]}
      onChoose={(next) => narrow({ [which]: next === any ? undefined : [next === noneValue ? null : next] })}
    />
  )
}

function Repeat({ run: { repeats } }: { run: RunInfo }) {
  const repeat = useResultView((view) => view.filter.repeat)
  if (repeats < 2) return null
  return (
    <Select
      className={styles.choice}
      aria-label="Filter by repeat"
      value={repeat === undefined ? any : String(repeat)}
      options={[
        { value: any, label: `Any of ${formatCount(repeats)} repeats` },
        ...Array.from({ length: repeats }, (_, at) => ({ value: String(at), label: `Repeat ${at + 1}` })),
      ]}
      onChoose={(next) => narrow({ repeat: next === any ? undefined : Number(next) })}
    />
  )
}

/** By a node, or by a port of it. */
function Way({ facets, titles }: { facets: Facets | undefined; titles: ReadonlyMap<string, string> }) {
  const node = useResultView((view) => view.filter.node)
  const port = useResultView((view) => view.filter.port)
  const ports = new Map<string, Set<string>>()
  for (const { places } of facets?.paths ?? [])
    for (const [id, leftBy] of places) {
      const known = ports.get(id) ?? new Set()
      ports.set(id, leftBy === null ? known : known.add(leftBy))
    }
  const options = [...ports].flatMap(([id, left]) => {
    const title = titles.get(id) ?? id
    const each = left.size < 2 ? [] : [...left].map((one) => ({ value: `${id}\n${one}`, label: `${title}: ${one}` }))
    return [{ value: id, label: title }, ...each]
  })
  if (options.length === 0) return null
  return (
    <Select
      className={styles.choice}
      aria-label="Filter by node or port"
      value={node === undefined ? any : port === undefined ? node : `${node}\n${port}`}
      options={[{ value: any, label: 'Any node' }, ...options]}
      onChoose={(next) => {
        const [id, leftBy] = next.split('\n')
        narrow({ node: next === any ? undefined : id, port: leftBy })
      }}
    />
  )
}

/** How many results the filters leave, and the way back to all. */
function Found({ run }: { run: RunInfo }) {
  const matching = useFirstResults(run.id).data?.matching
  const isNarrowed = useResultView((view) => Object.keys(view.filter).length > 0)
  if (matching === undefined || !isNarrowed) return null
  return (
    <span className={styles.found}>
      <span role="status">{`${formatCount(matching)} of ${formatNumberOf(run.finished, 'result')}`}</span>
      <Button look="quiet" onClick={() => useResultView.setState({ filter: {} })}>
        Show all
      </Button>
    </span>
  )
}

function Path({ facets, titles }: { facets: Facets | undefined; titles: ReadonlyMap<string, string> }) {
  const path = useResultView((view) => view.filter.path)
  if (facets === undefined || facets.paths.length < 2) return null
  return (
    <Select
      className={styles.choice}
      aria-label="Filter by path"
      value={path === undefined ? any : String(path)}
      options={[
        { value: any, label: facets.pathCount === 1 ? 'One path' : `Any of ${formatCount(facets.pathCount)} paths` },
        ...facets.paths.map(({ number, places, problems }) => ({
          value: String(number),
          label: `${formatCount(problems)} · ${wayWords(places, titles)}`,
        })),
      ]}
      onChoose={(next) => narrow({ path: next === any ? undefined : Number(next) })}
    />
  )
}

const typingMs = 150

function TextField() {
  const text = useResultView((view) => view.filter.text) ?? ''
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== text) narrow({ text: typed === '' ? undefined : typed })
    }, typingMs)
    return () => clearTimeout(timer)
  }, [typed, text])
  return (
    <span className={styles.search}>
      <Search size={14} aria-hidden />
      <Input
        type="search"
        aria-label="Search questions and answers"
        placeholder="Question, answer, id"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </span>
  )
}
