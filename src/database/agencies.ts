import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Recorder } from './cases.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Schools and teams. What is known of them has versions: none is overwritten, and the highest counts.
 */

/** What is known of a school or team. */
export interface Agency {
  readonly id: string
  readonly kind: AgencyKind
  readonly name: string
  /** Of a school. */
  readonly urn?: string
  readonly phase?: string
  /** Of a school: where it is. */
  readonly district?: string
  readonly postcode?: string
  /** Of a team: which districts it serves; all of them where there are none. */
  readonly districts?: readonly string[]
  /** It answers for the work of the others. */
  readonly oversees?: boolean
  readonly closedOn?: CivilDate
}

interface AgencyRow {
  readonly id: string
  readonly kind: AgencyKind
  readonly name: string
  readonly urn: string | null
  readonly phase: string | null
  readonly district: string | null
  readonly postcode: string | null
  readonly districts: readonly string[]
  readonly oversees: boolean
  readonly closed_on: CivilDate | null
}

const latestAgencies = statement<AgencyRow>(
  'latest_agencies',
  `select distinct on (a.id) a.id, a.kind, v.name, v.urn, v.phase, v.district, v.postcode, v.districts, v.oversees, v.closed_on
  from agencies a join agency_versions v on v.agency_id = a.id order by a.id, v.version desc`,
)

/** All of them as they are known now, in the order of their ids. Members that nothing is known of are not there. */
export async function readAgencies({ ask }: Transaction): Promise<readonly Agency[]> {
  return (await ask(latestAgencies)).map(({ id, kind, name, urn, phase, district, postcode, districts, oversees, closed_on }) => ({
    id,
    kind,
    name,
    ...(urn !== null && { urn }),
    ...(phase !== null && { phase }),
    ...(district !== null && { district }),
    ...(postcode !== null && { postcode }),
    ...(districts.length > 0 && { districts }),
    ...(oversees && { oversees }),
    ...(closed_on !== null && { closedOn: closed_on }),
  }))
}

/** The schools that are open. */
export const readOpenSchools = async (transaction: Transaction): Promise<readonly Agency[]> =>
  (await readAgencies(transaction)).filter(isOpenSchool)

export const isOpenSchool = ({ kind, closedOn }: Agency): boolean => kind === 'school' && closedOn === undefined

const writeAgencies = statement<object>(
  'write_agencies',
  `with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as r(id text, kind text, name text, urn text, phase text, district text, postcode text, districts text[],
      oversees boolean, closed_on date)
  ),
  made as (
    insert into agencies (id, kind, recorded_by) select id, kind, $2 from given where not exists (select from agencies a where a.id = given.id)
  )
  insert into agency_versions (agency_id, version, name, urn, phase, district, postcode, districts, oversees, closed_on, recorded_by)
  select id, coalesce((select max(version) from agency_versions v where v.agency_id = given.id), 0) + 1, name, urn, phase, district, postcode,
    coalesce(districts, '{}'), coalesce(oversees, false), closed_on, $2
  from given`,
)

/** Puts a version on record of each: the first of one that is new. The kind of one that is there does not change. */
export async function putAgencies({ ask }: Transaction, agencies: readonly Agency[], { by }: Recorder): Promise<void> {
  const rows = agencies.map(({ closedOn, ...agency }) => ({ ...agency, closed_on: closedOn }))
  await ask(writeAgencies, JSON.stringify(rows), by)
}
