import { app, dialog } from 'electron'

/** Ends the app with one clear line: in a dialog, or on stderr where a test waits and nobody could click. */
export function refuseToRun(line: string): void {
  if (process.env.SWITCHYARD_TEST === '1') process.stderr.write(`switchyard: ${line}\n`)
  else dialog.showErrorBox('Switchyard cannot go on', line)
  app.exit(1)
}
