import { Component, type ReactNode } from 'react'
import { failureOf } from '../api'
import { Button } from './Button'
import styles from './DesignPage.module.css'
import { lineOfFailure } from './notice-store'

interface ErrorScreenState {
  error: unknown
}

/** What is shown where drawing the window itself fails: the line, and a way on. Designs are saved as they are edited. */
export class ErrorScreen extends Component<{ children: ReactNode }, ErrorScreenState> {
  override state: ErrorScreenState = { error: undefined }

  static getDerivedStateFromError(error: unknown): ErrorScreenState {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <div className={styles.failed} role="alert">
        <p>The window could not be drawn: {lineOfFailure(failureOf(this.state.error))}.</p>
        <Button look="primary" onClick={() => location.reload()}>
          Load it again
        </Button>
      </div>
    )
  }
}
