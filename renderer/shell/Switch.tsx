import { Switch as BaseSwitch } from '@base-ui/react/switch'
import styles from './Switch.module.css'

interface SwitchProps {
  id: string
  checked: boolean
  onChange: (checked: boolean) => void
}

export function Switch({ id, checked, onChange }: SwitchProps) {
  return (
    <BaseSwitch.Root id={id} checked={checked} onCheckedChange={(next) => onChange(next)} className={styles.track}>
      <BaseSwitch.Thumb className={styles.thumb} />
    </BaseSwitch.Root>
  )
}
