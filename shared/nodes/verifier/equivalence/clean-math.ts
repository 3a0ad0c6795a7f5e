const symbols: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  π: ' pi ',
  θ: '\\theta ',
  α: '\\alpha ',
  β: '\\beta ',
  λ: '\\lambda ',
  '∞': '\\infty ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '±': '\\pm ',
  '∪': '\\cup ',
  '∈': '\\in ',
  '∅': '\\{\\}',
  '½': '(1/2)',
  '¼': '(1/4)',
  '¾': '(3/4)',
  '²': '^2',
  '³': '^3',
  '°': '\\degree ',
  '’': "'",
}

const rewrites: readonly [RegExp, string | ((whole: string, ...groups: string[]) => string)][] = [
  [/(?<![\d.,])\d{1,3}(?:\\,\d{3})+(?!\d)/g, (number) => number.replace(/\D/g, '')],
  [/[\u00a0\u2000-\u200a\u202f]/g, ' '],
  [/(\d*)\.(\d*)\\overline\s*\{(\d+)\}/g, (_, whole, plain, period) => periodicFraction(whole, plain, period)],
  [/\\(?:emptyset|varnothing)(?![A-Za-z])/g, '\\{\\}'],
  [/\\[dtc]frac(?![A-Za-z])/g, '\\frac'],
  [/\\dbinom(?![A-Za-z])/g, '\\binom'],
  [/\\(?:left|right|bigl?|bigr|Bigl?|Bigr|displaystyle|textstyle|limits|mathrm\{d\})(?![A-Za-z])/g, ''],
  [/\\(?:quad|qquad)(?![A-Za-z])|\\[,;:! ]|~/g, ' '],
  [/\\(?:cdot|times|ast)(?![A-Za-z])/g, '*'],
  [/\\div(?![A-Za-z])/g, '/'],
  [/\\(?:leq|leqslant|le)(?![A-Za-z])/g, '\\le '],
  [/\\(?:geq|geqslant|ge)(?![A-Za-z])/g, '\\ge '],
  [/\\lt(?![A-Za-z])/g, '<'],
  [/\\gt(?![A-Za-z])/g, '>'],
  [/<=/g, '\\le '],
  [/>=/g, '\\ge '],
  [/\\[lr]vert(?![A-Za-z])/g, '|'],
  [/\\(?:operatorname|mathbf|mathit)\*?\{([A-Za-z]{1,20})\}/g, ' $1 '],
  [/\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})/g, '\\degree '],
  [/\\frac(\d)(\d)/g, '\\frac{$1}{$2}'],
  [/\\frac(\d)\s*\{/g, '\\frac{$1}{'],
  [/\\sqrt(\d)/g, '\\sqrt{$1}'],
  [/√\s*(\d+)/g, '\\sqrt{$1}'],
  [/√/g, '\\sqrt'],
  [/\*\*/g, '^'],
  // Scientific notation, which would else be a product with Euler's number.
  [/(?<![A-Za-z\\])(\d+(?:\.\d+)?)[eE]([+-]?\d{1,4})(?![\w.])/g, '($1*10^{$2})'],
]

const trigonometric = /(?:sin|cos|tan|cot|sec|csc)/
/** Of a number, a letter or what stands in brackets: as the argument of a function it is a measure of angle, not a unit of the answer. */
const degrees = /(\d+(?:\.\d+)?|[A-Za-z]|\\[A-Za-z]+|\([^()]*\))\s*\\degree(?![A-Za-z])/g

/** 0.1\overline{6} is (16 − 1) / 90. */
function periodicFraction(whole: string, plain: string, period: string): string {
  const under = `${'9'.repeat(period.length)}${'0'.repeat(plain.length)}`
  return `((${whole}${plain}${period}-${whole || '0'}${plain})/${under})`
}

const thousands = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g

/** Makes the many spellings of LaTeX and plain text one. Commas between thousands are dropped, but not within brackets. */
export function cleanMath(text: string): string {
  let clean = text.normalize('NFC').replace(/[^ -~]/gu, (sign) => symbols[sign] ?? sign)
  for (const [from, to] of rewrites) clean = typeof to === 'string' ? clean.replace(from, to) : clean.replace(from, to)
  if (trigonometric.test(clean)) clean = clean.replace(degrees, '($1*\\pi/180)')
  clean = clean.replaceAll('{,}', '').trim()
  return /[[(]|\\\{|^\{/.test(clean) ? clean : clean.replace(thousands, (number) => number.replaceAll(',', ''))
}

/** The content of the last `\boxed{…}`, else of the last `$…$`, else the text without what introduces an answer. */
export function unwrap(answer: string): string {
  const boxed = lastBoxed(answer)
  if (boxed !== undefined) return dropWrapping(boxed.trim())
  const spans = [...answer.matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$|\\\(([^$]+?)\\\)|\\\[([^$]+?)\\\]/g)]
  const last = spans.at(-1)
  const bare = last === undefined ? answer : spanOf(answer, last)
  return dropWrapping(dropIntroduction(bare))
}

/** “x ∈” before a set, and the command around a word that is the whole answer. */
function dropWrapping(text: string): string {
  return text
    .replace(/^[A-Za-z]\s*(?:\\in(?![A-Za-z])|∈)\s*/, '')
    .replace(/^\\(?:text|textbf|textrm|mathrm|mbox)\s*\{([^{}]*)\}$/, '$1')
}

/** Words on both sides of mathematics stay: they may be what is asked. */
function spanOf(answer: string, span: RegExpExecArray): string {
  const inside = span.slice(1).find((group) => group !== undefined) ?? ''
  const after = answer.slice(span.index + span[0].length)
  return /^[\s.!]*$/.test(after) ? inside : inside + after.replaceAll('$', '')
}

function lastBoxed(answer: string): string | undefined {
  const start = Math.max(answer.lastIndexOf('\\boxed{'), answer.lastIndexOf('\\fbox{'))
  if (start < 0) return undefined
  const open = answer.indexOf('{', start)
  let depth = 0
  for (let at = open; at < answer.length; at++) {
    if (answer[at] === '{') depth += 1
    if (answer[at] === '}') depth -= 1
    if (depth === 0) return answer.slice(open + 1, at)
  }
  return undefined
}

function dropIntroduction(text: string): string {
  return text
    .trim()
    .replace(
      /^(?:so|thus|hence|therefore|answer)?,?\s*(?:the )?(?:final |correct )?(?:answer|result|value|solution)s?\s*(?:is|are|:|=)\s*:?/i,
      '',
    )
    .trim()
    .replace(/(?<=[^.])[.;]$/, '')
    .replace(/^\*\*(.*)\*\*$/s, '$1')
    .trim()
}
