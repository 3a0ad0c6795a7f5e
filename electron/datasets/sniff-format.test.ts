import { describe, expect, it } from 'vitest'
import { sniffFormat } from './sniff-format'

const bytes = (text: string): Uint8Array => Buffer.from(text)

describe('the format of a file', () => {
  it('follows its extension', () => {
    const formats = { 'a.jsonl': 'jsonl', 'a.NDJSON': 'jsonl', 'a.json': 'json', 'b.a.csv': 'csv', 'a.tsv': 'csv' }
    for (const [name, format] of Object.entries(formats)) expect(sniffFormat(name, bytes('?'))).toBe(format)
  })

  it('is JSONL for a .json file with an object on each line', () => {
    expect(sniffFormat('a.json', bytes('{"q":1}\n\n{"q":2}\n{"q'))).toBe('jsonl')
    expect(sniffFormat('a.json', bytes('{"data":[{"q":1}]}\n'))).toBe('json')
  })

  it('follows its content where the extension says nothing', () => {
    expect(sniffFormat('data.txt', bytes('{"q":1}\n{"q":2}\n'))).toBe('jsonl')
    expect(sniffFormat('data', bytes(' [{"q":1}]'))).toBe('json')
    expect(sniffFormat('data', bytes('{\n  "data": ['))).toBe('json')
    expect(sniffFormat('folder.d/data', bytes('question,key\nx,1\n'))).toBe('csv')
    expect(sniffFormat('data', Buffer.from('\uFEFFquestion;key\n', 'utf16le'))).toBe('csv')
  })

  it('is refused with what can be read where nothing tells it', () => {
    for (const text of ['', 'a letter to a friend', '\u0001\u0000\u0002']) {
      expect(() => sniffFormat('notes.txt', bytes(text))).toThrow(
        expect.objectContaining({ code: 'DATA_FORMAT', hint: expect.stringContaining('.jsonl') }),
      )
    }
  })

  it('is refused for a binary file whatever it is called', () => {
    expect(() => sniffFormat('data.csv', bytes('PK\u0003\u0004 …'))).toThrow(
      expect.objectContaining({ message: 'the file is a zip archive or a spreadsheet, not text' }),
    )
  })
})
