import type { Rule } from './rules'

/**
 * The default five levels. Phrases that ask for an argument come first, then the marks of competition mathematics,
 * then those of school mathematics; short questions with few numbers are trivial and the rest is easy.
 */
export const defaultRules: Rule[] = [
  {
    label: 'requires-reasoning',
    phrases: [
      'prove',
      'show that',
      'for all',
      'counterexample',
      'necessary and sufficient',
      'if and only if',
      'derive',
    ],
    counts: [],
  },
  {
    label: 'hard',
    phrases: [
      'remainder when',
      'how many ways',
      'in how many',
      'how many integers',
      'how many positive integers',
      'number of solutions',
      'last digit',
      'last two digits',
      'divisors',
      'probability',
      'expected number',
      'expected value',
      'relatively prime',
      'coprime',
      'lattice',
      'modulo',
      'factorial',
      'permutations',
    ],
    counts: [],
  },
  {
    label: 'medium',
    phrases: [
      'system',
      'percent',
      '%',
      'average',
      'mean',
      'sequence',
      'series',
      'ratio',
      'area',
      'perimeter',
      'rectangle',
      'triangle',
      'per hour',
      'speed',
      'together',
      'quadratic',
      'interest',
    ],
    counts: [],
  },
  { label: 'medium', phrases: [], counts: [{ of: 'words', atLeast: 80 }] },
  {
    label: 'trivial',
    phrases: [],
    counts: [
      { of: 'words', atMost: 12 },
      { of: 'numbers', atMost: 2 },
    ],
  },
]
