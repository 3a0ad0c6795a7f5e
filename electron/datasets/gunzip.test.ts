import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../../shared/errors'
import { chunked, collect, rowsOf } from './chunked.fixture'
import { unpacked } from './gunzip'
import { readRows } from './read-rows'

const text = '{"q":"why?"}\n{"q":"how?"}\n'

describe('a file packed by gzip', () => {
  it('is read like the file inside, in one part or several, however the bytes are cut', async () => {
    const twoParts = Buffer.concat([gzipSync(text.slice(0, 13)), gzipSync(text.slice(13))])
    for (const size of [1, 7, 65_536]) {
      for (const bytes of [gzipSync(text), twoParts])
        expect(await rowsOf(bytes, 'jsonl', { size })).toEqual(await rowsOf(text, 'jsonl'))
    }
  })

  it('that is cut off or damaged is refused in one line', async () => {
    const whole = gzipSync(text.repeat(1000))
    const damaged = Buffer.from(whole)
    damaged.fill(0xff, 20, 40)
    for (const bytes of [whole.subarray(0, -9), damaged, whole.subarray(0, 5)]) {
      const error = await rowsOf(bytes, 'jsonl').catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({
        code: 'DATA_FORMAT',
        message: expect.stringContaining('the gzip archive is broken'),
      })
    }
  })

  it('inside another one is refused', async () => {
    await expect(rowsOf(gzipSync(gzipSync(text)), 'jsonl')).rejects.toMatchObject({
      message: 'the file is a gzip archive inside another one, not text',
    })
  })

  it('that unpacks to one endless row costs only that row', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.alloc(64 * 1024 * 1024, 'a'), Buffer.from(`\n${text}`)]))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await rowsOf(bomb, 'jsonl')).toMatchObject([
      { line: 1, reason: 'the row is larger than 4 MiB' },
      { line: 2 },
      { line: 3 },
    ])
  })

  it('is closed by whoever stops reading early', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield gzipSync(text)
      } finally {
        closed = true
      }
    }
    for await (const _ of readRows(endless(), 'jsonl')) break
    await expect.poll(() => closed).toBe(true)
  })

  it('whose source fails tells the source’s error, not its own', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 12)
      throw new Error('the disk is gone')
    }
    await expect(collect(unpacked(failing()))).rejects.toThrow('the disk is gone')
  })
})

describe('any bytes', () => {
  it('pass as they are, or unpacked, or fail with an error of our own', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((inner) => new Uint8Array(gzipSync(inner))),
      fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.from([0x1f, 0x8b, 8, 0, ...rest])),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        const read = await collect(unpacked(chunked(content, size))).catch((error: unknown) => {
          if (!(error instanceof SwitchyardError)) throw error
        })
        const packed = content[0] === 0x1f && content[1] === 0x8b
        if (!packed) expect(Buffer.concat(read ?? [])).toEqual(Buffer.from(content))
      }),
      { numRuns: 200 },
    )
  })
})
