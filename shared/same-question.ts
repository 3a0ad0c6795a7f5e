/** Equal for one question however it was saved: spreadsheets and version control change the ends of lines, editors the composition of letters. */
export function canonicalQuestion(question: string): string {
  return question.normalize('NFC').replace(/\r\n?/g, '\n').trim()
}
