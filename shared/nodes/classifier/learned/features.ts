/** Buckets for words; what does not fit shares one. */
export const WORD_BUCKETS = 2048
const COUNTS = 6
/** How many numbers describe a question. */
export const FEATURES = WORD_BUCKETS + COUNTS

/** The features of a question that are not 0. */
export interface Features {
  at: readonly number[]
  value: readonly number[]
}

/**
 * What a question is described by: its words, hashed into buckets (the hashing trick: Weinberger et al., ICML 2009) and scaled to
 * length 1, and counts of its length, numbers and signs on a logarithmic scale.
 */
export function featuresOf(question: string): Features {
  const text = question.normalize('NFC').toLowerCase()
  const words = text.match(/\p{L}+|\p{N}+|[^\s\p{L}\p{N}]/gu) ?? []
  const counted = new Map<number, number>()
  // All numbers are one word: which one it is tells nothing of the next question.
  for (const word of words) {
    const bucket = bucketOf(/^\p{N}/u.test(word) ? '0' : word)
    counted.set(bucket, (counted.get(bucket) ?? 0) + 1)
  }
  const weights = [...counted]
    .sort(([a], [b]) => a - b)
    .map(([bucket, times]) => [bucket, 1 + Math.log(times)] as const)
  const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0))
  const counts = countsOf(question, words)
  return {
    at: [...weights.map(([bucket]) => bucket), ...counts.map((_, place) => WORD_BUCKETS + place)],
    value: [...weights.map(([, weight]) => weight / length), ...counts],
  }
}

/** Each about 0 to 1 for questions of up to some thousand characters. */
function countsOf(question: string, words: readonly string[]): number[] {
  const share = (count: number): number => Math.log1p(count) / 8
  const numbers = words.filter((word) => /^\p{N}/u.test(word)).length
  const letters = words.filter((word) => /^\p{L}/u.test(word))
  const long = letters.filter((word) => word.length > 8).length
  const lines = question.split('\n').length - 1
  return [question.length, letters.length, numbers, words.length - letters.length - numbers, long, lines].map(share)
}

/** FNV-1a over the word's code units. */
function bucketOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (WORD_BUCKETS - 1)
}
