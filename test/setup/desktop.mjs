// Before the desktop tests: a build that is not stale, and an Electron, told to the tests through the environment.
import { ensureBuilt } from '../../scripts/build.mjs'
import { ensureElectron } from '../../scripts/electron.mjs'

export async function setup() {
  await ensureBuilt()
  const { executable, dist, binding } = await ensureElectron()
  process.env.SWITCHYARD_ELECTRON = executable
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dist
  if (binding) process.env.SWITCHYARD_SQLITE_BINDING = binding
}
