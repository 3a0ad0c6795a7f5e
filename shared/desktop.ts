// What the desktop app gives its page as `window.desktop`. In a browser there is none: the page then speaks over a WebSocket.

/** What a native menu item asks of the page. The page's own keys do the same in a browser. */
export type DesktopCommand =
  | 'new-graph'
  | 'open-graph'
  | 'save-graph-as'
  | 'import-dataset'
  | 'import-outcomes'
  | 'undo'
  | 'redo'
  | 'find'
  | 'tidy'
  | 'zoom-to-fit'
  | 'run'
  | 'stop'

export interface Desktop {
  /**
   * Asks for a MessagePort to the engine. It arrives as a `message` event of the page's own window whose data is
   * `ENGINE_PORT` and whose first port is the engine's. It arrives again, unasked, whenever the engine was restarted:
   * the old port is dead then, and calls that were under way on it never end.
   */
  connect(): void
  readonly platform: string
  /** The share of a run that is done, shown in the taskbar; keeps the machine awake until it is null again. */
  setProgress(fraction: number | null): void
  /** Menu commands; undo and redo come only when the focus is not in a text field. Returns how to stop listening. */
  onCommand(listener: (command: DesktopCommand) => void): () => void
  /** The path of a file that was dropped or chosen, so that the engine can stream it; empty for a file with no path. */
  pathOf(file: unknown): string
}

export const ENGINE_PORT = 'switchyard:engine-port'
