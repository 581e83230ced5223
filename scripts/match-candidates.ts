import { parseArgs } from 'node:util'
import { dayOf, isCivilDate } from '../src/calendar/civil-date.ts'
import { syntheticCounty } from '../src/county/synthetic-county.ts'
import { addMatchKeys } from '../src/database/match-keys.ts'
import { candidatesFor } from '../src/database/matching.ts'
import type { Database } from '../src/database/pool.ts'
import type { Described } from '../src/people/described.ts'
import { freshDatabase } from '../test/database/cluster.ts'
import { type Written, writtenTwice } from './match-corrupted.ts'

/*
 * Measures how quickly the service finds who a child is that somebody told of, and how often the right one is among the first, on a PostgreSQL of its own that is
 * filled with children of the made-up county, as many as are asked for, from as many seeds as that takes:
 *
 *   npm run match:candidates -- [--children 200000] [--told 2000]
 */

const { values: given } = parseArgs({
  options: {
    children: { type: 'string', default: '200000' },
    told: { type: 'string', default: '2000' },
    day: { type: 'string', default: '2026-11-23' },
  },
})
const [children, told] = [Number(given.children), Number(given.told)]
const { day } = given
const BATCH = 2000

if (!(children > 0) || !(told > 0) || !isCivilDate(day)) {
  console.error('npm run match:candidates -- [--children N] [--told N] [--day YYYY-MM-DD]')
  process.exitCode = 2
} else {
  const own = await freshDatabase()
  const database = own.open('worker', { forLongWork: true })
  const began = performance.now()
  const asked = await fill(database)
  await own.ask('vacuum analyze match_keys')
  await own.ask('vacuum analyze child_versions')
  await own.ask('vacuum analyze child_addresses')
  console.log(`filled in ${seconds(began)} s`)
  const [size] = await own.ask<{ keys: string; bytes: string }>(
    `select (select count(*) from match_keys)::text as keys, pg_size_pretty(pg_total_relation_size('match_keys')) as bytes`,
  )
  console.log(`${size?.keys} keys of ${children} children, ${size?.bytes} with their indexes`)
  // Sealed children are few.
  await own.ask(
    `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by)
    select id, 1, true, '{nobody}', 'a danger', 'measuring' from children where id not in (select unnest($1::text[])) order by id limit 100`,
    asked.map(({ who }) => who),
  )
  await measure(database, asked.slice(0, 200))
  await measure(database, asked)
  await own.drop()
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

/** Puts children on record. Returns some of them as somebody told of them. */
async function fill(database: Database): Promise<readonly Written[]> {
  const asked: Written[] = []
  let batch: { id: string; described: Described }[] = []
  let count = 0
  for (let seed = 1; count < children; seed++) {
    const county = syntheticCounty({ scale: 'county', day: dayOf(day as Parameters<typeof dayOf>[0]), seed })
    let last = ''
    for (const { described, who } of writtenTwice(county, seed, Math.max(1, Math.floor(children / told)))) {
      const id = `${seed}-${who}`
      if (id === last) {
        asked.push({ described, who: id })
        continue
      }
      if (count === children) break
      last = id
      count++
      batch.push({ id, described })
      if (batch.length === BATCH) {
        await put(database, batch)
        batch = []
      }
    }
  }
  if (batch.length > 0) await put(database, batch)
  return asked
}

async function put(database: Database, batch: readonly { id: string; described: Described }[]): Promise<void> {
  await database.inTransaction(async (transaction) => {
    const rows = batch.map(({ id, described }) => ({
      id,
      ...described,
      lines: described.addresses?.map(({ address, town }) => [address, town])[0],
      postcode: described.addresses?.[0]?.postcode,
    }))
    const recorded = { recorded_by: 'measuring' }
    await transaction.kysely
      .insertInto('children')
      .values(rows.map(({ id }) => ({ id, ...recorded })))
      .execute()
    await transaction.kysely
      .insertInto('child_versions')
      .values(
        rows.map(({ id, givenNames, familyName, dateOfBirth, sex, upn, nhsNumber }) => ({
          ...{
            child_id: id,
            version: 1,
            given_names: givenNames ?? '',
            family_name: familyName ?? '',
            date_of_birth: dateOfBirth as never,
          },
          ...{ sex: sex as never, upn: upn ?? null, nhs_number: nhsNumber ?? null, ...recorded },
        })),
      )
      .execute()
    await transaction.kysely
      .insertInto('child_addresses')
      .values(
        rows.map(({ id, lines, postcode }) => ({
          child_id: id,
          id: '1',
          version: 1,
          lines: lines as string[],
          postcode: postcode ?? null,
          ...recorded,
        })),
      )
      .execute()
    await addMatchKeys(
      transaction,
      rows.map(({ lines, addresses: _, ...row }) => ({
        id: row.id,
        described: { ...row, addresses: [{ address: (lines ?? []).join(' '), postcode: row.postcode }] },
      })),
    )
  })
}

async function measure(database: Database, asked: readonly Written[]): Promise<void> {
  const times: number[] = []
  let [first, amongTen, matched, wrongly] = [0, 0, 0, 0]
  for (const { described, who } of asked) {
    const about = { ...described, addresses: (described.addresses ?? []).map(({ town: _, ...address }) => address) }
    const began = performance.now()
    const found = await database.inTransaction((transaction) => candidatesFor(transaction, { user: 'measuring' }, about))
    times.push(performance.now() - began)
    const place = found.findIndex(({ head }) => head === who)
    if (place === 0) first++
    if (place >= 0) amongTen++
    for (const { head, comparison } of found) {
      if (comparison.band !== 'match') continue
      if (head === who) matched++
      else wrongly++
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => `${(times[Math.floor(share * (times.length - 1))] as number).toFixed(1)} ms`
  const of = (count: number): string => (count / asked.length).toFixed(4)
  console.log(
    `${asked.length} told of: median ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; the right one first ${of(first)}, among ten ${of(amongTen)}; ` +
      `a match ${of(matched)}, another a match ${of(wrongly)}`,
  )
}
