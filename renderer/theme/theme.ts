import { useSyncExternalStore } from 'react'
import { create } from 'zustand'
import type { Theme } from '../../shared/draw/palette'

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

/** What the page is drawn in now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

/** The same for what has to be drawn anew when it changes. */
export function useShownTheme(): Theme {
  return useSyncExternalStore(onThemeShown, currentTheme)
}

function onThemeShown(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

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
