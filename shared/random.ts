/**
 * A uniform number on [0, 1) that depends on nothing but its words: the same seed, problem, node and visit always
 * draw the same luck, in any order of completion. FNV-1a over the words' code units, finished by MurmurHash3's mixer.
 */
export function uniform(seed: number, ...words: readonly (string | number)[]): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  let g = (0x9747b28c + Math.imul(seed, 0x9e3779b1)) >>> 0
  for (const word of words) {
    const text = String(word)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      h = Math.imul(h ^ unit, 0x01000193)
      g = Math.imul(g ^ unit, 0x5bd1e995) + h
    }
    // The boundary counts: ("ab", "c") and ("a", "bc") are different luck.
    h = mix(h ^ 0x1f)
    g = mix(g ^ text.length)
  }
  // 53 bits: the mantissa of a double.
  return ((mix(h) >>> 0) * 0x20_0000 + (mix(g ^ h) >>> 11)) / 2 ** 53
}

function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
