import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { stored } from '../../test/database/children.ts'
import { freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { ownDatabase } from '../../test/database/own.ts'
import { demo, smallCounty } from '../../test/database/small-county.ts'
import { dayOf } from '../calendar/civil-date.ts'
import { recordedAt } from '../casefile/standing.ts'
import { type StoryKey, storyKeys } from '../county/county.ts'
import { readAgencies } from '../database/agencies.ts'
import { readDirectory } from '../database/directory.ts'
import type { Database } from '../database/pool.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { check } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { readUsers } from '../database/users.ts'
import { roles } from '../sharing/roles.ts'
import { fillDatabase, fillWithCounty } from './fill-with-county.ts'

const owner = (own: TestDatabase) => own.open('owner', { forLongWork: true })

/** Everything that is on record, but for the moments at which it came and the entries of the audit log. */
async function contents(own: TestDatabase): Promise<string> {
  const tables = (
    await own.ask<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
  )
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('migrations') && name !== 'audit')
    .sort()
  const rows = await Promise.all(
    tables.map(async (name) => {
      const [row] = await own.ask<{ hash: string; count: string }>(
        `select count(*) as count, md5(coalesce(string_agg(row, ',' order by row), '')) as hash
        from (select (to_jsonb(t) - 'recorded_at' - 'from_at' - 'made_at')::text as row from ${name} t) as rows`,
      )
      return `${name} ${row?.count} ${row?.hash}`
    }),
  )
  return rows.join('\n')
}

const count = async (own: TestDatabase, table: string): Promise<number> =>
  Number((await own.ask<{ count: string }>(`select count(*) from ${table}`))[0]?.count)

describe('the demo in a database', () => {
  const own = ownDatabase()
  let database: Database
  const cases = [...demo.pupils()]
  before(async () => {
    database = owner(own)
    const filled = await fillWithCounty(database, demo)
    assert.deepEqual(filled, {
      agencies: demo.agencies.length,
      people: demo.people.length,
      children: cases.length,
      facts: cases.reduce((sum, { caseFile }) => sum + caseFile.facts.length, 0),
    })
  })

  const childOf = (key: StoryKey) => {
    const found = cases.find(({ pupil }) => pupil.story === key)
    assert.ok(found, key)
    return found
  }

  it('is what the guidance says of every child, and who may see each', async () => {
    const rules = await database.inTransaction((transaction) => readRules(transaction))
    assert.ok(rules)
    assert.deepEqual(await check(database, rules, dayOf(demo.day)), { children: cases.length, different: [], unswept: 0 })
  })

  it('has as much of everything as the county that was made', async () => {
    const contacts = [...demo.households()].reduce((sum, { family, children }) => sum + family.contacts.length * children.length, 0)
    const sum = (of: (one: (typeof cases)[number]) => number) => cases.reduce((sum, one) => sum + of(one), 0)
    const counts = {
      agencies: demo.agencies.length,
      users: demo.people.length,
      user_roles: demo.people.length,
      directory_versions: demo.directory.length,
      calendar_versions: 1,
      settings_versions: 0,
      children: cases.length,
      child_versions: cases.length,
      child_addresses: cases.length,
      contacts,
      on_roll: sum(({ stays }) => stays.length),
      allocations: sum(({ allocations }) => allocations.length),
      seals: cases.filter(({ pupil }) => pupil.sealedTo).length,
      facts: sum(({ caseFile }) => caseFile.facts.length),
      audit: 1,
    }
    for (const [table, expected] of Object.entries(counts)) assert.equal(await count(own, table), expected, table)
  })

  it('has the children with a story under their names, and their cases to the last note', async () => {
    for (const key of storyKeys) {
      const { pupil, caseFile } = childOf(key)
      const child = await stored(database, pupil.id)
      const [version] = await own.ask(
        'select given_names, family_name, upn, nhs_number, sex from child_versions where child_id = $1',
        pupil.id,
      )
      const { forename, surname, upn, nhsNumber, sex } = pupil
      assert.deepEqual({ ...version }, { given_names: forename, family_name: surname, upn, nhs_number: nhsNumber, sex })
      assert.deepEqual(child.caseFile?.child, caseFile.child)
      const bare = (facts: typeof caseFile.facts) => facts.map(({ recordedAt, ...fact }) => fact).sort((a, b) => (a.id < b.id ? -1 : 1))
      assert.deepEqual(bare(child.caseFile?.facts ?? []), bare(caseFile.facts))
      const moments = new Map(child.caseFile?.facts.map((fact) => [fact.id, recordedAt(fact)]))
      for (const fact of caseFile.facts) assert.equal(moments.get(fact.id), recordedAt(fact), fact.id)
    }
  })

  it('has its people, two or more in each role, for whom the local provider vouches', async () => {
    const users = await database.inTransaction((transaction) => readUsers(transaction, 'local'))
    assert.equal(users.length, demo.people.length)
    for (const role of roles) assert.ok(users.filter(({ holds }) => holds.some((held) => held.role === role)).length >= 2, role)
    const bridie = users.find(({ name }) => name === 'Bridie Halloran')
    assert.deepEqual([bridie?.id, bridie?.subject, bridie?.holds[0]?.agency.id], ['p-halloran', 'p-halloran', 'a-cme'])
  })

  it('has services with their districts, one agency that oversees the others, and schools with their numbers', async () => {
    const agencies = new Map((await database.inTransaction(readAgencies)).map((agency) => [agency.id, agency]))
    assert.equal(agencies.size, demo.agencies.length)
    const districts = ['a-cfw-north', 'a-cfw-south'].flatMap((id) => agencies.get(id)?.districts ?? [])
    for (const { district } of demo.schools) assert.equal(districts.filter((one) => one === district).length, 1, district)
    assert.deepEqual(
      [...agencies.values()].filter(({ oversees }) => oversees).map(({ id }) => id),
      ['a-education'],
    )
    const [school] = demo.schools
    assert.ok(school)
    const { id, name, urn, phase, district } = school
    assert.deepEqual(agencies.get(id), { id, kind: 'school', name, urn, phase, district })
  })

  it('has the directory, in which nobody real is rung', async () => {
    const entries = await database.inTransaction(readDirectory)
    assert.deepEqual(
      entries.map(({ id }) => id),
      demo.directory.map(({ id }) => id),
    )
    for (const { phone, email, id } of entries) {
      assert.match(phone ?? '01632 960000', /^01632 960\d{3}$/)
      if (id !== 'd-ehe-enquiries') assert.match(email ?? '', /@county\.example$/)
    }
  })

  it('lets the sealed child be seen by those listed alone', async () => {
    const { pupil } = childOf('sealed')
    const rows = await own.ask<{ agency_id: string; user_id: string }>(
      'select agency_id, user_id from may_see where child_id = $1',
      pupil.id,
    )
    assert.deepEqual(rows.map(({ agency_id, user_id }) => `${agency_id}${user_id}`).sort(), [...(pupil.sealedTo ?? [])].sort())
  })

  it('says who recorded a fact: the child’s officer or worker, its school’s lead, and of the sealed child those alone who know of it', async () => {
    const recorders = async (key: StoryKey) => {
      const rows = await own.ask<{ by: string; recorded_by: string }>(
        'select distinct by, recorded_by from facts where child_id = $1 order by by',
        childOf(key).pupil.id,
      )
      return rows.map(({ by, recorded_by }) => `${by}: ${recorded_by}`)
    }
    assert.deepEqual(await recorders('refusing'), ['cfw: p-brackley', 'cme-officer: p-halloran', 'school: p-redfern'])
    const known = childOf('sealed').pupil.sealedTo ?? []
    for (const line of await recorders('sealed')) assert.ok(known.includes(line.split(': ')[1] ?? ''), line)
    const strangers = await own.ask(
      `select f.id from facts f where not exists (select from user_roles r where r.user_id = f.recorded_by and r.agency_id = f.recorded_agency)`,
    )
    assert.deepEqual(strangers, [])
  })

  it('says of a contact how it is safe to be reached, and of a home whether letters may go there', async () => {
    for (const { family, children } of Array.from({ length: demo.firstHouseholds }, (_, place) => demo.householdAt(place))) {
      const [child] = children
      assert.ok(child)
      const rows = await own.ask(
        'select id, may_be_called as ring, may_be_written_to as post, may_be_left_a_message as message from contacts where child_id = $1 order by id',
        child.pupil.id,
      )
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        family.contacts.map(({ id, safeTo: { ring, post, message } }) => ({ id, ring, post, message })),
      )
      const [home] = await own.ask('select may_be_written_to from child_addresses where child_id = $1', child.pupil.id)
      const atHome = family.contacts.filter(({ livesWithChild }) => livesWithChild)
      assert.equal(
        home?.['may_be_written_to'],
        atHome.every(({ safeTo }) => safeTo.post),
      )
    }
  })

  it('is not filled a second time', async () => {
    await assert.rejects(
      fillWithCounty(database, demo),
      new DatabaseProblem(
        'There are children, agencies and people in the database already; a made-up county goes only into one that has none.',
      ),
    )
    assert.equal(await count(own, 'audit'), 1)
  })
})

