import { describe, expect, it } from 'vitest'
import { chunked, collect } from './chunked.fixture'
import { decodeText } from './decode-text'

async function decode(bytes: Uint8Array, size = 65_536): Promise<string> {
  return (await collect(decodeText(chunked(bytes, size)))).join('')
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

describe('the text of a file', () => {
  it('is the same however its characters are cut', async () => {
    const text = 'naïve 😀 — «½»\n'.repeat(20)
    for (const size of [1, 2, 3, 5, 7, 1000]) expect(await decode(Buffer.from(text), size)).toBe(text)
  })

  it('loses its byte order mark', async () => {
    expect(await decode(Buffer.from('\uFEFFquestion'))).toBe('question')
    expect(await decode(Buffer.from('\uFEFFquestion'), 1)).toBe('question')
  })

  it('may be UTF-16 of either byte order where a mark says so', async () => {
    const text = '\uFEFFquestion,key\nhow many 😀?,2\n'
    for (const size of [1, 3, 1000]) {
      expect(await decode(Buffer.from(text, 'utf16le'), size)).toBe(text.slice(1))
      expect(await decode(utf16be(text), size)).toBe(text.slice(1))
    }
  })

  it('names the line whose bytes are not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('one\ntwo\n'), Buffer.from([0x63, 0xe9, 0x0a]), Buffer.from('four\n')])
    for (const size of [1, 4, 1000]) {
      await expect(decode(bytes, size)).rejects.toMatchObject({
        code: 'DATA_ENCODING',
        message: 'line 3 holds bytes that are not UTF-8',
        hint: expect.stringContaining('save it as UTF-8'),
      })
    }
  })

  it('names the line where a UTF-16 file is broken', async () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFFone\n', 'utf16le'), Buffer.from([0x00, 0xdc, 0x61, 0x00])])
    await expect(decode(bytes)).rejects.toMatchObject({ message: 'line 2 holds bytes that are not UTF-16' })
  })

  it('refuses a file that ends inside a character', async () => {
    await expect(decode(Buffer.from([0x61, 0x0a, 0xe2, 0x82]))).rejects.toMatchObject({ code: 'DATA_ENCODING' })
  })

  it('refuses archives and tables that are not text', async () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40, 0xff)])
    await expect(decode(zip, 2)).rejects.toMatchObject({
      code: 'DATA_FORMAT',
      message: 'the file is a zip archive or a spreadsheet, not text',
    })
    await expect(decode(Buffer.from('PAR1 and more'))).rejects.toMatchObject({ code: 'DATA_FORMAT' })
  })

  it('refuses a NUL byte and says in which line', async () => {
    await expect(decode(Buffer.from('one\ntwo\u0000'))).rejects.toMatchObject({
      code: 'DATA_FORMAT',
      message: 'line 2 holds a NUL byte, so the file is not text',
    })
  })
})
