import { MEMBERS } from './cases.ts'
import { statement, type Transaction } from './pool.ts'

const postcodesOfHeads = statement<{ head: string; postcodes: readonly string[] }>(
  'postcodes_of',
  `with ${MEMBERS}
  select m.head, array_agg(distinct a.postcode) as postcodes from members m join child_addresses a on a.child_id = m.id
  where a.postcode is not null and a.is_in_use
    and not exists (select from child_addresses later where later.child_id = a.child_id and later.id = a.id and later.version > a.version)
  group by m.head`,
)

/** The postcodes of the addresses of children, by their heads: to be compared with one that was told, never to be shown. */
export const postcodesOf = async ({ ask }: Transaction, heads: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map((await ask(postcodesOfHeads, heads)).map(({ head, postcodes }) => [head, postcodes]))
