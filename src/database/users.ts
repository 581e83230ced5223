import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import { type Role, roles } from '../sharing/roles.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import type { Place } from './sessions.ts'

/*
 * People who may sign in: who vouches for them, in which roles they act for which agencies, and whether they may sign in at all.
 */

/** Who vouches for the cast of the demo. No provider's address is called so, so none of them can sign in elsewhere. */
export const LOCAL_ISSUER = 'local'

/** A role that somebody has now. */
export interface HeldRole {
  readonly role: Role
  readonly agency: { readonly id: string; readonly kind: AgencyKind; readonly name: string }
}

export const placeOf = ({ role, agency }: HeldRole): Place => ({ role, agency: agency.id })

export interface User {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email: string | undefined
  readonly isDisabled: boolean
  /** In the order of `roles`, then of the agencies' names. */
  readonly holds: readonly HeldRole[]
}

interface UserRow {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email: string | null
  readonly is_disabled: boolean
  readonly holds: readonly HeldRole[]
}

const USERS = `
  select u.id, u.issuer, u.subject, u.name, u.email,
    exists (select from users_disabled d where d.user_id = u.id and d.until_at is null) as is_disabled,
    (select coalesce(json_agg(json_build_object('role', r.role, 'agency', json_build_object('id', a.id, 'kind', a.kind, 'name',
        ${nameOfAgency('a.id')}))), '[]')
      from user_roles r join agencies a on a.id = r.agency_id
      where r.user_id = u.id and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp())) as holds
  from users u`

const usersByIssuer = statement<UserRow>('users_by_issuer', `${USERS} where $1::text is null or u.issuer = $1 order by u.recorded_at, u.id`)
const userBySubject = statement<UserRow>('user_by_subject', `${USERS} where u.issuer = $1 and u.subject = $2`)
const userById = statement<UserRow>('user_by_id', `${USERS} where u.id = $1`)

/** All of them, or those for whom an issuer vouches, in the order in which they were added. */
export const readUsers = async ({ ask }: Transaction, issuer?: string): Promise<readonly User[]> =>
  (await ask(usersByIssuer, issuer ?? null)).map(userOf)

/** Whom somebody is who signed in at a provider. */
export const readUserOfSubject = async ({ ask }: Transaction, issuer: string, subject: string): Promise<User | undefined> =>
  (await ask(userBySubject, issuer, subject)).map(userOf)[0]

export const readUser = async ({ ask }: Transaction, id: string): Promise<User | undefined> => (await ask(userById, id)).map(userOf)[0]

const userOf = ({ id, issuer, subject, name, email, is_disabled, holds }: UserRow): User => ({
  id,
  issuer,
  subject,
  name,
  email: email ?? undefined,
  isDisabled: is_disabled,
  holds: holds
    .filter(({ role }) => roles.includes(role))
    .sort(
      (one, other) =>
        roles.indexOf(one.role) - roles.indexOf(other.role) ||
        (one.agency.name < other.agency.name ? -1 : one.agency.name > other.agency.name ? 1 : 0),
    ),
})

const lockUser = statement<object>('lock_user', 'select from users where id = $1 for update')

/** Holds a user to the end of the transaction, so that two who change the same one come one after the other. */
export const holdUser = async (transaction: Transaction, id: string): Promise<User | undefined> => {
  await transaction.ask(lockUser, id)
  return readUser(transaction, id)
}

const setEmail = statement<object>('change_email', 'update users set email = $2 where id = $1')

/** Where alerts to a user go; null for nowhere. */
export const changeEmail = async ({ ask }: Transaction, user: string, email: string | null): Promise<void> =>
  void (await ask(setEmail, user, email))

const insertRole = statement<object>('insert_role', 'insert into user_roles (user_id, agency_id, role, given_by) values ($1, $2, $3, $4)')

export const giveRole = async ({ ask }: Transaction, user: string, { role, agency }: Place, by: string): Promise<void> =>
  void (await ask(insertRole, user, agency, role, by))

const endRoleRow = statement<object>(
  'end_role',
  `update user_roles set until_at = clock_timestamp(), ended_by = $4
  where user_id = $1 and agency_id = $2 and role = $3 and (until_at is null or until_at > clock_timestamp())`,
)

export const endRole = async ({ ask }: Transaction, user: string, { role, agency }: Place, by: string): Promise<void> =>
  void (await ask(endRoleRow, user, agency, role, by))

const insertDisabled = statement<object>('disable_user', 'insert into users_disabled (user_id, disabled_by) values ($1, $2)')

export const disableUser = async ({ ask }: Transaction, user: string, by: string): Promise<void> =>
  void (await ask(insertDisabled, user, by))

const endDisabled = statement<object>(
  'enable_user',
  'update users_disabled set until_at = clock_timestamp(), enabled_by = $2 where user_id = $1 and until_at is null',
)

export const enableUser = async ({ ask }: Transaction, user: string, by: string): Promise<void> => void (await ask(endDisabled, user, by))
