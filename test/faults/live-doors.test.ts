import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LiveConfig, type LiveDeps, makeLiveConnection } from '../../electron/connections/live-connection'
import type { Resolve } from '../../electron/connections/transport'
import { certificateKey, expiredCertificate, foreignCertificate, goodCertificate } from '../setup/certificates'
import { startFakeProvider } from '../setup/fake-provider'
import { liveCall, quoted } from '../setup/live-call'

const KEY = 'sk-canary-0123456789abcdef'
const open: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

function connect(config: Partial<LiveConfig> & { baseUrl: string }, deps: Partial<LiveDeps> = {}) {
  return makeLiveConnection(
    { name: 'lab', kind: 'openai', api: 'chat', ...config },
    { key: () => KEY, quoteOf: quoted, limits: { idleMs: 20_000, connectMs: 20_000 }, ...deps },
  )
}

/** A server that keeps whatever reaches it. */
async function trap(make: (seen: (request: IncomingMessage) => void) => Server) {
  const caught: string[] = []
  const server = make((request) => caught.push(`${request.url} ${JSON.stringify(request.headers)}`))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push({ close: () => new Promise((done) => server.close(done)) })
  return { caught, port: (server.address() as AddressInfo).port }
}

const plainTrap = () =>
  trap((seen) =>
    createHttpServer((request, response) => {
      seen(request)
      response.end('{}')
    }).on('connect', (request, socket) => {
      seen(request)
      socket.end('HTTP/1.1 502 no\r\n\r\n')
    }),
  )

const tls = (cert: string) =>
  trap((seen) =>
    createHttpsServer({ key: certificateKey, cert }, (request, response) => {
      seen(request)
      response.writeHead(400).end('{"error":{"message":"spoken over TLS"}}')
    }),
  )

describe('the environment', () => {
  const before = { ...process.env }
  afterEach(() => {
    process.env = { ...before }
  })

  it('neither redirects a call nor adds to it nor makes the SDKs talk', async () => {
    const { caught, port } = await plainTrap()
    const fake = await startFakeProvider({ key: KEY })
    open.push(fake)
    const elsewhere = `http://127.0.0.1:${port}`
    const headers = 'authorization: Bearer stolen\nx-api-key: stolen\nx-added: yes'
    Object.assign(process.env, {
      ANTHROPIC_BASE_URL: elsewhere,
      ANTHROPIC_API_KEY: 'stolen',
      ANTHROPIC_AUTH_TOKEN: 'stolen',
      ANTHROPIC_CUSTOM_HEADERS: headers,
      ANTHROPIC_LOG: 'debug',
      OPENAI_BASE_URL: `${elsewhere}/v1`,
      OPENAI_API_KEY: 'stolen',
      OPENAI_ADMIN_KEY: 'stolen',
      OPENAI_ORG_ID: 'org',
      OPENAI_PROJECT_ID: 'project',
      OPENAI_CUSTOM_HEADERS: headers,
      OPENAI_LOG: 'debug',
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: elsewhere,
      HTTPS_PROXY: elsewhere,
      ALL_PROXY: elsewhere,
      http_proxy: elsewhere,
      https_proxy: elsewhere,
      NO_PROXY: '',
    })
    const connections = [
      connect({ kind: 'anthropic', baseUrl: fake.origin }),
      connect({ api: 'responses', baseUrl: `${fake.origin}/v1` }),
      connect({ api: 'chat', baseUrl: `${fake.origin}/v1` }),
      connect({ kind: 'compatible', baseUrl: `${fake.origin}/v1` }),
    ]
    const said = vi.spyOn(console, 'warn')
    for (const connection of connections) {
      expect((await connection.send(liveCall())).fate).toBe('done')
      expect((await connection.listModels()).ok).toBe(true)
    }
    await connections[0]?.send(liveCall({ model: 'claude-sonnet-4-5', effort: 'high' }))
    expect(said).not.toHaveBeenCalled()
    expect(caught).toEqual([])
    expect(fake.ledger).toHaveLength(5)
    expect(JSON.stringify(fake.requests)).not.toMatch(/stolen|x-added|openai-organization|openai-project/)
  })
})

describe('a redirect', () => {
  it('takes neither the key nor the question anywhere', async () => {
    const { caught, port } = await plainTrap()
    const fake = await startFakeProvider()
    open.push(fake)
    const to = `http://127.0.0.1:${port}/v1/chat/completions`
    for (const status of [301, 302, 303, 307, 308]) fake.script({ status, headers: { location: to } })
    for (let time = 0; time < 5; time += 1) {
      const reply = await connect({ baseUrl: `${fake.origin}/v1` }).send(liveCall())
      expect(reply).toMatchObject({ fate: 'failed' })
    }
    expect(caught).toEqual([])
  })
})

