export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function printJson(document: unknown): void {
  print(JSON.stringify(document, null, 2))
}

/** A remark for the person at the terminal; never part of the output that a program reads. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`)
}
