// Makes an unpacked app in dist/ with the Electron that is at hand; nothing is downloaded for it.
import { rmSync } from 'node:fs'
import { command } from './entry.cjs'
import { inRoot, ownNode, say } from './paths.cjs'
import { setUp } from './setup.mjs'
import { capture } from './spawn.mjs'

await command(async () => {
  await setUp()
  const found = await capture(ownNode, [inRoot('scripts/ensure-electron.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (found.code !== 0) throw new Error('there is no Electron to package, for the reason above')
  const builder = inRoot('node_modules/electron-builder/cli.js')
  const { code, output } = await capture(ownNode, [builder, '--dir', ...choices(JSON.parse(found.stdout))])
  if (code !== 0) throw new Error(`electron-builder failed:\n${output.trim()}`)
  // The stand-in's loader has no work in an app that is packaged.
  rmSync(inRoot('dist/linux-unpacked/resources/default_app.asar'), { force: true })
  say('The app is in dist/.')
})

function choices({ dist, version, binding }) {
  const own = [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`]
  // The stand-in Electron needs its own SQLite binding beside the one that better-sqlite3 brings.
  return binding
    ? [...own, `-c.extraResources.from=${binding}`, '-c.extraResources.to=native/better_sqlite3-napi9.node']
    : own
}
