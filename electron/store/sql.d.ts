/** Vite gives a file's text for `?raw`. */
declare module '*.sql?raw' {
  const text: string
  export default text
}
