import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { type CrashLog, crashLog } from './crash-log'
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages'

export interface EngineEvents {
  /** It crashed and a new one was started: every window needs a new port. */
  restarted(): void
  /** It cannot run; the line says why and what to do next. */
  gone(line: string): void
}

/** Owns the engine's process: starts it, hands it ports, starts it again when it crashes. */
export class Engine {
  readonly #options: EngineOptions
  readonly #events: EngineEvents
  readonly #crashes: CrashLog = crashLog({ most: 3, withinMs: 30_000 })
  #child: UtilityProcess
  #ready = false
  #ending = false
  #waiting: MessagePortMain[] = []

  constructor(options: EngineOptions, events: EngineEvents) {
    this.#options = options
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
    const child = utilityProcess.fork(script, [JSON.stringify(this.#options)], { serviceName: 'Switchyard engine' })
    child.on('message', (message: FromEngine) => this.#hear(message))
    child.once('exit', () => this.#ended())
    return child
  }

  #hear(message: FromEngine): void {
    if (message.kind === 'refused') {
      this.#ending = true
      this.#events.gone(message.line)
      return
    }
    this.#ready = true
    const waiting = this.#waiting.splice(0)
    for (const port of waiting) this.connect(port)
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
