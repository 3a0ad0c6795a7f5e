// Opens the desktop app; where no window can be shown, prints the comparison and serves the app for a browser.

import { hasDisplay, missingLibraries } from './display.mjs'
import { command } from './entry.cjs'
import { inRoot, ownNode, say } from './paths.cjs'
import { setUp } from './setup.mjs'
import { capture, run } from './spawn.mjs'

await command(start)

async function start() {
  await setUp()
  const electron = await chooseElectron()
  if (!electron) return await showWithoutWindow()
  const began = Date.now()
  const { code, signal } = await run(electron.executable, appArguments(), { env: environmentFor(electron) })
  // Chromium ends itself by a signal when its sandbox or its graphics cannot start.
  if (signal && ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL'].includes(signal) && Date.now() - began < 20_000) {
    say(`Electron ended with ${signal} as it started; its own message is above.`)
    return await showWithoutWindow()
  }
  process.exitCode = code
}

async function chooseElectron() {
  if (!hasDisplay()) {
    say('There is no display here, so no window can be opened.')
    return undefined
  }
  try {
    // Electron is made by tools that need a newer Node than the one that may have started us.
    const { code, stdout } = await capture(ownNode, [inRoot('scripts/ensure-electron.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (code !== 0) return undefined
    const electron = JSON.parse(stdout)
    const missing = missingLibraries(electron.executable)
    if (missing.length === 0) return electron
    say(`Electron cannot start: libraries are missing. On Debian: apt-get install ${missing.join(' ')}`)
  } catch (error) {
    say(`No Electron could be had: ${error.message}.`)
  }
  return undefined
}

function appArguments() {
  const quiet = ['--log-level=3']
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [...quiet, inRoot(), ...process.argv.slice(2)]
  say('Running as root: Chromium’s own sandbox is off, which it insists on.')
  return ['--no-sandbox', ...quiet, inRoot(), ...process.argv.slice(2)]
}

function environmentFor(electron) {
  return electron.binding ? { ...process.env, SWITCHYARD_SQLITE_BINDING: electron.binding } : process.env
}

async function showWithoutWindow() {
  say(
    'Here is the comparison that `npm run demo` prints; after it the app is served for a browser, as by `npm run serve`.',
  )
  const demo = await run(ownNode, [inRoot('out/main/cli.cjs'), 'demo'])
  if (demo.code >= 128) {
    process.exitCode = demo.code
    return
  }
  const served = await run(ownNode, [inRoot('out/main/serve.cjs'), ...process.argv.slice(2)])
  process.exitCode = served.code
}
