import type { CommandId } from './commands'

// What the desktop app gives its page as `window.desktop`. In a browser there is none: the page then speaks over a WebSocket.

/**
 * What a native menu item asks of the page. In a browser the page has its own keys for the same; a key that the page
 * handles with `preventDefault` is not sent a second time by the menu.
 */
export type DesktopCommand = CommandId

export interface Desktop {
  /**
   * Asks for a MessagePort to the engine. It arrives as a `message` event of the page's own window whose data is
   * `ENGINE_PORT` and whose first port is the engine's. It arrives again, unasked, whenever the engine was restarted:
   * the old port is dead then, and calls that were under way on it never end.
   */
  connect(): void
  readonly platform: string
  /** Pastes from the system's clipboard as the paste key does. */
  paste(): void
  /** The share of a run that is done, shown in the taskbar; keeps the machine awake until it is null again. */
  setProgress(fraction: number | null): void
  /** Menu commands; undo and redo come only when the focus is not in a text field. Returns how to stop listening. */
  onCommand(listener: (command: DesktopCommand) => void): () => void
}

export const ENGINE_PORT = 'switchyard:engine-port'
