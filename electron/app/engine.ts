import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { lineOf } from '../../shared/errors'
import { isKeyVariable } from '../service/keys/outside-keys'
import { type CrashLog, crashLog } from './crash-log'
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages'
import type { KeyVault } from './key-vault'

export interface EngineEvents {
  /** It crashed and a new one was started: every window needs a new port. */
  restarted(): void
  /** It cannot run; the line says why and what to do next. */
  gone(line: string): void
}

/** Owns the engine's process: starts it, hands it ports, starts it again when it crashes. */
export class Engine {
  readonly #options: EngineOptions
  readonly #vault: KeyVault
  readonly #events: EngineEvents
  readonly #crashes: CrashLog = crashLog({ most: 3, withinMs: 30_000 })
  #child: UtilityProcess
  #ready = false
  #ending = false
  #waiting: MessagePortMain[] = []

  constructor(options: EngineOptions, vault: KeyVault, events: EngineEvents) {
    this.#options = options
    this.#vault = vault
    this.#events = events
    this.#child = this.#start()
  }

  connect(port: MessagePortMain): void {
    if (this.#ready) this.#send({ kind: 'connect' }, [port])
    else this.#waiting.push(port)
  }

  /** Lets the engine close its database; one that does not answer within 3 s is ended. */
  async stop(): Promise<void> {
    if (this.#ending) return
    this.#ending = true
    const child = this.#child
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    this.#send({ kind: 'stop' }, [])
    await Promise.race([ended, wait(3000)])
    child.kill()
  }

  #start(): UtilityProcess {
    const script = join(app.getAppPath(), 'out/main/engine-process.js')
    const child = utilityProcess.fork(script, [JSON.stringify(this.#options)], {
      serviceName: 'Switchyard engine',
      env: withoutKeys(process.env),
    })
    child.on('message', (message: FromEngine) => void this.#hear(child, message))
    child.once('exit', () => this.#ended())
    return child
  }

  async #hear(child: UtilityProcess, message: FromEngine): Promise<void> {
    switch (message.kind) {
      case 'refused':
        this.#ending = true
        return this.#events.gone(message.line)
      case 'ready':
        return this.#begin(child)
      case 'keep':
        return this.#answer(child, message.ask, this.#vault.keep(message.kept))
      case 'drop':
        return this.#answer(child, message.ask, this.#vault.drop(message.name))
    }
  }

  /** The keys go first: whoever asks over a port then finds them. */
  async #begin(child: UtilityProcess): Promise<void> {
    const keys = await this.#vault.open()
    if (child !== this.#child || this.#ending) return
    this.#send({ kind: 'keys', ...keys }, [])
    this.#ready = true
    const waiting = this.#waiting.splice(0)
    for (const port of waiting) this.connect(port)
  }

  async #answer(child: UtilityProcess, ask: number, work: Promise<void>): Promise<void> {
    const trouble = await work.then(
      () => null,
      (error: unknown) => lineOf(error),
    )
    const message: ToEngine = { kind: 'kept', ask, trouble }
    child.postMessage(message)
  }

  #ended(): void {
    if (this.#ending) return
    this.#ready = false
    this.#waiting = []
    if (this.#crashes.add(Date.now())) {
      this.#ending = true
      this.#events.gone('The engine stopped three times within 30 s; what was saved is safe, start Switchyard again')
      return
    }
    this.#child = this.#start()
    this.#events.restarted()
  }

  #send(message: ToEngine, ports: MessagePortMain[]): void {
    this.#child.postMessage(message, ports)
  }
}

/** A process inherits no key: whoever may list processes may read what they inherited. */
function withoutKeys(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([variable]) => !isKeyVariable(variable)))
}
