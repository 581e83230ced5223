import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../sharing/roles.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Sign-ins, kept here and not in the browser: the cookie holds a secret, and the table its hash.
 */

/** Minutes without use after which a session has ended: short, since a screen may be left where others pass. */
export const IDLE_MINUTES = 30

/** Hours after which a session has ended however much it is used: a working day, so that nobody is signed in the next morning. */
export const LONGEST_HOURS = 12

/** Minutes that somebody has for signing in, from the first page to the return from the provider. */
export const SIGN_IN_MINUTES = 30

/** What a cookie holds: 256 bits that nobody can guess. */
export const newCookie = (): string => randomBytes(32).toString('base64url')

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
    ${nameOfAgency('a.id')} as agency_name
  from live join users u on u.id = live.user_id join agencies a on a.id = live.agency_id
  where exists (
    select from user_roles r where r.user_id = live.user_id and r.agency_id = live.agency_id and r.role = live.role
      and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp())
  ) and not exists (select from users_disabled d where d.user_id = live.user_id and d.until_at is null)`,
)

/** Who is signed in with a cookie, in a role that they still have; nobody where the session ended. */
export async function readActor({ ask }: Transaction, cookie: string): Promise<Actor | undefined> {
  const [row] = await ask(actorOfSession, hashOfCookie(cookie), IDLE_MINUTES)
  if (!row) return undefined
  const { user, name, role, agency_id, agency_kind, agency_name } = row
  return { user, name, role, agency: { id: agency_id, kind: agency_kind, name: agency_name } }
}

// ---- Signing in --------------------------------------------------------------------------------------------------------------------------

/** For whom a page was that somebody is to be led back to. */
export interface ForWhom {
  readonly user: string
  readonly agency: string
}

/** What a sign-in under way has to remember. */
export interface UnderWay {
  readonly nonce: string
  readonly verifier: string
  /** The path to go to then. */
  readonly returnTo: string
  /** Only they are led back there, where it is known whose page it was. */
  readonly forWhom?: ForWhom
}

const insertUnderWay = statement<object>(
  'insert_sign_in',
  `insert into sessions (id_hash, state, ends_at) values ($1, $2, clock_timestamp() + make_interval(mins => $3::integer))`,
)

/** Keeps a sign-in under a key that the browser and the provider hold a half each of. */
export const keepUnderWay = async ({ ask }: Transaction, key: string, underWay: UnderWay): Promise<void> =>
  void (await ask(insertUnderWay, hashOfCookie(key), JSON.stringify(underWay), SIGN_IN_MINUTES))

const takeUnderWayRow = statement<{ state: UnderWay; is_late: boolean }>(
  'take_sign_in',
  'delete from sessions where id_hash = $1 and user_id is null returning state, ends_at <= clock_timestamp() as is_late',
)

/** Takes a sign-in away, so that it is finished once; none where it was taken before, or never begun. */
export async function takeUnderWay({ ask }: Transaction, key: string): Promise<(UnderWay & { readonly isLate: boolean }) | undefined> {
  const [row] = await ask(takeUnderWayRow, hashOfCookie(key))
  return row && { ...row.state, isLate: row.is_late }
}

// ---- Sessions ----------------------------------------------------------------------------------------------------------------------------

/** The role and the agency in which somebody acts. */
export interface Place {
  readonly agency: string
  readonly role: Actor['role']
}

/** What a session of somebody who has to choose an agency first remembers. */
export type SessionState = Partial<Pick<UnderWay, 'returnTo' | 'forWhom'>>

/** A session as it stands, ended ones too while they are known. Whether its user may still do anything is for `readActor` to say. */
export interface Session {
  readonly user: string
  /** None before one was chosen. */
  readonly place: Place | undefined
  readonly state: SessionState
  /** Until it ends unless it is used; 0 where it has ended. */
  readonly secondsLeft: number
  /** Until it ends however much it is used. */
  readonly secondsAtMost: number
}

interface SessionRow {
  readonly user: string
  readonly agency: string | null
  readonly role: Actor['role'] | null
  readonly state: SessionState
  readonly idle: number
  readonly most: number
}

const COLUMNS = `user_id as user, agency_id as agency, role, state,
  floor(extract(epoch from seen_at + make_interval(mins => $2::integer) - clock_timestamp()))::integer as idle,
  floor(extract(epoch from ends_at - clock_timestamp()))::integer as most`

const sessionOfCookie = statement<SessionRow>(
  'session_of_cookie',
  `select ${COLUMNS} from sessions where id_hash = $1 and user_id is not null`,
)

/** The session of a cookie, not counted as use; none where there is no such session, or nobody signed in with it yet. */
export const readSession = async ({ ask }: Transaction, cookie: string): Promise<Session | undefined> =>
  sessionOf((await ask(sessionOfCookie, hashOfCookie(cookie), IDLE_MINUTES))[0])

const useSessionRow = statement<SessionRow>(
  'use_session',
  `update sessions set seen_at = clock_timestamp()
  where id_hash = $1 and user_id is not null and ends_at > clock_timestamp() and seen_at > clock_timestamp() - make_interval(mins => $2::integer)
  returning ${COLUMNS}`,
)

/** Counts as use of a session. None where it has ended. */
export const useSession = async ({ ask }: Transaction, cookie: string): Promise<Session | undefined> =>
  sessionOf((await ask(useSessionRow, hashOfCookie(cookie), IDLE_MINUTES))[0])

const sessionOf = (row: SessionRow | undefined): Session | undefined =>
  row && {
    user: row.user,
    place: row.agency === null || row.role === null ? undefined : { agency: row.agency, role: row.role },
    state: row.state,
    secondsLeft: Math.max(0, Math.min(row.idle, row.most)),
    secondsAtMost: Math.max(0, row.most),
  }

const insertSession = statement<object>(
  'insert_session',
  `insert into sessions (id_hash, user_id, agency_id, role, state, ends_at) values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6::integer))`,
)

/** Begins a session for a user, under a new cookie. */
export const beginSession = async (
  { ask }: Transaction,
  cookie: string,
  user: string,
  place: Place | undefined,
  state: SessionState,
): Promise<void> =>
  void (await ask(
    insertSession,
    hashOfCookie(cookie),
    user,
    place?.agency ?? null,
    place?.role ?? null,
    JSON.stringify(state),
    LONGEST_HOURS,
  ))

const moveSession = statement<object>(
  'move_session',
  `with old as (delete from sessions where id_hash = $1 and user_id is not null returning user_id, made_at, ends_at)
  insert into sessions (id_hash, user_id, agency_id, role, made_at, ends_at) select $2, user_id, $3, $4, made_at, ends_at from old`,
)

/** Goes on in another place under a new cookie, no longer than the session would have gone on; the old cookie is worth nothing then. */
export const moveTo = async ({ ask }: Transaction, from: string, to: string, { agency, role }: Place): Promise<void> =>
  void (await ask(moveSession, hashOfCookie(from), hashOfCookie(to), agency, role))

const deleteSession = statement<object>('delete_session', 'delete from sessions where id_hash = $1')

export const endSession = async ({ ask }: Transaction, cookie: string): Promise<void> =>
  void (await ask(deleteSession, hashOfCookie(cookie)))

const deleteSessions = statement<object>('delete_sessions', 'delete from sessions where user_id = $1')

/** Ends all sessions of a user, wherever they are signed in. */
export const endSessionsOf = async ({ ask }: Transaction, user: string): Promise<void> => void (await ask(deleteSessions, user))