describe('the address behind a name', () => {
  const resolveTo =
    (...addresses: string[]): Resolve =>
    (_name, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )

  it.each([
    ['169.254.169.254', 'a link-local or cloud metadata address'],
    ['fe80::1', 'a link-local or cloud metadata address'],
    ['fd00:ec2::254', 'a link-local or cloud metadata address'],
    ['::ffff:169.254.169.254', 'a link-local or cloud metadata address'],
    ['::ffff:a9fe:a9fe', 'a link-local or cloud metadata address'],
    ['100.100.100.200', 'a link-local or cloud metadata address'],
    ['0.0.0.0', 'a link-local or cloud metadata address'],
    ['127.0.0.1', 'resolves to this machine'],
    ['::1', 'resolves to this machine'],
    ['::ffff:127.0.0.1', 'resolves to this machine'],
  ])('%s is not sent to', async (address, why) => {
    for (const resolve of [resolveTo(address), resolveTo('93.184.216.34', address)]) {
      const reply = await connect({ baseUrl: 'https://models.example/v1' }, { resolve }).send(liveCall())
      expect(reply).toMatchObject({ fate: 'failed' })
      expect(reply.fate === 'failed' && reply.failure.message).toContain(why)
    }
  })

  it.each(['http://169.254.169.254/v1', 'http://[fe80::1]/v1', 'http://2852039166/v1', 'http://0xa9fea9fe/v1'])(
    '%s is not sent to, though no name is looked up',
    async (baseUrl) => {
      const reply = await connect({ baseUrl, kind: 'compatible' }, { key: () => null }).send(liveCall())
      expect(reply).toMatchObject({ fate: 'failed' })
      expect(reply.fate === 'failed' && reply.failure.message).toContain('link-local or cloud metadata')
    },
  )

  it('may be this machine where the base URL says so', async () => {
    const fake = await startFakeProvider()
    open.push(fake)
    const reply = await connect(
      { baseUrl: `http://localhost:${fake.port}/v1` },
      { resolve: resolveTo('127.0.0.1') },
    ).send(liveCall())
    expect(reply.fate).toBe('done')
  })

  it('is not sent a key unencrypted across the internet', async () => {
    const resolve = resolveTo('93.184.216.34')
    const reply = await connect({ baseUrl: 'http://models.example/v1' }, { resolve }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'failed' })
    expect(reply.fate === 'failed' && reply.failure.message).toContain('the key would travel unencrypted')
  })
})

describe('a server’s certificate', () => {
  it.each([
    ['nobody signed', goodCertificate, undefined, 'its certificate is self-signed'],
    ['has expired', expiredCertificate, expiredCertificate, 'its certificate has expired'],
    ['is another’s', foreignCertificate, foreignCertificate, 'its certificate is for another host'],
  ])('that %s ends the call before anything is sent', async (_, cert, ca, why) => {
    const { caught, port } = await tls(cert)
    const reply = await connect({ baseUrl: `https://127.0.0.1:${port}/v1` }, ca === undefined ? {} : { ca }).send(
      liveCall(),
    )
    expect(reply).toMatchObject({
      fate: 'refused',
      why: 'unreachable',
      message: `“lab”: no secure connection to “127.0.0.1:${port}”: ${why}`,
    })
    expect(caught).toEqual([])
  })

  it('that is trusted lets the call through', async () => {
    const { caught, port } = await tls(goodCertificate)
    const reply = await connect({ baseUrl: `https://127.0.0.1:${port}/v1` }, { ca: goodCertificate }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'failed', failure: { message: '“lab” answered 400: spoken over TLS' } })
    expect(caught).toHaveLength(1)
  })
})

describe('a base URL', () => {
  it.each([
    ['not a url', 'is not a URL'],
    ['ftp://models.example/', 'is not http or https'],
    ['file:///etc/passwd', 'is not http or https'],
    ['https://user:secret@models.example/v1', 'holds a user or password'],
    ['https://models.example/v1?key=secret', 'holds a query'],
    ['https://models.example/v1#x', 'holds a query or fragment'],
  ])('“%s” is refused, without being quoted', (baseUrl, why) => {
    expect(() => connect({ baseUrl })).toThrow(why)
    expect(() => connect({ baseUrl })).not.toThrow(/secret/)
  })

  it('of a compatible server must be there, and may leave its path out', () => {
    expect(() =>
      makeLiveConnection({ name: 'lab', kind: 'compatible', baseUrl: null }, { key: () => null, quoteOf: quoted }),
    ).toThrow('has no base URL')
    expect(connect({ kind: 'compatible', baseUrl: 'http://127.0.0.1:11434' }).origin).toBe('http://127.0.0.1:11434')
  })
})
