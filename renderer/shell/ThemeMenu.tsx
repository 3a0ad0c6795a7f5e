import { Menu } from '@base-ui/react/menu'
import { Check, SunMoon } from 'lucide-react'
import { type ThemeChoice, themeChoices, useTheme } from '../theme/theme'
import styles from './Popup.module.css'

const names: Record<ThemeChoice, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }

export function ThemeMenu() {
  const { choice, choose } = useTheme()
  return (
    <Menu.Root>
      <Menu.Trigger className={styles.iconTrigger} aria-label="Light or dark" title="Light or dark">
        <SunMoon size={17} strokeWidth={1.8} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="right" align="end" sideOffset={8} className={styles.positioner}>
          <Menu.Popup className={styles.menu}>
            <Menu.RadioGroup value={choice} onValueChange={(next: ThemeChoice) => choose(next)}>
              {themeChoices.map((theme) => (
                <Menu.RadioItem key={theme} value={theme} className={styles.item} closeOnClick>
                  <span className={styles.mark}>
                    <Menu.RadioItemIndicator>
                      <Check size={14} />
                    </Menu.RadioItemIndicator>
                  </span>
                  {names[theme]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
