import type { Role } from '../sharing/roles.ts'
import { statement, type Transaction } from './pool.ts'

/** Somebody who acts for an agency. */
export interface Colleague {
  readonly user: string
  readonly name: string
  /** Those that they hold there now. */
  readonly roles: readonly Role[]
}

const colleaguesAt = statement<Colleague>(
  'colleagues_at',
  `select u.id as user, u.name, array_agg(r.role order by r.role) as roles from user_roles r join users u on u.id = r.user_id
  where r.agency_id = $1 and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp())
    and not exists (select from users_disabled d where d.user_id = u.id and d.until_at is null)
  group by u.id, u.name order by u.name, u.id`,
)

/** Who holds a role at an agency now and may sign in, by name. */
export const readColleagues = ({ ask }: Transaction, agency: string): Promise<readonly Colleague[]> => ask(colleaguesAt, agency)
