import { request } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { os } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type BrowserHost, startBrowserHost } from '../../electron/host/browser-host'
import { makePage, type TemporaryPage } from '../setup/temporary-page'

let page: TemporaryPage
let host: BrowserHost
let link: URL
let cookie: string

beforeAll(async () => {
  page = makePage()
  const router = { double: os.handler(({ input }) => Number(input) * 2) }
  host = await startBrowserHost({ router, pageRoot: page.root, port: 0 })
  link = new URL(host.url)
  cookie = (await get('/', { query: link.search })).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(async () => {
  await host.close()
  page.remove()
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Sends the path as it is: fetch and URL would tidy `..` away before it reaches the host. */
function get(
  path: string,
  options: { query?: string; headers?: Record<string, string>; method?: string } = {},
): Promise<Answer> {
  return new Promise((done, failed) => {
    const { query = '', headers = {}, method = 'GET' } = options
    const sent = request({ host: '127.0.0.1', port: link.port, path: path + query, headers, method }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += String(chunk)
      })
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: { ...answer.headers } as Answer['headers'], body }),
      )
    })
    sent.on('error', failed)
    sent.end()
  })
}

const visit = (path: string, headers: Record<string, string> = {}) => get(path, { headers: { cookie, ...headers } })

describe('the link', () => {
  test('is on 127.0.0.1 and carries a long token', () => {
    expect(link.hostname).toBe('127.0.0.1')
    expect(link.searchParams.get('token')).toMatch(/^[\w-]{43}$/)
  })

  test('moves its token into a cookie that scripts and other sites cannot use', async () => {
    const { status, headers } = await get('/', { query: link.search })
    expect(status).toBe(303)
    expect(headers.location).toBe('/')
    expect(headers['set-cookie']?.[0]).toMatch(/^switchyard-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  test('has a new token at each start', async () => {
    const other = await startBrowserHost({ router: {}, pageRoot: page.root, port: 0 })
    expect(new URL(other.url).searchParams.get('token')).not.toBe(link.searchParams.get('token'))
    await other.close()
  })
})

describe('the page', () => {
  test('is served under the strict policy', async () => {
    const { status, headers, body } = await visit('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>Switchyard</title>')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test.each([
    ['no token', {}],
    ['a wrong token', { query: '?token=AAAA' }],
    ['a wrong cookie', { headers: { cookie: 'switchyard=1' } }],
  ])('is refused to a visitor with %s', async (_what, options) => {
    const { status, body } = await get('/', options)
    expect(status).toBe(403)
    expect(body).toMatch(/^no token: open the link .*\n$/)
  })

  test('is refused under another host name, even with the cookie', async () => {
    for (const name of ['evil.example', `evil.example:${link.port}`, '127.0.0.1', '127.0.0.1:1', 'localhost']) {
      expect((await visit('/', { host: name })).status).toBe(403)
    }
    expect((await visit('/', { host: `localhost:${link.port}` })).status).toBe(200)
  })

  test('is refused to another origin, even with the cookie', async () => {
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${link.port}`, 'http://127.0.0.1:1']) {
      expect((await visit('/', { origin })).status).toBe(403)
    }
  })

  test('does not reach out of its folder', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '//etc/passwd',
      '/%00',
      '/%',
      `${page.root}/index.html`,
    ]
    for (const path of paths) {
      const { status, body } = await visit(path)
      expect({ path, status, body }).toEqual({ path, status: 404, body: 'not found\n' })
    }
  })

  test('lists no folder and takes no other method', async () => {
    expect((await visit('/assets')).status).toBe(404)
    expect((await visit('/assets/')).status).toBe(404)
    expect((await get('/', { method: 'POST', headers: { cookie } })).status).toBe(405)
  })
})

describe('the door', () => {
  interface Knock {
    path?: string
    headers?: Record<string, string>
    origin?: string | undefined
  }

  const knock = ({ path = '/rpc', headers = { cookie }, origin = link.origin }: Knock): WebSocket =>
    new WebSocket(`ws://127.0.0.1:${link.port}${path}`, { headers, ...(origin === '' ? {} : { origin }) })

  const statusOf = (websocket: WebSocket): Promise<number> =>
    new Promise((done, failed) => {
      websocket.on('open', () => {
        websocket.close()
        done(101)
      })
      websocket.on('unexpected-response', (_request, answer) => done(answer.statusCode ?? 0))
      websocket.on('error', failed)
    })

  test('answers a call', async () => {
    const websocket = knock({})
    await new Promise((done) => websocket.once('open', done))
    const client = createORPCClient<{ double(n: number): Promise<number> }>(
      new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket }),
    )
    expect(await client.double(21)).toBe(42)
    websocket.close()
  })

  test.each<[string, number, Knock]>([
    ['no token in its address', 403, { path: '/rpc?token=AAAA', headers: {} }],
    ['the cookie', 101, {}],
    ['no cookie', 403, { headers: {} }],
    ['another origin', 403, { origin: 'http://evil.example' }],
    ['no origin', 403, { origin: '' }],
    ['another host', 403, { headers: { host: 'evil.example' } }],
    ['another path', 404, { path: '/other' }],
  ])('answers a knock with %s ', async (_what, status, knocked) => {
    expect(await statusOf(knock(knocked))).toBe(status)
  })
})

test('closing ends open WebSockets', async () => {
  const other = await startBrowserHost({ router: {}, pageRoot: page.root, port: 0 })
  const { port, origin, search } = new URL(other.url)
  const websocket = new WebSocket(`ws://127.0.0.1:${port}/rpc${search}`, { origin })
  await new Promise((done) => websocket.once('open', done))
  const closed = new Promise<number>((done) => websocket.once('close', done))
  await other.close()
  expect(await closed).toBe(1001)
})
