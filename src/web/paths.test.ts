import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entryKinds } from '../casefile/casework-table.ts'
import { factTypes } from '../casefile/fact-table.ts'
import { pagesOfChild, pathOfPage, pathWhereKept } from './paths.ts'
import { routes } from './routes.ts'
import { wayBackLink, wayBackOf } from './way-back.ts'

describe('The pages of a child', () => {
  for (const { name, back } of pagesOfChild) {
    it(`are pages of Onroll: ${name}`, () => {
      const path = pathOfPage(':child', name).replace(encodeURIComponent(':child'), ':child')
      assert.ok(routes.some((route) => route.method === 'GET' && route.path === path))
    })
    it(`are led back to where they say so: ${name}`, () => {
      const from = pathOfPage('c1', name)
      assert.equal(wayBackOf({ from }), back === undefined ? undefined : from)
      if (back !== undefined) assert.deepEqual(wayBackLink(from), { href: from, text: back })
    })
  }
  it('keep each kind of fact and entry once', () => {
    const kept = pagesOfChild.flatMap(({ keeps }) => keeps ?? [])
    assert.equal(new Set(kept).size, kept.length)
    for (const kind of [...factTypes, ...entryKinds]) {
      const page = pagesOfChild.find(({ keeps }) => keeps?.includes(kind))
      assert.equal(pathWhereKept('c1', kind), page === undefined ? '/children/c1#what-happened' : pathOfPage('c1', page.name))
    }
  })
  it('are nowhere else led back to', () => {
    for (const from of ['/children/c1/constructor', '/children/c1/now', '/children/c1', '/children/c1/casework/enquiry', '/children'])
      assert.equal(wayBackOf({ from }), undefined)
  })
})
