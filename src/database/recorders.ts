import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'

/** Who recorded a fact, beside the agency that did or knew what it says. */
export interface RecordedBy {
  /** The user's name, or that of the command that brought it. */
  readonly name: string
  /** The agency for which the user acted; null for a command, and for whoever may not know where the child is: it may be the school. */
  readonly agency: { readonly id: string; readonly name: string; readonly kind: AgencyKind } | null
}

const recordersOf = statement<{
  id: string
  name: string
  agency_id: string | null
  agency_name: string | null
  agency_kind: AgencyKind | null
}>(
  'recorders_of',
  `select f.id, coalesce(u.name, f.recorded_by) as name, f.recorded_agency as agency_id,
    ${nameOfAgency('f.recorded_agency')} as agency_name,
    (select a.kind from agencies a where a.id = f.recorded_agency) as agency_kind
  from facts f left join users u on u.id = f.recorded_by where f.child_id = any($1)`,
)

/**
 * Who recorded the facts under some records of a child, by the facts' ids. All agencies are there: it is for the caller to leave them out for whoever may not
 * know where the child is.
 */
export const readRecorders = async ({ ask }: Transaction, records: readonly string[]): Promise<ReadonlyMap<string, RecordedBy>> =>
  new Map(
    (await ask(recordersOf, records)).map(({ id, name, agency_id, agency_name, agency_kind }) => [
      id,
      { name, agency: agency_id === null ? null : { id: agency_id, name: agency_name ?? agency_id, kind: agency_kind ?? 'other' } },
    ]),
  )
