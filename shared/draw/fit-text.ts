/** Widths in ems of the sans-serif faces that a picture may be shown in, on the wide side: a text must not leave its card. */
function widthOf(character: string): number {
  if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u.test(character)) return 1
  if (/[\u{1f000}-\u{1faff}]/u.test(character)) return 1.3
  if (/[ijl.,:;'|!()[\]{} ft]/.test(character)) return 0.34
  if (/[mwMW@%]/.test(character)) return 0.92
  return /[A-Z0-9]/.test(character) ? 0.69 : 0.57
}

/** How wide the text is at this size, at a guess: nothing can be measured where there is no screen. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const character of text) ems += widthOf(character)
  return ems * size
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  let room = width - textWidth('…', size)
  let kept = ''
  for (const character of text) {
    room -= widthOf(character) * size
    if (room < 0) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
