import { create } from 'zustand'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'switchyard.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey)
  return themeChoices.find((choice) => choice === stored) ?? 'system'
}

interface ThemeState {
  choice: ThemeChoice
  choose: (choice: ThemeChoice) => void
}

export const useTheme = create<ThemeState>((set) => ({
  choice: storedChoice(),
  choose(choice) {
    localStorage.setItem(storageKey, choice)
    set({ choice })
  },
}))

/** Keeps the page in the chosen theme, and with the system where that is the choice. */
export function followTheme(): void {
  const apply = () => {
    const { choice } = useTheme.getState()
    const dark = choice === 'dark' || (choice === 'system' && system.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
  system.addEventListener('change', apply)
  useTheme.subscribe(apply)
  apply()
}
