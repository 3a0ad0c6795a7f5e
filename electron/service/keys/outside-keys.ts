import { readFileSync, statSync } from 'node:fs'
import { SwitchyardError } from '../../../shared/errors'
import { type KeysFile, keysFileSchema } from '../../../shared/keys-file'
import type { FoundKey, OutsideKeys, WantedKey } from './key-ring'

/** A provider's own variable, believed for the provider's own origin alone. */
const providersVariables: Readonly<Record<string, string>> = {
  'https://api.anthropic.com': 'ANTHROPIC_API_KEY',
  'https://api.openai.com': 'OPENAI_API_KEY',
}

export function variableOf(name: string): string {
  return `SWITCHYARD_KEY_${name.toUpperCase().replaceAll('-', '_')}`
}

/** Every variable that may hold a key: a process that we start is not to inherit them. */
export function isKeyVariable(variable: string): boolean {
  return variable.startsWith('SWITCHYARD_KEY_') || Object.values(providersVariables).includes(variable)
}

/**
 * Keys of the terminal and the browser host: from the environment, or from a file that only its owner can read. A variable
 * names no origin, so it holds for the address with which its connection was made, and no longer once that is changed.
 */
export function outsideKeys(file: string, env: NodeJS.ProcessEnv = process.env): OutsideKeys {
  let fromFile: KeysFile | undefined
  return {
    find(wanted: WantedKey): FoundKey | undefined {
      const variable = variableOf(wanted.name)
      const named = env[variable]?.trim()
      if (named && wanted.keyOrigin === wanted.origin) return { key: named, from: variable }
      fromFile ??= readKeysFile(file)
      const kept = Object.hasOwn(fromFile, wanted.name) ? fromFile[wanted.name] : undefined
      if (kept !== undefined && kept.origin === wanted.origin) return { key: kept.key, from: file }
      const own = providersVariables[wanted.origin]
      const theirs = own === undefined ? undefined : env[own]?.trim()
      return theirs ? { key: theirs, from: own ?? '' } : undefined
    },
  }
}

const GROUP_AND_OTHERS = 0o077

/** `{"NAME": {"origin": "https://…", "key": "…"}}`; refused where anyone but its owner may read it. */
function readKeysFile(file: string): KeysFile {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return {}
  if (process.platform !== 'win32' && (stat.mode & GROUP_AND_OTHERS) !== 0) {
    throw new SwitchyardError('KEY_UNSAFE', `${file} can be read by others, so no key is taken from it`, {
      hint: `close it by “chmod 600 ${file}”`,
    })
  }
  const text = readFileSync(file, 'utf8')
  const parsed = keysFileSchema.safeParse(parse(text))
  if (parsed.success) return parsed.data
  // Nothing of the parser's own message: it quotes what it read, which may be a key.
  throw new SwitchyardError('KEY_UNSAFE', `${file} cannot be read as keys`, {
    hint: 'its form is {"NAME": {"origin": "https://…", "key": "…"}}',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
