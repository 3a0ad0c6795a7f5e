import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { neverStopped } from './fetch-json'
import { defaultLimits } from './limits'
import { type Door, fetchThrough, newTrace } from './transport'
import { startWatch } from './watch'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(() => new Promise((done) => server.close(() => done())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function door(origin: string, more: Partial<Door> = {}) {
  const trace = newTrace()
  const watch = startWatch(defaultLimits, undefined, neverStopped)
  open.push(async () => watch.end())
  const fetchOnce = fetchThrough(
    { origin, secret: { authorization: 'Bearer k' }, streams: true, maxBytes: 1000, ...more },
    trace,
    watch,
  )
  return { fetchOnce, trace }
}

describe('the door to the network', () => {
  it('lets a request out to its own origin alone', async () => {
    const here = await serve((_, response) => response.end('here'))
    const there = await serve((_, response) => response.end('there'))
    await expect(door(here).fetchOnce(`${there}/v1`)).rejects.toThrow('was stopped')
    await expect(door(here).fetchOnce(`${here.replace('127.0.0.1', 'localhost')}/v1`)).rejects.toThrow('was stopped')
    expect(await (await door(here).fetchOnce(`${here}/v1`)).text()).toBe('here')
  })

  it('lets one request out and no second', async () => {
    let requests = 0
    const here = await serve((_, response) => {
      requests += 1
      response.end('ok')
    })
    const { fetchOnce } = door(here)
    await fetchOnce(here)
    await expect(fetchOnce(here)).rejects.toThrow('a second request of one call was stopped')
    expect(requests).toBe(1)
  })

  it('lets no header out but those of the format, and the key is its own', async () => {
    const here = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const headers = {
      'x-api-key': 'other',
      authorization: 'Bearer other',
      cookie: 'c',
      'content-type': 'application/json',
      'x-stainless-os': 'Linux',
    }
    const got = await (await door(here).fetchOnce(here, { method: 'POST', headers, body: '{}' })).json()
    expect(Object.keys(got).toSorted()).toEqual([
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
    ])
    expect(got.authorization).toBe('Bearer k')
  })

  it('unpacks what a server compresses though it was asked not to, up to the limit', async () => {
    const packed = (text: string) =>
      serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text)))
    const small = await packed('hello')
    expect(await (await door(small).fetchOnce(small)).text()).toBe('hello')
    const bomb = await packed('0'.repeat(10_000_000))
    const { fetchOnce, trace } = door(bomb)
    await expect((await fetchOnce(bomb)).text()).rejects.toThrow()
    expect(trace.fault?.kind).toBe('too-long')
  })

  it('reports a compressed reply that cannot be read', async () => {
    const here = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed'))
    const { fetchOnce, trace } = door(here)
    await expect((await fetchOnce(here)).text()).rejects.toThrow('compressed reply that cannot be read')
    expect(trace).toMatchObject({ sent: true, status: 200 })
  })

  it('reaches this machine by any of its names that the base URL gives', async () => {
    const here = await serve((_, response) => response.end('here'))
    const byName = here.replace('127.0.0.1', 'localhost')
    expect(await (await door(byName).fetchOnce(byName)).text()).toBe('here')
  })
})
