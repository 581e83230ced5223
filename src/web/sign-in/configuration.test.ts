import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refusals, signInSettings } from './configuration.ts'
import { ownPath } from './own-path.ts'

const provider = { OIDC_ISSUER: 'https://sign-in.county.example', OIDC_CLIENT_ID: 'onroll', OIDC_CLIENT_SECRET: 'a secret' }
const production = { DATABASE_URL: 'postgresql://onroll_app:x@db:5432/onroll', ONROLL_URL: 'https://onroll.county.example', ...provider }

describe('what the environment says of signing in', () => {
  it('is the demo’s sign-in on this machine, where it says nothing', () => {
    assert.deepEqual(refusals({}), [])
    assert.deepEqual(signInSettings({}), { baseUrl: 'http://localhost:3000', provider: 'local' })
    assert.deepEqual(signInSettings({ PORT: '8080' }), { baseUrl: 'http://localhost:8080', provider: 'local' })
  })

  it('is a provider, where it names one, on this machine too', () => {
    assert.deepEqual(refusals(provider), [])
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = provider
    assert.deepEqual(signInSettings(provider), { baseUrl: 'http://localhost:3000', provider: { issuer, clientId, clientSecret } })
  })

  it('is refused where some of the provider is missing', () => {
    const [issuer = '', secret = '', ...more] = refusals({ OIDC_CLIENT_ID: 'onroll' })
    assert.match(issuer, /^OIDC_ISSUER is not set: /)
    assert.match(secret, /^OIDC_CLIENT_SECRET is not set: /)
    assert.deepEqual(more, [])
  })

  it('is whole in production, with an address of its own and a provider', () => {
    assert.deepEqual(refusals(production), [])
    assert.deepEqual(refusals({ ...production, DATABASE_URL: '', NODE_ENV: 'production' }), [])
    assert.equal(signInSettings(production).baseUrl, 'https://onroll.county.example')
  })

  for (const isProduction of [{ DATABASE_URL: production.DATABASE_URL }, { NODE_ENV: 'production' }]) {
    const [name = ''] = Object.keys(isProduction)
    it(`never is the demo’s sign-in where ${name} is given`, () => {
      const asked = refusals({ ...isProduction, ONROLL_URL: 'https://onroll.county.example', OIDC_ISSUER: 'local' })
      assert.equal(asked.length, 1)
      assert.match(asked[0]!, /OIDC_ISSUER is local, .* lets anybody be anybody/)
      assert.match(asked[0]!, name === 'NODE_ENV' ? /NODE_ENV is production/ : /DATABASE_URL is given/)
      const unasked = refusals(isProduction)
      assert.match(unasked[0]!, /^ONROLL_URL is not set/)
      assert.deepEqual(
        unasked.slice(1).map((sentence) => sentence.split(' ')[0]),
        ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
      )
    })
  }

  it('never is the demo’s sign-in at an address that others reach', () => {
    assert.match(refusals({ ONROLL_URL: 'https://onroll.county.example' })[0]!, /for this machine alone/)
    assert.match(refusals({ HOST: '0.0.0.0' })[0]!, /^HOST is 0\.0\.0\.0, .* for this machine alone/)
    for (const HOST of ['localhost', '127.0.0.1', '::1']) assert.deepEqual(refusals({ HOST }), [])
    assert.deepEqual(refusals({ ...provider, HOST: '0.0.0.0' }), [])
  })

  it('is refused over plain HTTP, but on localhost', () => {
    assert.match(refusals({ ...production, ONROLL_URL: 'http://onroll.county.example' })[0]!, /expected https/)
    assert.match(refusals({ ...production, ONROLL_URL: 'http://localhost.county.example' })[0]!, /expected https/)
    assert.match(refusals({ ...production, OIDC_ISSUER: 'http://sign-in.county.example' })[0]!, /expected https/)
    for (const url of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])
      assert.deepEqual(refusals({ ...production, ONROLL_URL: url }), [])
  })

  it('is refused where an address is none, or has more than a host in it', () => {
    assert.match(refusals({ ...production, ONROLL_URL: 'onroll.county.example' })[0]!, /is no address/)
    assert.match(refusals({ ...production, ONROLL_URL: 'ftp://onroll.county.example' })[0]!, /is no address/)
    for (const more of ['/cme', '?a=b', '#top'])
      assert.match(refusals({ ...production, ONROLL_URL: `https://onroll.county.example${more}` })[0]!, /more than a host/)
    assert.deepEqual(refusals({ ...production, ONROLL_URL: 'https://onroll.county.example/' }), [])
    assert.match(refusals({ ...production, OIDC_ISSUER: 'the council' })[0]!, /OIDC_ISSUER is no address/)
  })

  it('shows no secret in what it refuses', () => {
    const sentences = refusals({
      ...production,
      ONROLL_URL: 'https://somebody:hidden@onroll.county.example',
      OIDC_CLIENT_SECRET: 'hidden',
      OIDC_ISSUER: 'x',
    })
    assert.ok(sentences.length > 0)
    assert.ok(sentences.every((sentence) => !sentence.includes('hidden')))
  })
})

describe('the path that somebody is led back to', () => {
  it('is one of ours, with its query', () => {
    assert.equal(ownPath('/children/amina/record/visit?step=x%20y'), '/children/amina/record/visit?step=x%20y')
    assert.equal(ownPath('/signposts'), '/signposts')
  })

  it('is the front page for any other address, however it is written', () => {
    for (const asked of [
      undefined,
      '',
      'children',
      'https://elsewhere.example/',
      '//elsewhere.example/',
      '/\\elsewhere.example/',
      '/\t/elsewhere.example/',
      '/.//elsewhere.example/',
      '/x/..//elsewhere.example/',
      'javascript:alert(1)',
      '/x\r\nset-cookie: a=b',
      `/${'x'.repeat(2000)}`,
      ['/x', '/y'],
    ])
      assert.equal(ownPath(asked), '/', JSON.stringify(asked))
  })

  it('is never one that belongs to signing in or out', () => {
    for (const asked of [
      '/sign-in',
      '/sign-in?return-to=/x',
      '/sign-in/return?code=x',
      '/sign-out',
      '/signed-out',
      '/act-for',
      '/session/left',
      '/demo-sign-in/auth',
      '/x/../sign-out',
    ])
      assert.equal(ownPath(asked), '/', asked)
  })
})
