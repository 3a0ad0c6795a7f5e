import { join } from 'node:path'
import { homeFolder } from '../home'
import { type KeyRing, keyRing } from '../service/keys/key-ring'
import { outsideKeys } from '../service/keys/outside-keys'

/** The keys of the terminal and the browser host: given outside, or in the browser for as long as the host runs. */
export function hostKeys(): KeyRing {
  return keyRing({ keeping: 'session', outside: outsideKeys(join(homeFolder(), 'keys.json')) })
}
