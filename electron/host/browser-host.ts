import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { createGate, type Gate } from './gate'
import { readPageFile } from './page-files'

/** A dataset file travels as one message; what is larger belongs to the terminal's `import`. */
export const largestMessage = 256 * 1024 * 1024

export interface BrowserHost {
  url: string
  close(): Promise<void>
}

export interface BrowserHostOptions {
  router: AnyRouter
  /** The folder of the built page. */
  pageRoot: string
  /** 0 takes a free one. */
  port: number
}

/** Serves the page and the door to browsers of this machine: 127.0.0.1 only, behind a token made anew at each start. */
export async function startBrowserHost({ router, pageRoot, port }: BrowserHostOptions): Promise<BrowserHost> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  const bound = await listen(server, port)
  const token = randomBytes(32).toString('base64url')
  const gate = createGate(bound, token)
  const handler = new RPCHandler(router)

  server.on('request', (request, response) => {
    void answer(request, response, gate, pageRoot, bound)
  })
  server.on('upgrade', (request, socket, head) => {
    if (!isLetIn(request, socket, gate)) return
    sockets.handleUpgrade(request, socket, head, (websocket) => {
      websocket.on('error', () => websocket.terminate())
      void handler.upgrade(websocket)
    })
  })
  return { url: `http://127.0.0.1:${bound}/?token=${token}`, close: () => closeAll(server, sockets) }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', failed)
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : port)
    })
  })
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gate: Gate,
  pageRoot: string,
  port: number,
): Promise<void> {
  const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  const admission = gate.admit(request)
  if (admission !== 'link' && admission !== 'visit') {
    response.writeHead(403, plain).end(`${admission}: open the link that \`npm run serve\` printed\n`)
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...plain, allow: 'GET, HEAD' }).end()
    return
  }
  const path = request.url?.split('?', 1)[0] ?? '/'
  if (admission === 'link' && path === '/') {
    // The token moves from the address bar, where it could be seen or copied, into a cookie.
    response.writeHead(303, { ...plain, 'set-cookie': gate.cookie, location: '/' }).end()
    return
  }
  // Not every browser counts a WebSocket of the same origin as 'self', so it is named.
  const connect = `'self' ws://127.0.0.1:${port} ws://localhost:${port}`
  const { status, headers, body } = await readPageFile(pageRoot, path, connect)
  response.writeHead(status, { ...headers, 'cache-control': 'no-store', 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function isLetIn(request: IncomingMessage, socket: Duplex, gate: Gate): boolean {
  socket.on('error', () => socket.destroy())
  const admission = gate.admitSocket(request)
  const isDoor = request.url?.split('?', 1)[0] === '/rpc'
  if (isDoor && (admission === 'link' || admission === 'visit')) return true
  socket.end(`HTTP/1.1 ${isDoor ? '403 Forbidden' : '404 Not Found'}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  return false
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const websocket of sockets.clients) websocket.close(1001, 'the host is closing')
  sockets.close()
  const closed = new Promise<void>((done) => server.close(() => done()))
  server.closeAllConnections()
  // A page that does not answer the closing handshake must not hold the host back.
  const late = setTimeout(() => {
    for (const websocket of sockets.clients) websocket.terminate()
  }, 500)
  await closed
  clearTimeout(late)
}
