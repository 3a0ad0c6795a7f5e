import { type AloneSettings, classifyAlone } from '../../shared/nodes/classifier/classify-alone'

/** How many of the questions each label gets, in the order of the labels; those that none gets count 0. */
export function tallyLabels(
  questions: readonly string[],
  settings: AloneSettings,
  labels: readonly string[],
): { label: string; count: number }[] {
  const counts = new Map(labels.map((label) => [label, 0]))
  for (const question of questions) {
    const { label } = classifyAlone(question, settings)
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...counts].map(([label, count]) => ({ label, count }))
}
