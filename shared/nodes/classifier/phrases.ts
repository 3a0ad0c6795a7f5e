/**
 * Whole words only: “ratio” is not in “consideration”. A phrase that ends in a sign, such as “x^2”, needs no boundary there, nor does
 * one in a script that sets no spaces between words.
 */
export interface PhraseFinder {
  /** For each list, the place of its first phrase that the text holds; -1 where it holds none. */
  firstIn(text: string): readonly number[]
}

interface Phrase {
  text: string
  list: number
  place: number
  /** It may be followed by a letter or digit, for it ends in a sign. */
  endsAnywhere: boolean
}

const wordCharacter =
  /(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}_]/u
const ASCII = 128
const isAsciiWord = Array.from({ length: ASCII }, (_, code) => wordCharacter.test(String.fromCharCode(code)))
const isWord = (code: number): boolean => isAsciiWord[code] ?? wordCharacter.test(String.fromCharCode(code))

/**
 * Looks for the phrases of several lists at once. Most begin with a letter, so only where a word begins can one of them stand, and
 * only those of the same first letter are compared: a third of the time of looking for each by itself.
 */
export function phraseFinder(lists: readonly (readonly string[])[]): PhraseFinder {
  const byFirst = new Map<number, Phrase[]>()
  const signs: Phrase[] = []
  for (const phrase of lists.flatMap(phrasesOf)) {
    const first = phrase.text.charCodeAt(0)
    const alike = isWord(first) ? byFirst.get(first) : signs
    if (alike === undefined) byFirst.set(first, [phrase])
    else alike.push(phrase)
  }
  return {
    firstIn(text) {
      const found = lists.map(() => -1)
      let opens = true
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (opens) standing(byFirst.get(code), text, at, found)
        opens = !isWord(code)
      }
      for (const sign of signs) if (isSooner(sign, found) && holdsSign(text, sign)) found[sign.list] = sign.place
      return found
    },
  }
}

function phrasesOf(texts: readonly string[], list: number): Phrase[] {
  return texts.map((text, place) => ({ text, list, place, endsAnywhere: !isWord(text.charCodeAt(text.length - 1)) }))
}

/** Notes which of some phrases stand in a text at a place where a word may begin. */
function standing(phrases: readonly Phrase[] | undefined, text: string, at: number, found: number[]): void {
  if (phrases === undefined) return
  for (const phrase of phrases) {
    if (isSooner(phrase, found) && text.startsWith(phrase.text, at) && closes(text, at, phrase))
      found[phrase.list] = phrase.place
  }
}

/** Whether no phrase before it in its list was found. */
function isSooner({ list, place }: Phrase, found: readonly number[]): boolean {
  const known = found[list] ?? -1
  return known < 0 || place < known
}

function holdsSign(text: string, phrase: Phrase): boolean {
  for (let at = text.indexOf(phrase.text); at >= 0; at = text.indexOf(phrase.text, at + 1))
    if (closes(text, at, phrase)) return true
  return false
}

function closes(text: string, at: number, phrase: Phrase): boolean {
  const end = at + phrase.text.length
  return phrase.endsAnywhere || end === text.length || !isWord(text.charCodeAt(end))
}
