import type { Hue } from '../nodes/kind'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The colours of a picture. A file of its own has no style sheet, so they stand here too; a test holds them to the window's tokens. */
export interface Palette {
  ground: string
  raised: string
  line: string
  ink: string
  'ink-2': string
  'ink-3': string
  good: string
  warn: string
  bad: string
  hues: Readonly<Record<Hue, { strong: string; soft: string }>>
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#f4f5f7',
    raised: '#ffffff',
    line: '#dfe3e8',
    ink: '#15191f',
    'ink-2': '#4d5663',
    'ink-3': '#666f7c',
    good: '#137a4b',
    warn: '#a15c07',
    bad: '#b42318',
    hues: {
      model: { strong: '#4a55c9', soft: '#e8eafc' },
      decision: { strong: '#a85d08', soft: '#fbeed9' },
      check: { strong: '#177a50', soft: '#def3e8' },
      memory: { strong: '#0e7490', soft: '#dcf1f6' },
      human: { strong: '#b0316f', soft: '#fbe4ef' },
      end: { strong: '#56606e', soft: '#e7eaee' },
    },
  },
  dark: {
    ground: '#101317',
    raised: '#1d222a',
    line: '#2a313b',
    ink: '#e9edf2',
    'ink-2': '#a9b4c2',
    'ink-3': '#8a95a5',
    good: '#4cc38a',
    warn: '#e5a33d',
    bad: '#f2665a',
    hues: {
      model: { strong: '#98a1ff', soft: '#242852' },
      decision: { strong: '#f0b35a', soft: '#3a2a10' },
      check: { strong: '#56cb94', soft: '#12321f' },
      memory: { strong: '#58c4dc', soft: '#0f2f38' },
      human: { strong: '#f287b7', soft: '#3c1729' },
      end: { strong: '#a3afbd', soft: '#262d36' },
    },
  },
}
