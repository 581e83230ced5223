import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { routes } from '../../src/web/routes.ts'
import { countyDatabase } from './county.ts'
import { askEverything, linesOnlyIn, type Matrix } from './matrix.ts'
import { otherRoutes } from './other-routes.ts'
import { served } from './served.ts'
import type { Service } from './service.ts'

describe('Every role at every route', () => {
  const { own, service } = served(countyDatabase)
  let matrix: Matrix
  before(async () => {
    matrix = await askEverything(own, service)
  })

  it('gets what the table in the repository says', () => {
    const table = readFileSync(new URL('route-matrix.txt', import.meta.url), 'utf8')
    const [found, expected] = [linesOnlyIn(matrix.text, table), linesOnlyIn(table, matrix.text)]
    assert.deepEqual({ found, expected }, { found: [], expected: [] }, 'Write it anew with: node test/service/write-route-matrix.ts')
    assert.equal(matrix.text, table)
  })

  it('is told the same of a child that is hidden as of one that never was; each page and each denial has one audit entry', () => {
    assert.deepEqual(matrix.wrong, [])
  })

  it('is asked for a permission, or at a route that is known to need none', () => {
    const known = new Set([...routes, ...otherRoutes].map(({ path }) => path))
    assert.deepEqual(
      routesOf(service).filter((path) => !known.has(path)),
      [],
      'A page goes into src/web/routes.ts; what needs no permission into test/service/other-routes.ts, with the reason',
    )
    const there = new Set(routesOf(service))
    assert.deepEqual(
      [...known].filter((path) => !there.has(path)),
      [],
    )
  })
})

/** The addresses that the router knows, put together from the tree that it prints. */
function routesOf(service: Service): readonly string[] {
  const above: string[] = []
  const found: string[] = []
  for (const line of service.app.printRoutes().split('\n')) {
    const [, indent = '', part = '', methods] = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (part === '') continue
    const depth = indent.length / 4
    above.length = depth
    above.push(part)
    if (methods !== undefined) found.push(above.join(''))
  }
  return found
}
