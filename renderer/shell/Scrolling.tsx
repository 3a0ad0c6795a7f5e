import type { ReactNode } from 'react'

interface ScrollingProps {
  /** What is in it, for whoever reaches it by keys. */
  label: string
  className: string | undefined
  children: ReactNode
}

/** A part of a page that scrolls by itself. */
export function Scrolling({ label, className, children }: ScrollingProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
