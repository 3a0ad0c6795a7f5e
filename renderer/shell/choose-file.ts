import { takeGraph } from './take-files'

/** Opens the system's file dialog. Nothing happens where the user changes their mind. */
export function chooseFile(accept: string, use: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file !== undefined) use(file)
  })
  input.click()
}

export function chooseDesignFile(): void {
  chooseFile('.json,application/json', (file) => {
    void takeGraph(file)
  })
}
