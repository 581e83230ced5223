import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvText, readTable } from './csv-file.ts'

const read = (text: string) => readTable({ bytes: Buffer.from(text), isTooLarge: false })

describe('a table in a file', () => {
  it('is read however its values are parted, with as many cells in each row as there are headings', () => {
    for (const by of [',', ';', '\t', '|']) {
      const table = read(['UPN', 'Name', 'Ground\nX1', ' Ana ', 'g\nX2'].join(by))
      assert.deepEqual(table, {
        headings: ['UPN', 'Name', 'Ground'],
        cells: [
          ['X1', 'Ana', 'g'],
          ['X2', '', ''],
        ],
      })
    }
  })

  it('names a column without a heading by its place, and tells columns of one heading apart', () => {
    const table = read('Name,,Name,Name\na,b,c,d,e\n')
    assert.deepEqual('headings' in table && table.headings, ['Name', 'Column 2', 'Name (2)', 'Name (3)', 'Column 5'])
  })

  it('counts its rows as a spreadsheet does: an empty line within counts, and none at the end', () => {
    const table = read('UPN,Name\r\n\r\nX1,a\r\n,\r\n\r\n')
    assert.deepEqual('cells' in table && table.cells, [
      ['', ''],
      ['X1', 'a'],
    ])
  })

  it('has at most 100 columns, and no cell longer than any should be', () => {
    const wide = (columns: number) => read(`${Array.from({ length: columns }, (_, place) => `h${place}`).join(',')}\nx\n`)
    assert.ok('headings' in wide(100))
    assert.ok('wrong' in wide(101))
    assert.ok('headings' in read(`UPN\n${'x'.repeat(10_000)}\n`))
    assert.ok('wrong' in read(`UPN\n${'x'.repeat(10_001)}\n`))
  })

  it('is text: in UTF-16 of either order too, and nothing that no table has', () => {
    const little = Buffer.from('\uFEFFUPN\tName\nX1\tZoë\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [little, big]) {
      const table = readTable({ bytes, isTooLarge: false })
      assert.deepEqual('cells' in table && table.cells, [['X1', 'Zoë']])
    }
    for (const odd of ['\u0000', '\u0007', '\u001b']) assert.ok('wrong' in read(`UPN\nX${odd}\n`))
  })
})

describe('a table that we write', () => {
  it('has the same cells when it is read, but for an apostrophe before what could be a formula', () => {
    assert.equal(csvText([['a "b"', '=1', '']]), '\uFEFF"a ""b""","\'=1",""\r\n')
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1', '+44', '-', '@x', '\t=1', '\r=1', ' =1', '\u200B=1', '＝1', '\n'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const again: string[][] = parse(csvText(rows), { bom: true })
        assert.equal(again.length, rows.length)
        again.forEach((row, place) => {
          row.forEach((found, column) => {
            const was = rows[place]?.[column] ?? ''
            assert.ok(found === was || found === `'${was}`)
            assert.doesNotMatch(found, /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u)
            assert.doesNotMatch(found, /^[\t\r\n]/)
          })
        })
      }),
    )
  })
})
