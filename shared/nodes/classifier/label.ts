/**
 * Finds the label in a model's answer: the answer itself, else the one label that the answer names as whole words. A text
 * that names none, or several, or says “not” of it, is unclear. Signs count only where the answer is a label as it is written: “C++” beside “C”.
 */
export function readLabel(answer: string, labels: readonly string[]): string | undefined {
  const said = answer.trim()
  const asWritten =
    labels.find((label) => label === said) ?? labels.find((label) => label.toLowerCase() === said.toLowerCase())
  if (asWritten !== undefined) return asWritten
  const text = fold(answer)
  if (text === '') return undefined
  const [whole, alike] = labels.filter((label) => fold(label) === text)
  if (whole !== undefined) return alike === undefined ? whole : undefined
  const named = labels.filter((label) => ` ${text} `.includes(` ${fold(label)} `))
  // A label inside a longer one, such as “hard” in “very hard”, is not named by it.
  const outermost = named.filter(
    (label) => !named.some((other) => other !== label && ` ${fold(other)} `.includes(` ${fold(label)} `)),
  )
  const [only, second] = outermost
  return only === undefined || second !== undefined || isDenied(text, fold(only)) ? undefined : only
}

function isDenied(text: string, label: string): boolean {
  const before = ` ${text} `.split(` ${label} `).slice(0, -1)
  return before.some((words) =>
    /(?:^|\s)(?:not|never|nor|neither|isn t|isnt)(?:\s+(?:a|an|at all|really|very|so|be))*$/.test(words),
  )
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
