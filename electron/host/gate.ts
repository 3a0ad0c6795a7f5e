import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request is let in for, or why it is not. */
export type Admission = 'link' | 'visit' | 'wrong host' | 'wrong origin' | 'no token'

export interface Gate {
  /** `link`: it brought the token in its URL; `visit`: in the cookie that the link left behind. */
  admit(request: IncomingMessage): Admission
  /** As `admit`, but an origin must be named: browsers always name one when they open a WebSocket. */
  admitSocket(request: IncomingMessage): Admission
  cookie: string
}

/**
 * Lets in only the browser that was given the link. A page of another site can make a browser send requests here, so
 * the Host (against DNS rebinding), the Origin and a secret are checked each time, for files as for the WebSocket.
 */
export function createGate(port: number, token: string): Gate {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  // Cookies are shared by all ports of a host, so the name keeps two Switchyards apart.
  const name = `switchyard-${port}`

  const check = (request: IncomingMessage, needsOrigin: boolean): Admission => {
    const { host, origin, cookie } = request.headers
    if (host === undefined || !hosts.has(host)) return 'wrong host'
    if (origin === undefined ? needsOrigin : origin !== `http://${host}`) return 'wrong origin'
    if (request.headers['sec-fetch-site'] === 'cross-site' && needsOrigin) return 'wrong origin'
    if (isSame(readCookie(cookie, name), token)) return 'visit'
    return isSame(tokenOf(request.url), token) ? 'link' : 'no token'
  }
  return {
    admit: (request) => check(request, false),
    admitSocket: (request) => check(request, true),
    cookie: `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  }
}

function tokenOf(url: string | undefined): string {
  const query = url?.split('?', 2)[1] ?? ''
  return new URLSearchParams(query).get('token') ?? ''
}

function readCookie(header: string | undefined, name: string): string {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

/** Takes as long for a nearly right token as for a wrong one. */
function isSame(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
