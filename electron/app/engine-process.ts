// The engine and the store in a process of their own: a long replay does not make the window stutter, and a crash here
// does not take the app down.
import { RPCHandler } from '@orpc/server/message-port'
import { lineOf } from '../../shared/errors'
import { type Composed, compose } from '../compose'
import { createRouter } from '../service/router'
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages'

const tell = (message: FromEngine) => process.parentPort.postMessage(message)

function open(): Composed | undefined {
  const { nativeBinding, ...options }: EngineOptions = JSON.parse(process.argv[2] ?? '{}')
  try {
    return compose({ ...options, host: 'app', ...(nativeBinding === null ? {} : { nativeBinding }) })
  } catch (error) {
    tell({ kind: 'refused', line: lineOf(error) })
    return undefined
  }
}

/** Runs are stopped where they are; they can be resumed. */
async function end(composed: Composed): Promise<void> {
  await composed.stop()
  composed.close()
  process.exit(0)
}

const composed = open()
if (composed) {
  const handler = new RPCHandler(createRouter(composed.services))
  process.parentPort.on('message', ({ data, ports }) => {
    const message = data as ToEngine
    if (message.kind === 'stop') return void end(composed)
    const [port] = ports
    if (!port) return
    handler.upgrade(port)
    port.start()
  })
  tell({ kind: 'ready' })
}
