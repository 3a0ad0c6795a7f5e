import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The most memory that a Node process held, in megabytes, as the system counts it. */
export function peakMegabytes(command: readonly string[], folder: string): number {
  const preload = join(folder, 'peak.cjs')
  writeFileSync(
    preload,
    `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))`,
  )
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, ...command], { encoding: 'utf8' })
  const kilobytes = /peak (\d+)/.exec(stderr)?.[1]
  if (status !== 0 || kilobytes === undefined) throw new Error(`${command.join(' ')}: ${stderr}`)
  return Number(kilobytes) / 1024
}
