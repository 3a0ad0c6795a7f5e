import { createServer } from 'node:net'

export interface TakenPort {
  port: number
  release: () => Promise<void>
}

/** Listens on a port of 127.0.0.1, so that nobody else can. */
export async function takePort(): Promise<TakenPort> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { port, release: () => new Promise((done) => server.close(() => done())) }
}
