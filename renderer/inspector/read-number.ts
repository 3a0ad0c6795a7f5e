/** A number as people type it, thousands set apart or not; NaN where it is none. */
export function readNumber(text: string): number {
  const plain = text.trim().replace(/(?<=\d)[\s,_](?=\d{3}\b)/g, '')
  return plain === '' ? Number.NaN : Number(plain)
}