describe('filling', () => {
  it('that was killed leaves nothing, and filling again gives the same county as if it had not been', async () => {
    const [killed, whole] = await Promise.all([freshDatabase(), freshDatabase()])
    try {
      const program = fileURLToPath(new URL('../../test/database/fill-until-killed.ts', import.meta.url))
      const process_ = spawn(process.execPath, [program, killed.addresses.owner], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(process_.stdout, 'data')
      assert.equal(await count(killed, 'children'), 0, 'half of it is seen from outside')
      const ended = once(process_, 'exit')
      process_.kill('SIGKILL')
      await ended
      assert.equal(await count(killed, 'children'), 0)
      const county = smallCounty(500)
      await fillWithCounty(owner(killed), county)
      await fillWithCounty(owner(whole), county)
      assert.equal(await contents(killed), await contents(whole))
    } finally {
      await Promise.all([killed.drop(), whole.drop()])
    }
  })

  it('is done once when two begin it at once', async () => {
    const own = await freshDatabase()
    try {
      const [one, other] = [owner(own), owner(own)]
      const ended = await Promise.allSettled([fillWithCounty(one, smallCounty(60)), fillWithCounty(other, smallCounty(60))])
      assert.deepEqual(ended.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
      assert.equal(await count(own, 'audit'), 1)
    } finally {
      await own.drop()
    }
  })

  it('tells how many households are done, up to all of them', async () => {
    const own = await freshDatabase()
    try {
      const told: string[] = []
      await fillWithCounty(owner(own), smallCounty(450), (done, of) => told.push(`${done} of ${of}`))
      assert.deepEqual(told, ['200 of 450', '400 of 450', '450 of 450'])
    } finally {
      await own.drop()
    }
  })

  it('is refused where there is an agency already, and in production', async () => {
    const own = await freshDatabase()
    try {
      await own.ask(`insert into agencies (id, kind, recorded_by) values ('a-real', 'school', 'test')`)
      await assert.rejects(fillWithCounty(owner(own), smallCounty(1)), /There are agencies in the database already/)
      assert.throws(() => fillDatabase({ NODE_ENV: 'production' }, smallCounty(1), () => {}), /This is production/)
    } finally {
      await own.drop()
    }
  })
})
