import { create } from 'zustand'
import { sentence } from '../../shared/format'
import { type Failure, failureOf } from '../api'

export interface NoticeAction {
  label: string
  act: () => void
}

export interface Notice {
  /** A later notice with the same key takes its place. */
  key: string
  tone: 'info' | 'good' | 'warn' | 'bad'
  text: string
  actions: readonly NoticeAction[]
}

interface Notices {
  notices: readonly Notice[]
}

export const useNotices = create<Notices>(() => ({ notices: [] }))

const most = 4
/** How long a line stays that asks for nothing; offers stay until they are dismissed. */
const passingMs = 8_000
/** An error must be read, but not carried about for ever. */
const errorMs = 30_000
let counted = 0

export function showNotice(notice: Omit<Notice, 'key' | 'actions'> & Partial<Pick<Notice, 'key' | 'actions'>>): void {
  counted += 1
  const full: Notice = { key: `notice-${counted}`, actions: [], ...notice }
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter(({ key }) => key !== full.key), full].slice(-most),
  }))
  if (full.actions.length > 0) return
  setTimeout(
    () => {
      if (useNotices.getState().notices.includes(full)) dismissNotice(full.key)
    },
    full.tone === 'bad' ? errorMs : passingMs,
  )
}

/** One line: what, where, what next. */
export function lineOfFailure({ message, hint }: Failure): string {
  return sentence(hint === '' ? message : `${message}; ${hint}`)
}

export function showFailure(error: unknown, key?: string): void {
  const text = lineOfFailure(failureOf(error))
  showNotice({ tone: 'bad', text, key: key ?? text })
}

export function dismissNotice(key: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) }))
}
