import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'
import { classes } from '../theme/classes'
import styles from './Button.module.css'

interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  /** The name of a button that shows only an icon. */
  label?: string
  children: ReactNode
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'plain', label, className, children, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className={classes(styles.button, styles[look], label !== undefined && styles.icon, className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  )
})
