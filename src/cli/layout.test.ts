import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columns, indented, labelled, table, widthOn, wrap } from './layout.ts'
import { coloured, plain, styleOn } from './style.ts'

describe('a page', () => {
  it('is as wide as its terminal, but neither wider than 100 columns nor narrower than 40', () => {
    assert.equal(widthOn({ columns: 80 }), 80)
    assert.equal(widthOn({ columns: 240 }), 100)
    assert.equal(widthOn({ columns: 20 }), 40)
    assert.equal(widthOn({}), 100)
  })

  it('is as wide as the environment asks where the stream has no width of its own', () => {
    assert.equal(widthOn({}, { COLUMNS: '60' }), 60)
    assert.equal(widthOn({}, { COLUMNS: '300' }), 100)
    assert.equal(widthOn({ columns: 80 }, { COLUMNS: '60' }), 80)
    for (const COLUMNS of ['', '0', 'wide', '-60', '6e1', undefined]) assert.equal(widthOn({}, { COLUMNS }), 100)
  })

  it('breaks lines between words, at the last place that fits', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three'])
    assert.deepEqual(wrap('one two three', 6), ['one', 'two', 'three'])
    assert.deepEqual(wrap('extraordinary one', 5), ['extraordinary', 'one'])
    assert.deepEqual(wrap('', 5), [''])
  })

  it('puts texts behind labels, in a column', () => {
    assert.deepEqual(labelled('Who', 'the CME officer of the county', 22, 6, 2), [
      '  Who   the CME',
      '        officer of the',
      '        county',
    ])
  })

  it('moves texts in, with a hanging indent where one is wanted', () => {
    assert.deepEqual(indented('- one two three', 9, 0, 2), ['- one two', '  three'])
    assert.deepEqual(indented('one two', 6, 2), ['  one', '  two'])
  })

  it('makes columns as wide as their widest cell, and ends no line with spaces', () => {
    assert.deepEqual(
      columns([
        ['a', 'bb', ''],
        ['ccc', 'd', 'e'],
      ]),
      ['a    bb', 'ccc  d   e'],
    )
  })
})

describe('a table', () => {
  const rows = [
    ['a', 'one two', 'three'],
    ['bb', '', 'four'],
  ]

  it('is columns where they fit', () => {
    assert.deepEqual(table(rows, 20), columns(rows))
  })

  it('puts all cells but the first into one column where they do not, or below where the first is wide', () => {
    assert.deepEqual(table(rows, 14), ['a   one two,', '    three', 'bb  four'])
    assert.deepEqual(table([['a long name', 'one two']], 14), ['a long name', '      one two'])
  })
})

describe('colour', () => {
  it('is there on a terminal alone', () => {
    assert.equal(styleOn({ isTTY: true }, {}), coloured)
    assert.equal(styleOn({}, {}), plain)
    assert.equal(styleOn({ isTTY: false }, {}), plain)
  })

  it('is not there where somebody says that they want none, or the terminal knows none', () => {
    assert.equal(styleOn({ isTTY: true }, { NO_COLOR: '1' }), plain)
    assert.equal(styleOn({ isTTY: true }, { NO_COLOR: '' }), coloured)
    assert.equal(styleOn({ isTTY: true }, { TERM: 'dumb' }), plain)
  })

  it('changes no text', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what a terminal reads as colour
    const withoutColour = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')
    for (const mark of [coloured.heading, coloured.strong, coloured.alarm, coloured.faint]) {
      assert.notEqual(mark('overdue'), 'overdue')
      assert.equal(withoutColour(mark('overdue')), 'overdue')
      assert.equal(mark(''), '')
    }
  })
})
