// Runs the app that is named on the command line. It ends in a top-level await on purpose: Electron holds `ready` back
// until its main module has loaded, and the app wants to register its scheme before that.
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const { before, path } = readArguments(process.argv.slice(1))
if (path === undefined) {
  process.stderr.write('usage: electron [options] APP\n')
  process.exit(2)
}
const require = createRequire(import.meta.url)
for (const file of before) require(resolve(file))
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
await import(pathToFileURL(prepare(resolve(path))).href).catch((error) => {
  process.stderr.write(`the app could not be loaded: ${error?.stack ?? error}\n`)
  process.exit(1)
})

function readArguments(args) {
  const before = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') before.push(args[++index])
    else if (!arg.startsWith('-')) return { before, path: arg }
  }
  return { before, path: undefined }
}

function prepare(path) {
  if (!statSync(path).isDirectory()) return path
  const { name, productName, version, main } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  app.name = productName ?? name
  if (version) app.setVersion(version)
  app.setPath('userData', join(app.getPath('appData'), app.name))
  app.setAppPath(path)
  return join(path, main ?? 'index.js')
}
