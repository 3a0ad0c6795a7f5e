import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Composed, Services } from '../compose'
import { type ComposeOptions, composeRuns, type RunServices } from '../compose-runs'
import { databaseFileIn, homeFolder } from '../home'
import { hostKeys } from '../host/host-keys'
import type { Access } from '../store/open'

/** Beside the program; as built, this code may be in a part of it that lies one folder deeper. */
const places = ['../../resources', '../../../resources'].map((place) => resolve(import.meta.dirname, place))

/** The folder with the sample project. */
export const resourcesDir = places.find((place) => existsSync(place)) ?? resolve('resources')

interface SessionOptions {
  db?: string | undefined
  access: Access
}

/** Opens the database that `--db` names (the app's own unless given), does the work and closes it whatever happens. */
export async function withServices<T>(
  options: SessionOptions,
  work: (services: Services, composed: Composed) => Promise<T> | T,
): Promise<T> {
  const { compose } = await import('../compose')
  const composed = compose(composeOptions(options))
  return during(composed, () => work(composed.services, composed))
}

/** The same for what runs need, and nothing else is loaded. */
export async function withRuns<T>(
  options: SessionOptions,
  work: (services: RunServices) => Promise<T> | T,
): Promise<T> {
  const composed = composeRuns(composeOptions(options))
  return during(composed, () => work(composed.services))
}

function composeOptions({ db, access }: SessionOptions): ComposeOptions {
  const databaseFile = db === undefined ? databaseFileIn(homeFolder()) : resolve(db)
  return { databaseFile, resourcesDir, host: 'terminal', access, keys: hostKeys() }
}

type Closable = Pick<Composed, 'stop' | 'close'> & { services: RunServices }

async function during<T>({ services, stop, close }: Closable, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw services.explain(error)
  } finally {
    await stop()
    close()
  }
}
