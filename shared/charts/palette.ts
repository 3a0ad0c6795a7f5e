/** The colours that pictures use, as `tokens.css` has them; a picture in a file of its own must carry them itself. */
export const lightPalette = {
  ground: '#f4f5f7',
  surface: '#ffffff',
  sunken: '#eceef1',
  line: '#dfe3e8',
  'line-strong': '#c5ccd5',
  ink: '#15191f',
  'ink-2': '#4d5663',
  'ink-3': '#666f7c',
  accent: '#0b6e69',
  'accent-soft': '#dff1ef',
  focus: '#2563eb',
  good: '#137a4b',
  warn: '#a15c07',
  'warn-soft': '#fbeed9',
  bad: '#b42318',
  'bad-soft': '#fce9e7',
  model: '#4a55c9',
} as const

export type Palette = Record<keyof typeof lightPalette, string>

export const darkPalette: Palette = {
  ground: '#101317',
  surface: '#171b21',
  sunken: '#0c0f13',
  line: '#2a313b',
  'line-strong': '#3c4653',
  ink: '#e9edf2',
  'ink-2': '#a9b4c2',
  'ink-3': '#8a95a5',
  accent: '#3fb6ac',
  'accent-soft': '#12312f',
  focus: '#7aa7ff',
  good: '#4cc38a',
  warn: '#e5a33d',
  'warn-soft': '#33260f',
  bad: '#f2665a',
  'bad-soft': '#3a1a17',
  model: '#98a1ff',
}

/** Every `var(--name)` of a text by its colour; a name that the palette lacks stays. */
export function withColours(text: string, palette: Palette): string {
  return text.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name: string) => palette[name as keyof Palette] ?? whole)
}
