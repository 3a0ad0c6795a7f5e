/** The lines of a reply as they arrive; a line that is longer than allowed ends the reading. */
export async function* readLines(response: Response, mostCharacters: number): AsyncGenerator<string> {
  if (response.body === null) return
  let held = ''
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (held + text).split('\n')
    held = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
    if (held.length > mostCharacters) throw new RangeError('a line is too long')
  }
  if (held.trim() !== '') yield held
}
