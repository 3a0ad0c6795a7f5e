import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'
import { words } from '../words'
import { fileName, useDatabase } from './database-state'
import { leaveFor, stayHere } from './open-database'

/** Asks whether runs may be stopped for another database, and holds the window while that is opened. */
export function DatabaseDialog() {
  const { asked, opening } = useDatabase()
  if (opening !== null) return <Opening file={opening} />
  if (asked === null) return null
  const { file, running } = asked
  const footer = (
    <>
      <Button onClick={stayHere}>{words.database.stay}</Button>
      <Button look="primary" onClick={() => void leaveFor(file).catch(showFailure)}>
        {words.database.stopAndOpen}
      </Button>
    </>
  )
  const [only] = running
  return (
    <Dialog title={words.database.stopTitle} isOpen onClose={stayHere} footer={footer}>
      <p>
        {running.length === 1 && only !== undefined
          ? words.database.oneRuns(only.name, file === 'usual' ? null : fileName(file))
          : words.database.manyRun(running.length, file === 'usual' ? null : fileName(file))}
      </p>
    </Dialog>
  )
}

/** Nothing may be edited meanwhile: it would be an edit of the database that is left. */
function Opening({ file }: { file: string }) {
  return (
    <Dialog title={words.database.opening} isOpen onClose={() => undefined}>
      <p>{file === 'usual' ? words.database.openingUsual : words.database.openingFile(fileName(file))}</p>
    </Dialog>
  )
}
