// Can a window be shown here, and if not, what is missing?
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const debianPackages = new Map([
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libsmime3.so', 'libnss3'],
  ['libnspr4.so', 'libnspr4'],
  ['libasound.so.2', 'libasound2'],
  ['libgbm.so.1', 'libgbm1'],
  ['libXss.so.1', 'libxss1'],
  ['libXtst.so.6', 'libxtst6'],
  ['libcups.so.2', 'libcups2'],
  ['libdrm.so.2', 'libdrm2'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
])

export function hasDisplay() {
  if (process.platform !== 'linux') return true
  if (process.env.WAYLAND_DISPLAY) return true
  const display = process.env.DISPLAY
  if (!display) return false
  // A local display has a socket; a forwarded one (host:10.0) is taken at its word.
  const local = /^:(\d+)/.exec(display)
  return !local || existsSync(`/tmp/.X11-unix/X${local[1]}`)
}

export const hasVirtualDisplay = () =>
  spawnSync('xvfb-run', ['--help']).status === 0 && spawnSync('which', ['xauth']).status === 0

/** The Debian packages that a program's missing libraries come from; empty when it can be loaded. */
export function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const missing = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
  return [...new Set(missing.map((library) => debianPackages.get(library) ?? library))]
}
