import { judge, type Rule } from '../../shared/nodes/classifier/rules'

/** How many of the questions each label gets, in the order of the ports; labels that none gets count 0. */
export function tallyLabels(
  questions: readonly string[],
  rules: readonly Rule[],
  otherwise: string,
): { label: string; count: number }[] {
  const counts = new Map([...rules.map(({ label }) => label), otherwise].map((label) => [label, 0]))
  for (const question of questions) {
    const { label } = judge(question, rules, otherwise)
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...counts].map(([label, count]) => ({ label, count }))
}
