import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseJson } from './json-text.ts'

const messageOf = (text: string): string => {
  const read = parseJson(text)
  assert.ok('fault' in read, `read as ${JSON.stringify(read)}`)
  assert.equal(read.fault.pointer, '')
  return read.fault.message
}

describe('a text of JSON', () => {
  it('is read', () => assert.deepEqual(parseJson('{"a":[1,"b"]}'), { value: { a: [1, 'b'] } }))
  it('may begin with a byte order mark', () => assert.deepEqual(parseJson('\ufeff{}'), { value: {} }))
  it('may be nested as deep as memory allows', () => assert.ok('value' in parseJson('['.repeat(100_000) + ']'.repeat(100_000))))
})

describe('of a text that is no JSON the message says where and what is expected', () => {
  for (const [text, message] of [
    ['', 'nothing in it; expected JSON'],
    ['\ufeff \r\n', 'nothing in it; expected JSON'],
    ['{', 'ends too early, at column 2; expected the name of a member in double quotes, or }'],
    ['[1,\n2', 'ends too early, at line 2, column 2; expected a comma or ]'],
    ['{\n  "a": 1\n  "b": 2\n}', 'not JSON from line 3, column 3 on; expected a comma or }'],
    ['{"a":1,}', 'not JSON from column 8 on; expected the name of a member in double quotes'],
    ["{'a':1}", 'not JSON from column 2 on; expected the name of a member in double quotes, or }'],
    ['{"a" 1}', 'not JSON from column 6 on; expected a colon'],
    ['{"a":yes}', 'not JSON from column 6 on; expected a value'],
    ['[,]', 'not JSON from column 2 on; expected a value or ]'],
    ['[1,]', 'not JSON from column 4 on; expected a value'],
    ['[01]', 'not JSON from column 3 on; expected a comma or ]'],
    ['{} {}', 'not JSON from column 4 on; expected nothing more'],
    ['"a\nb"', 'not JSON from column 3 on; expected the text to go on to a double quote, with line breaks and backslashes escaped'],
    ['"C:\\docs"', 'not JSON from column 4 on; expected the text to go on to a double quote, with line breaks and backslashes escaped'],
    ['"abc', 'ends too early, at column 5; expected the text to go on to a double quote, with line breaks and backslashes escaped'],
  ] as const) {
    it(JSON.stringify(text), () => assert.equal(messageOf(text), message))
  }

  it('and holds no piece of the text', () => {
    for (const text of ['{"child":Smith}', '["Smith" "Jones"]', 'Smith', '{"Smith', '["Smith\\x"]'])
      assert.doesNotMatch(messageOf(text), /smith|jones/i)
  })

  it('in files cut off anywhere, at the end or at what was cut through', () => {
    const word = /"(?:[^"\\]|\\.)*\\?$|[a-z\d.+-]*$/
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const text = json.slice(0, cut % json.length)
        if ('value' in parseJson(text) || text.trim() === '') return
        const column = Number(/column (\d+)/.exec(messageOf(text))?.[1])
        const start = (text.split('\n').at(-1) as string).length - (word.exec(text)?.[0].length ?? 0)
        assert.ok(column > start && column <= text.length + 1, `${column} in ${text}`)
      }),
    )
  })

  it('for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1-.eEtrue0ux\u0000') }), (text) => void parseJson(text)))
  })
})
