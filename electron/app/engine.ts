import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { lineOf } from '../../shared/errors'
import { isKeyVariable } from '../service/keys/outside-keys'
import { type CrashLog, crashLog } from './crash-log'
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages'
import type { KeyVault } from './key-vault'

export interface EngineEvents {
  /** Another one was started, after a crash or on another database: every window needs a new port. */
  restarted(): void
  /** Its database was refused for this reason. Gives the one to open in its place; without one it is gone. */
  refused(line: string): EngineOptions | undefined
  /** It cannot run; the line says why and what to do next. */
  gone(line: string): void
}

/** What a quitting app waits for its calls under way, and what it waits where it goes on with another database. */
const quitMs = 3_000
const leaveMs = 30_000

/** Owns the engine's process: starts it, hands it ports, starts it again when it crashes, and puts one on another database in its place. */
export class Engine {
  #options: EngineOptions
  readonly #vault: KeyVault
  readonly #events: EngineEvents
  readonly #crashes: CrashLog = crashLog({ most: 3, withinMs: 30_000 })
  #child: UtilityProcess
  #ready = false
  #ending = false
  #waiting: MessagePortMain[] = []
  #leaving: Promise<void> = Promise.resolve()

  constructor(options: EngineOptions, vault: KeyVault, events: EngineEvents) {
    this.#options = options
    this.#vault = vault
    this.#events = events
    this.#child = this.#start(options)
  }

  connect(port: MessagePortMain): void {
    if (this.#ready) this.#send({ kind: 'connect' }, [port])
    else this.#waiting.push(port)
  }

  /** Lets a window that has the ticket have an export written to this file. */
  allow(ticket: string, file: string): void {
    this.#send({ kind: 'may-write', ticket, file }, [])
  }

  /**
   * Opens another database in a process of its own; the one there is goes on until that stands, and is then stopped as on quitting.
   * The line says why it was refused; then nothing has changed. `mayMake` is about this once, and not about what is started after a crash.
   */
  async open(options: EngineOptions, mayMake = options.mayMake): Promise<string | null> {
    const next = this.#start({ ...options, mayMake })
    const line = await new Promise<string | null>((answer) => {
      next.once('exit', () => answer('The database could not be opened: the engine stopped'))
      next.on('message', (message: FromEngine) => {
        if (message.kind === 'refused') answer(message.line)
        if (message.kind === 'ready') answer(null)
      })
    })
    if (line !== null || this.#ending) {
      next.kill()
      return line ?? 'Switchyard is being closed'
    }
    const before = this.#child
    this.#options = options
    this.#child = next
    this.#ready = false
    this.#leaving = endOf(before, leaveMs)
    await this.#leaving
    await this.#begin(next)
    this.#events.restarted()
    return null
  }

  /** Lets the engine close its database; one that does not answer within 3 s is ended. */
  async stop(): Promise<void> {
    if (this.#ending) return
    this.#ending = true
    await Promise.all([endOf(this.#child, quitMs), Promise.race([this.#leaving, wait(quitMs)])])
  }

  #start(options: EngineOptions): UtilityProcess {
    const script = join(app.getAppPath(), 'out/main/engine-process.cjs')
    const child = utilityProcess.fork(script, [JSON.stringify(options)], {
      serviceName: 'Switchyard engine',
      env: withoutKeys(process.env),
    })
    child.on('message', (message: FromEngine) => void this.#hear(child, message))
    child.once('exit', () => this.#ended(child))
    return child
  }

  async #hear(child: UtilityProcess, message: FromEngine): Promise<void> {
    switch (message.kind) {
      case 'refused':
        return this.#refused(child, message.line)
      case 'ready':
        return child === this.#child ? this.#begin(child) : undefined
      case 'keep':
        return this.#answer(child, message.ask, this.#vault.keep(message.kept))
      case 'drop':
        return this.#answer(child, message.ask, this.#vault.drop(message.name))
    }
  }

  /** One that is only tried has another listener. */
  #refused(child: UtilityProcess, line: string): void {
    if (child !== this.#child) return
    const other = this.#events.refused(line)
    if (other === undefined) {
      this.#ending = true
      this.#events.gone(line)
      return
    }
    this.#options = other
    this.#child = this.#start(other)
    child.kill()
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

  #ended(child: UtilityProcess): void {
    if (this.#ending || child !== this.#child) return
    this.#ready = false
    this.#waiting = []
    if (this.#crashes.add(Date.now())) {
      this.#ending = true
      this.#events.gone('The engine stopped three times within 30 s; what was saved is safe, start Switchyard again')
      return
    }
    this.#child = this.#start(this.#options)
    this.#events.restarted()
  }

  #send(message: ToEngine, ports: MessagePortMain[]): void {
    this.#child.postMessage(message, ports)
  }
}

/** Lets an engine stop its runs and close its database; one that has not within this time is ended. */
async function endOf(child: UtilityProcess, withinMs: number): Promise<void> {
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const message: ToEngine = { kind: 'stop' }
  child.postMessage(message)
  await Promise.race([ended, wait(withinMs)])
  child.kill()
}

/** A process inherits no key: whoever may list processes may read what they inherited. */
function withoutKeys(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([variable]) => !isKeyVariable(variable)))
}
