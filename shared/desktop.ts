import type { CommandId } from './commands'

// What the desktop app gives its page as `window.desktop`. In a browser there is none: the page then speaks over a WebSocket.

/**
 * What a native menu item asks of the page. In a browser the page has its own keys for the same; a key that the page
 * handles with `preventDefault` is not sent a second time by the menu.
 */
export type DesktopCommand = CommandId

/** A file that the system asks to open: what is in it, or why it cannot be read. */
export type OpenedFile = { name: string; text: string } | { name: string; failure: string }

/** What the app knows of database files; `trouble` says why the one of the last time is not open. */
export interface DatabaseFiles {
  recent: readonly string[]
  trouble: string | null
}

export interface Desktop {
  /**
   * Asks for a MessagePort to the engine. It arrives as a `message` event of the page's own window whose data is
   * `ENGINE_PORT` and whose first port is the engine's. It arrives again, unasked, whenever the engine was restarted:
   * the old port is dead then, and calls that were under way on it never end.
   */
  connect(): void
  readonly platform: string
  /** Loads the page anew; of its own accord it may navigate nowhere. */
  reload(): void
  /** Pastes from the system's clipboard as the paste key does. */
  paste(): void
  /** The share of a run that is done, shown in the taskbar; keeps the machine awake until it is null again. */
  setProgress(fraction: number | null): void
  /** Tells of the end of something long, where the window is not looked at. */
  notify(title: string, text: string): void
  /** Whether the open design has edits that are not saved yet: shown by the system where it has a way to. */
  setEdited(isEdited: boolean): void
  /** Files from the command line, the file manager and the recent ones; those that came before wait for the listener. */
  onFile(listener: (file: OpenedFile) => void): () => void
  /** Remembers a `File` that the page was given by its user among the recent ones. */
  opened(file: object): void
  databaseFiles(): Promise<DatabaseFiles>
  /** Lets the user choose a database file by the system's dialog, one that is there or a new one's place; null where they change their mind. */
  chooseDatabase(which: 'present' | 'new'): Promise<string | null>
  /**
   * Puts an engine on another database in the place of this one: `usual` names the one in the data folder, any other file must have been
   * chosen or be a recent one. Runs are stopped as on quitting. The line says why it was refused; otherwise the page is given a port to it.
   */
  openDatabase(file: 'usual' | (string & {})): Promise<string | null>
  /** Recent databases that are chosen from the system's menu. */
  onDatabase(listener: (file: string) => void): () => void
  /** Lets the user choose where an export is written; gives a ticket for the engine. Null where they change their mind. */
  chooseExport(name: string): Promise<string | null>
  /** Menu commands; undo and redo come only when the focus is not in a text field. Returns how to stop listening. */
  onCommand(listener: (command: DesktopCommand) => void): () => void
}

export const ENGINE_PORT = 'switchyard:engine-port'
