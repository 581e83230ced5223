import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressFrom } from './addresses.ts'

const app = 'postgresql://onroll_app:secret@db.example:5432/onroll'

describe('the address of a role', () => {
  it('is the one of its variable', () => assert.equal(addressFrom({ DATABASE_URL: app }, 'app'), app))

  it('is none where no role has one: then the database is the embedded one', () => assert.equal(addressFrom({}, 'app'), undefined))

  it('is missed where others have one', () =>
    assert.throws(
      () => addressFrom({ DATABASE_URL: app }, 'worker'),
      /^DatabaseProblem: DATABASE_WORKER_URL is not set, and DATABASE_URL is\./,
    ))

  it('is missed in production, where the embedded one is not used', () =>
    assert.throws(() => addressFrom({ NODE_ENV: 'production' }, 'app'), /DATABASE_URL is not set: the embedded database is for trying out/))

  it('is refused where it is none, without showing the password', () => {
    for (const [address, why] of [
      ['mysql://onroll_app:secret@db.example/onroll', /does not begin with postgresql/],
      ['postgresql://db.example/onroll', /names no user/],
      ['postgresql://onroll_app:secret@db.example', /names no database/],
    ] as const) {
      assert.throws(
        () => addressFrom({ DATABASE_URL: address }, 'app'),
        (error: Error) => why.test(error.message) && !error.message.includes('secret'),
      )
    }
  })

  it('may name a socket in place of a server', () => {
    const socket = 'postgresql://onroll_app:secret@/onroll?host=%2Fvar%2Frun%2Fpostgresql'
    assert.equal(addressFrom({ DATABASE_URL: socket }, 'app'), socket)
  })
})
