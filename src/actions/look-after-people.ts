import { either, nearest } from '../casefile/fault.ts'
import { readAgencies } from '../database/agencies.ts'
import { writeAudit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { addUsers } from '../database/loading.ts'
import type { Transaction } from '../database/pool.ts'
import { endSessionsOf, type Place } from '../database/sessions.ts'
import {
  changeEmail,
  disableUser as disable,
  enableUser as enable,
  endRole as end,
  giveRole as give,
  type HeldRole,
  holdUser,
  LOCAL_ISSUER,
  readUserOfSubject,
  readUsers,
  type User,
} from '../database/users.ts'
import { kindOfRole, type Role, roleInWords, roles } from '../sharing/roles.ts'
import type { Ground } from './action.ts'
import { Refused, signed } from './look-after-county.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * Who may sign in, and in which roles they act for which agencies, looked after from the command line. Each change has its date and who made it, is audited,
 * and holds from the next request of whom it is about. All of it throws `Refused`, with sentences, where it cannot be done.
 */

export { Refused, type User }

type Environment = NodeJS.ProcessEnv

/** Somebody of the cast of the demo. */
export type CastMember = Pick<User, 'subject' | 'name' | 'holds'>

/** Whom one can sign in as where the local provider vouches for them, in the order in which they were added. */
export const readCast = async ({ database }: Pick<Ground, 'database'>): Promise<readonly CastMember[]> =>
  (await database.inTransaction((transaction) => readUsers(transaction, LOCAL_ISSUER))).filter(
    ({ isDisabled, holds }) => !isDisabled && holds.length > 0,
  )

/** Everybody who may sign in, or might once more. */
export const usersOf = (env: Environment): Promise<readonly User[]> =>
  withDatabase(env, 'app', (database) => database.inTransaction((transaction) => readUsers(transaction)))

/** A role as it was asked for: neither it nor the agency need be there. */
export interface PlaceAsked {
  readonly role: string
  readonly agency: string
}

export interface UserAsked extends PlaceAsked {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email?: string
}

/** Adds somebody in a first role. Gives their id. */
export const addUser = (env: Environment, by: string, { role, agency, ...user }: UserAsked): Promise<string> =>
  changing(env, by, 'add-user', async (transaction) => {
    const placed = await placeOf(transaction, { role, agency })
    const faults = [...faultsOfUser(user), ...('faults' in placed ? placed.faults : [])]
    const before = await readUserOfSubject(transaction, user.issuer, user.subject)
    if (before) faults.push(`${before.name} has this issuer and subject already: ${before.id}.`)
    if (faults.length > 0 || 'faults' in placed) throw refused(...faults)
    const id = newId()
    await addUsers(transaction, [{ id, ...user, ...placed.place }], { by: signed(by) })
    return { about: id, agency: placed.place.agency, given: id }
  })

/** Changes where alerts to somebody go; nowhere without an address. */
export const changeUser = (env: Environment, by: string, named: string, email: string | undefined): Promise<User> =>
  changing(env, by, 'change-user', async (transaction) => {
    const user = await userNamed(transaction, named)
    const faults = email === undefined ? [] : faultsOfEmail(email)
    if (faults.length > 0) throw refused(...faults)
    if (email === user.email) throw refused(`That is what ${user.name} has already.`)
    await changeEmail(transaction, user.id, email ?? null)
    return { about: user.id, given: user }
  })

/** Lets somebody act in one more role. */
export const giveRole = (env: Environment, by: string, named: string, asked: PlaceAsked): Promise<User> =>
  changing(env, by, 'give-role', async (transaction) => {
    const user = await userNamed(transaction, named)
    const placed = await placeOf(transaction, asked)
    if ('faults' in placed) throw refused(...placed.faults)
    const { place } = placed
    if (user.holds.some((held) => isIn(held, place)))
      throw refused(`${user.name} is ${roleInWords[place.role]} for ${place.agency} already.`)
    await give(transaction, user.id, place, signed(by))
    return { about: user.id, agency: place.agency, given: user }
  })

/** Ends a role that somebody has. */
export const endRole = (env: Environment, by: string, named: string, asked: PlaceAsked): Promise<User> =>
  changing(env, by, 'end-role', async (transaction) => {
    const user = await userNamed(transaction, named)
    const held = user.holds.find(({ role, agency }) => role === asked.role && agency.id === asked.agency)
    if (!held) {
      const has = user.holds.map(({ role, agency }) => `${role} for ${agency.id}`)
      throw refused(
        `${user.name} is not ${asked.role} for ${asked.agency}; ${has.length > 0 ? `they are ${has.join(' and ')}` : 'they have no role'}.`,
      )
    }
    const place = { role: held.role, agency: held.agency.id }
    await end(transaction, user.id, place, signed(by))
    return { about: user.id, agency: place.agency, given: user }
  })

/** Lets somebody sign in no more, and ends their sessions. */
export const disableUser = (env: Environment, by: string, named: string): Promise<User> =>
  changing(env, by, 'disable-user', async (transaction) => {
    const user = await userNamed(transaction, named)
    if (user.isDisabled) throw refused(`${user.name} is disabled already.`)
    await disable(transaction, user.id, signed(by))
    await endSessionsOf(transaction, user.id)
    return { about: user.id, given: user }
  })

/** Lets somebody sign in again who was disabled, in the roles that they have. */
export const enableUser = (env: Environment, by: string, named: string): Promise<User> =>
  changing(env, by, 'enable-user', async (transaction) => {
    const user = await userNamed(transaction, named)
    if (!user.isDisabled) throw refused(`${user.name} is not disabled.`)
    await enable(transaction, user.id, signed(by))
    return { about: user.id, given: user }
  })

interface Made<Given> {
  /** The user whom it is about. */
  readonly about: string
  readonly agency?: string
  readonly given: Given
}

const changing = <Given>(
  env: Environment,
  by: string,
  action: string,
  work: (transaction: Transaction) => Promise<Made<Given>>,
): Promise<Given> =>
  withDatabase(env, 'app', (database) =>
    database.inTransaction(async (transaction) => {
      const { about, agency, given } = await work(transaction)
      const entry = { who: signed(by), action: `${action} ${about}`, outcome: 'done', children: [] } as const
      await writeAudit(transaction, { ...entry, ...(agency !== undefined && { agency }) })
      return given
    }),
  )

const refused = (...sentences: readonly string[]): Refused => new Refused(sentences.map((message) => ({ pointer: '', message })))

const isIn = ({ role, agency }: HeldRole, place: Place): boolean => role === place.role && agency.id === place.agency

/** The user of an id, or of an email address or a subject that only one has. Nobody else changes them before the transaction ends. */
async function userNamed(transaction: Transaction, named: string): Promise<User> {
  const users = await readUsers(transaction)
  const meant = users.find(({ id }) => id === named)
  const others = users.filter(({ email, subject }) => subject === named || email?.toLowerCase() === named.toLowerCase())
  if (!meant && others.length > 1)
    throw refused(`${named} are ${others.map(({ id, name }) => `${id} (${name})`).join(' and ')}; expected an id.`)
  const user = meant ?? others[0]
  const held = user && (await holdUser(transaction, user.id))
  if (!held) throw refused(`There is no user ${named}; onroll user list shows whom there is.`)
  return held
}

async function placeOf(transaction: Transaction, { role, agency }: PlaceAsked): Promise<{ place: Place } | { faults: readonly string[] }> {
  const agencies = await readAgencies(transaction)
  const known = agencies.find(({ id }) => id === agency)
  const faults: string[] = []
  if (!isRole(role)) faults.push(`There is no role ${role}${didYouMean(role, roles)}; expected ${either(roles)}.`)
  if (!known)
    faults.push(
      `There is no agency ${agency}${didYouMean(
        agency,
        agencies.map(({ id }) => id),
      )}.`,
    )
  if (isRole(role) && known && known.kind !== kindOfRole[role])
    faults.push(`${known.name} is ${known.kind}, and the role ${role} is held at ${kindOfRole[role]}.`)
  return faults.length > 0 ? { faults } : { place: { role: role as Role, agency } }
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return meant ? ` (did you mean ${meant}?)` : ''
}

const LONGEST = 200

function faultsOfUser({ issuer, subject, name, email }: Pick<UserAsked, 'issuer' | 'subject' | 'name' | 'email'>): string[] {
  const faults: string[] = []
  for (const [what, text] of Object.entries({ issuer, subject, name }))
    if (text.trim() === '' || text.length > LONGEST || /\p{Cc}/u.test(text))
      faults.push(`The ${what} is empty, too long or has signs that are not seen.`)
  const isAddress = URL.canParse(issuer) && /^https?:/.test(issuer)
  if (issuer !== LOCAL_ISSUER && !isAddress)
    faults.push(`The issuer is ${issuer}; expected the provider’s address as it calls itself, or ${LOCAL_ISSUER} for the demo.`)
  return [...faults, ...(email === undefined ? [] : faultsOfEmail(email))]
}

const faultsOfEmail = (email: string): readonly string[] =>
  /^[^\s<>,;"]+@[^\s<>,;"]+\.[^\s<>,;"]+$/.test(email) && email.length <= LONGEST && !/\p{Cc}/u.test(email)
    ? []
    : [`The email is ${email}; expected an email address.`]
