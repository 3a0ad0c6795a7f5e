/** Brings `\begin{pmatrix} a & b \\\\ c & d \end{pmatrix}` to `\matrix{p}{ a & b \row c & d }`, so that no other rule touches its rows. */
export function spellMatrices(text: string): string {
  if (!text.includes('\\begin')) return text
  return text
    .replace(
      /\\begin\s*\{([pbBvV]|small)?matrix\*?\}(?:\s*\[[lcr]\])?/g,
      (_, kind?: string) => `\\matrix{${kind ?? 'm'}}{`,
    )
    .replace(/\\begin\s*\{array\}\s*(?:\[[tcb]\])?\s*\{[lcr|\s]*\}/g, '\\matrix{m}{')
    .replace(/\\end\s*\{(?:(?:[pbBvV]|small)?matrix\*?|array)\}/g, '}')
    .replace(/\\\\(?:\\\\)?(?:\s*\[-?[\d.]+\s*(?:pt|ex|em|mm|cm)\])?|\\cr(?![A-Za-z])/g, '\\row ')
    .replace(/\\hline(?![A-Za-z])/g, '')
}

/** `\matrix{m}{…}` in brackets of its own, as `\left( \begin{array} … \right)`, loses them. */
export const bracketedMatrix = /^[([]\s*(\\matrix\{m\}\{.*\})\s*[)\]]$/s
