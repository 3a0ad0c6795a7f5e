import { create } from 'zustand'
import { usePickedProblem } from '../inspector/picked-problem'

/** The question that rules are tried on: one that was typed, else the picked problem's. */
const useTyped = create<{ typed: string | null }>(() => ({ typed: null }))

export function useTriedQuestion(): { question: string; isTyped: boolean; canPick: boolean } {
  const typed = useTyped((state) => state.typed)
  const { problem, dataset } = usePickedProblem()
  const canPick = dataset !== undefined && dataset.problems > 0
  const isTyped = typed !== null || !canPick
  return { question: isTyped ? (typed ?? '') : (problem?.question ?? ''), isTyped, canPick }
}

/** `null` goes back to the picked problem. */
export function tryQuestion(typed: string | null): void {
  useTyped.setState({ typed })
}
