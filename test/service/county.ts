import { fillWithCounty } from '../../src/actions/fill-with-county.ts'
import { day } from '../../src/calendar/civil-date.ts'
import type { StoryKey } from '../../src/county/county.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { freshDatabase, type TestDatabase } from '../database/cluster.ts'
import { demo, smallCounty } from '../database/small-county.ts'

/*
 * The demo county on its day in a database of a test file's own. It is filled once for each process that runs tests, and cloned from then on.
 */

export const today = day('2026-11-23')

let filled: Promise<TestDatabase> | undefined

/** All 6,000 pupils. */
export async function countyDatabase(): Promise<TestDatabase> {
  filled ??= fill(demo)
  return (await filled).clone()
}

/** All agencies and people, and the children with a story; for tests that do not look for anybody else. */
export const storiesDatabase = (): Promise<TestDatabase> => fill(smallCounty(STORIES))

export const STORIES = 40

async function fill(county: Parameters<typeof fillWithCounty>[1]): Promise<TestDatabase> {
  const own = await freshDatabase()
  const owner = openDatabase(own.addresses.owner, { forLongWork: true })
  await fillWithCounty(owner, county)
  await owner.close()
  return own
}

/** The record of the child with a story. */
export function childOf(story: StoryKey): { readonly id: string; readonly name: string } {
  for (let place = 0; place < STORIES; place++) {
    for (const { pupil } of demo.householdAt(place).children) {
      if (pupil.story === story) return { id: pupil.id, name: `${pupil.forename} ${pupil.surname}` }
    }
  }
  throw new Error(`no child has the story ${story}`)
}
