import { spellMatrices } from './matrix-text'
import { spellMoney } from './money'
import { spellSmallSigns } from './small-signs'
import { spendReading } from './work'

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
  '≠': '\\ne ',
  '∶': ':',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '∖': '\\setminus ',
  ℝ: '\\reals ',
  '∧': '\\land ',
  '∨': '\\lor ',
  '⟨': '(',
  '⟩': ')',
  '′': "'",
  '″': '"',
  '∈': '\\in ',
  '∅': '\\{\\}',
  '°': '\\degree ',
  '’': "'",
}

const rewrites: readonly [RegExp, string | ((whole: string, ...groups: (string | undefined)[]) => string)][] = [
  [/(?<![\d.,])\d{1,3}(?:(?:,?\\(?:,|!\s*)|\{,\})\d{3})+(?!\d)/g, (number) => number.replace(/\D/g, '')],
  [/[\u00a0\u2000-\u200a\u202f]/g, ' '],
  [
    /(\d*)\.(\d*)\\(?:overline|bar|dot)\s*(?:\{(\d+)\}|(\d))(?!\\dot|\d)/g,
    (_, whole, plain, period, digit) => periodicFraction(whole, plain, period ?? digit),
  ],
  [
    /(\d*)\.(\d*)\\dot\s*\{?(\d)\}?(\d*)\\dot\s*\{?(\d)\}?(?!\d)/g,
    (_, whole, plain, first, middle, last) => periodicFraction(whole, plain, `${first}${middle}${last}`),
  ],
  [/\\(?:emptyset|varnothing)(?![A-Za-z])/g, '\\{\\}'],
  [/\\[dtc]frac(?![A-Za-z])/g, '\\frac'],
  [/\\[dt]binom(?![A-Za-z])/g, '\\binom'],
  [/\{\s*([^{}]+?)\s*\\choose\s*([^{}]+?)\s*\}/g, '\\binom{$1}{$2}'],
  [/(?:\{\s*\}\s*)?_\s*\{?(\d+)\}?\s*C\s*_\s*\{?(\d+)\}?/g, '\\binom{$1}{$2}'],
  [/\\(?:left|right|middle|bigl?|bigr|Bigl?|Bigr|displaystyle|textstyle|limits|mathrm\{d\})(?![A-Za-z])/g, ''],
  [/\\(?:quad|qquad)(?![A-Za-z])|\\[,;:! ]|~/g, ' '],
  [/\\(?:cdot|times|ast)(?![A-Za-z])/g, '*'],
  [/\\div(?![A-Za-z])/g, '/'],
  // An x between a number and a power of ten, where there is no other letter.
  [/^(-?\d+(?:\.\d+)?)\s*[xX]\s*(?=10\s*\^\s*[-+{\d}]+$)/, '$1*'],
  [/\\(?:leq|leqslant|le)(?![A-Za-z])/g, '\\le '],
  [/\\(?:geq|geqslant|ge)(?![A-Za-z])/g, '\\ge '],
  [/\\neq?(?![A-Za-z])/g, '\\ne '],
  [/\\lt(?![A-Za-z])/g, '<'],
  [/\\gt(?![A-Za-z])/g, '>'],
  [/<=/g, '\\le '],
  [/>=/g, '\\ge '],
  [/\\[lr]vert(?![A-Za-z])/g, '|'],
  [/\\l(?:angle|paren)(?![A-Za-z])/g, '('],
  [/\\r(?:angle|paren)(?![A-Za-z])/g, ')'],
  [/\\lbrace(?![A-Za-z])/g, '\\{'],
  [/\\rbrace(?![A-Za-z])/g, '\\}'],
  [/\\lbrack(?![A-Za-z])/g, '['],
  [/\\rbrack(?![A-Za-z])/g, ']'],
  [/\\mathbin\s*\{:\}|\\colon(?![A-Za-z])/g, ':'],
  [/\\(?:mathbb|Bbb)\s*\{?\s*R\s*\}?|\\R(?:eals)?(?![A-Za-z])/g, '\\reals '],
  [/\\(?:setminus|smallsetminus|backslash)(?![A-Za-z])/g, '\\setminus '],
  [/(\\reals)\s*-\s*(?=\\\{)/g, '$1\\setminus '],
  [/(?<![A-Za-z\\])(?:oo|inf|infinity)(?![A-Za-z(])/gi, '\\infty '],
  [/\\(?:operatorname|mathbf|mathit)\*?\{([A-Za-z]{1,20})\}/g, ' $1 '],
  [/\\(?:mathbf|boldsymbol|bm|underline)\s*(?=\{[^A-Za-z{}]*\})/g, ''],
  [/\\text\s*\{\s*:\s*\}/g, ':'],
  [/(?<=:\d\d)\s*(?:\\text\s*\{\s*)?([ap])\.?\s*m\b\.?\s*\}?/gi, (_, half = '') => ` ${half.toUpperCase()}M`],
  [/\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})/g, '\\degree '],
  [/\\frac\s*(\d)\s*(\d)/g, '\\frac{$1}{$2}'],
  [/\{\s*([^{}]+?)\s*\\over(?![A-Za-z])\s*([^{}]+?)\s*\}/g, '\\frac{$1}{$2}'],
  [/^([^{}]+?)\s*\\over(?![A-Za-z])\s*([^{}]+)$/, '\\frac{$1}{$2}'],
  [/\\frac(\d)\s*\{/g, '\\frac{$1}{'],
  [/\\sqrt(\d)/g, '\\sqrt{$1}'],
  [/√\s*(\d+)/g, '\\sqrt{$1}'],
  [/√/g, '\\sqrt'],
  [/\*\*/g, '^'],
  [
    /(?<=^|[\s$=<>-])(\d+(?:\.\d+)?)\s*(?:\\text\s*\{\s*)?(thousand|million|billion|trillion)(?![A-Za-z])\s*\}?/gi,
    largeNumber,
  ],
  [/(?<=\$ ?)(\d+(?:\.\d+)?)[kK](?![A-Za-z])/g, '($1*10^{3})'],
  // Scientific notation, which would else be a product with Euler's number.
  [/(?<![A-Za-z\\])(\d+(?:\.\d+)?)[eE]([+-]?\d{1,4})(?![\w.])/g, '($1*10^{$2})'],
]

/** “5 million”, also within `\text{ million dollars}`, whose brace it leaves open. */
function largeNumber(whole: string, number = '', word = ''): string {
  const zeros = { thousand: 3, million: 6, billion: 9, trillion: 12 }[word.toLowerCase()] ?? 0
  const isCut = whole.includes('{') && !whole.endsWith('}')
  return `(${number}*10^{${zeros}}) ${isCut ? '\\text{' : ''}`
}

const trigonometric = /(?:sin|cos|tan|cot|sec|csc)/
/** Of a number, a letter or what stands in brackets: as the argument of a function it is a measure of angle, not a unit of the answer. */
const degrees = /(\d+(?:\.\d+)?|[A-Za-z]|\\[A-Za-z]+|\([^()]*\))\s*\\degree(?![A-Za-z])/g

/** 0.1\overline{6} is (16 − 1) / 90. */
function periodicFraction(whole = '', plain = '', period = ''): string {
  const under = `${'9'.repeat(period.length)}${'0'.repeat(plain.length)}`
  return `((${whole}${plain}${period}-${whole || '0'}${plain})/${under})`
}

const thousands = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g

/** Makes the many spellings of LaTeX and plain text one. Commas between thousands are dropped, but not within brackets. */
export function cleanMath(text: string): string {
  spendReading(text)
  let clean = spellMoney(spellMatrices(spellSmallSigns(text.normalize('NFC')))).replace(
    /[^ -~]/gu,
    (sign) => symbols[sign] ?? sign,
  )
  for (const [from, to] of rewrites) clean = typeof to === 'string' ? clean.replace(from, to) : clean.replace(from, to)
  if (trigonometric.test(clean)) clean = clean.replace(degrees, '($1*\\pi/180)')
  clean = clean.replace(/\s*\{\s*,\s*\}\s*/g, '').trim()
  return /[[(]|\\\{|^\{/.test(clean) ? clean : clean.replace(thousands, (number) => number.replaceAll(',', ''))
}

/** The text with 100,200 as a list of two numbers, 2,5 as a decimal, and 1,23,456 as a number, where it may be meant so. */
export function otherCommas(text: string): string[] {
  if (/[[(]|\\\{|^\{/.test(text)) return []
  const asList = text.replace(thousands, (number) => number.replaceAll(',', ', '))
  const asDecimal = text.replace(/(?<![\d.,])(\d+),(\d+)(?![\d.,])/g, '$1.$2')
  const asIndian = text.replace(/(?<![\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])/g, (number) => number.replaceAll(',', ''))
  return [asList, asDecimal, asIndian].filter((other) => other !== text)
}
