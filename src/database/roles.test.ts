import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rolesInWords, statementsForRoles } from './roles.ts'

it('tells an administrator the statements for the roles, with passwords to put in, and what to set afterwards', () => {
  const words = rolesInWords()
  for (const statement of ['CREATE ROLE onroll_owner LOGIN NOSUPERUSER NOBYPASSRLS', 'CREATE DATABASE onroll OWNER onroll_owner']) {
    assert.match(words, new RegExp(statement))
  }
  for (const variable of ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_WORKER_URL'])
    assert.match(words, new RegExp(`${variable}=postgresql://`))
})

it('keeps a quotation mark in a password inside the password', () => {
  const [statement] = statementsForRoles({ owner: "it's", app: '', worker: '' })
  assert.match(statement as string, /PASSWORD 'it''s'$/)
})
