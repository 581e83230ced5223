import { statement, type Transaction } from './pool.ts'

/** How a record is sealed, or no longer, and why. */
export interface NewSeal {
  readonly isSealed: boolean
  /** For whom alone the child exists; none of one that is sealed no more. */
  readonly users: readonly string[]
  readonly why: string
}

const insertSeals = statement<object>(
  'insert_seals',
  `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by)
  select named.id, coalesce((select max(version) from seals s where s.child_id = named.id), 0) + 1, $2, $3, $4, $5 from unnest($1::text[]) as named(id)`,
)

/** Seals records, which are held, or lifts their seals. Who may see the child is then to be worked out anew. */
export const putSeals = async (
  { ask }: Transaction,
  records: readonly string[],
  { isSealed, users, why }: NewSeal,
  by: string,
): Promise<void> => void (await ask(insertSeals, records, isSealed, users, why, by))
