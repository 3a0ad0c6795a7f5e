import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Composed, compose, type Services } from '../compose'
import { databaseFileIn, homeFolder } from '../home'
import { hostKeys } from '../host/host-keys'
import type { Access } from '../store/open'

/** Beside the program; as built, this code may be in a part of it that lies one folder deeper. */
const places = ['../../resources', '../../../resources'].map((place) => resolve(import.meta.dirname, place))

/** The folder with the sample project. */
export const resourcesDir = places.find((place) => existsSync(place)) ?? resolve('resources')

/** Opens the database that `--db` names (the app's own unless given), does the work and closes it whatever happens. */
export async function withServices<T>(
  options: { db?: string | undefined; access: Access },
  work: (services: Services, composed: Composed) => Promise<T> | T,
): Promise<T> {
  const databaseFile = options.db === undefined ? databaseFileIn(homeFolder()) : resolve(options.db)
  const composed = compose({ databaseFile, resourcesDir, host: 'terminal', access: options.access, keys: hostKeys() })
  try {
    return await work(composed.services, composed)
  } catch (error) {
    throw composed.services.explain(error)
  } finally {
    await composed.stop()
    composed.close()
  }
}
