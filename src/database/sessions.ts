import { createHash } from 'node:crypto'
import type { Actor } from '../sharing/roles.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Sign-ins, kept here and not in the browser: the cookie holds a secret, and the table its hash.
 */

export const hashOfCookie = (cookie: string): Buffer => createHash('sha256').update(cookie).digest()

interface ActorRow {
  readonly user: string
  readonly name: string
  readonly role: Actor['role']
  readonly agency_id: string
  readonly agency_kind: Actor['agency']['kind']
  readonly agency_name: string
}

/** `$2`: minutes without use after which a session has ended. */
const actorOfSession = statement<ActorRow>(
  'actor_of_session',
  `with live as (
    select * from sessions where id_hash = $1 and user_id is not null and ends_at > clock_timestamp()
      and seen_at > clock_timestamp() - make_interval(mins => $2::integer)
  ),
  seen as (
    update sessions s set seen_at = clock_timestamp() from live
    where s.id_hash = live.id_hash and live.seen_at < clock_timestamp() - interval '30 seconds'
  )
  select u.id as user, u.name, live.role, a.id as agency_id, a.kind as agency_kind,
    (select v.name from agency_versions v where v.agency_id = a.id order by version desc limit 1) as agency_name
  from live join users u on u.id = live.user_id join agencies a on a.id = live.agency_id
  where exists (
    select from user_roles r where r.user_id = live.user_id and r.agency_id = live.agency_id and r.role = live.role
      and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp())
  )`,
)

export const IDLE_MINUTES = 30

/** Who is signed in with a cookie, in a role that they still have; nobody where the session ended. */
export async function readActor({ ask }: Transaction, cookie: string): Promise<Actor | undefined> {
  const [row] = await ask(actorOfSession, hashOfCookie(cookie), IDLE_MINUTES)
  if (!row) return undefined
  const { user, name, role, agency_id, agency_kind, agency_name } = row
  return { user, name, role, agency: { id: agency_id, kind: agency_kind, name: agency_name } }
}
