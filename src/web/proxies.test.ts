import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { proxiesOf, refusedProxies } from './proxies.ts'

describe('The proxies that are believed', () => {
  it('are those of the same machine, where nothing is said', () => {
    assert.deepEqual(proxiesOf({}), ['loopback'])
    assert.deepEqual(refusedProxies({}), [])
  })

  it('are addresses and networks of both kinds', () => {
    const env = { ONROLL_PROXIES: '10.1.0.5, 10.2.0.0/32,2001:db8::/128, loopback' }
    assert.deepEqual(proxiesOf(env), ['10.1.0.5', '10.2.0.0/32', '2001:db8::/128', 'loopback'])
    assert.deepEqual(refusedProxies(env), [])
  })

  for (const wrong of [
    '1',
    'proxy.county.example',
    '10.2.0.0/33',
    '10.2.0.0/0',
    '10.2.0.0/',
    '2001:db8::/129',
    '10.2.0.0/8/8',
    '10.1.0.5,',
  ])
    it(`are not "${wrong}"`, () =>
      assert.match(refusedProxies({ ONROLL_PROXIES: wrong })[0] ?? '', /^ONROLL_PROXIES has ".*" in it: expected/))
})
