/** Hands the user a file through the browser's own download. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
