import { create } from 'zustand'

interface Connecting {
  /** The port that a line is being drawn from, as `node.port`. */
  from: string | null
  /** The nodes that it may lead to; null while no line is drawn. */
  targets: ReadonlySet<string> | null
}

/** The line that is being drawn, so that every card can say whether it would take it. */
export const useConnecting = create<Connecting>(() => ({ from: null, targets: null }))

export function startConnecting(from: string, targets: ReadonlySet<string>): void {
  useConnecting.setState({ from, targets })
}

export function endConnecting(): void {
  useConnecting.setState({ from: null, targets: null })
}
