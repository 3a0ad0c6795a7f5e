import { create } from 'zustand'
import type { Hue } from '../../shared/nodes/kind'
import type { Ranked } from './rank'

export interface PickItem extends Ranked {
  id: string
  /** In small type behind the label. */
  about?: string | undefined
  keys?: string | undefined
  icon?: string | undefined
  hue?: Hue | undefined
  disabled?: boolean
  pick: () => void
}

/** A list to search and choose from. */
export interface PickRequest {
  title: string
  placeholder: string
  items: readonly PickItem[]
  /** Where on the screen, in pixels; the upper middle of the window where there is no place of its own. */
  at?: { x: number; y: number } | undefined
  /** Said where nothing is found. */
  empty: string
}

interface PickerState {
  isOpen: boolean
  /** Which one it is: each begins with an empty search. */
  count: number
  /** Kept after it is closed, until the next one: the dialog goes as a whole. */
  request: PickRequest | null
}

export const usePicker = create<PickerState>(() => ({ isOpen: false, count: 0, request: null }))

/** What had the focus before the first of a row of lists was opened. */
let cameFrom: Element | null = null

export function openPicker(request: PickRequest): void {
  if (!usePicker.getState().isOpen) cameFrom = document.activeElement
  usePicker.setState(({ count }) => ({ isOpen: true, count: count + 1, request }))
}

export function closePicker(): void {
  usePicker.setState({ isOpen: false })
}

/** Where the focus goes when the list is closed: back, unless what was picked has moved it on. */
export function focusAfterPick(): HTMLElement | false {
  const focused = document.activeElement
  const isLost = focused === null || focused === document.body || focused.closest('[role="dialog"]') !== null
  if (!isLost) return false
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body) return cameFrom
  return document.querySelector<HTMLElement>('.react-flow') ?? false
}
