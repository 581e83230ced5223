import type { Day } from '../calendar/civil-date.ts'
import { writeAudit } from '../database/audit.ts'
import { type HeldChild, holdChildren, letStandFor } from '../database/cases.ts'
import type { Transaction } from '../database/pool.ts'
import { reassess } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { putSeals } from '../database/seals.ts'
import { readUsers, type User } from '../database/users.ts'
import { Refused, signed } from './look-after-county.ts'
import { DatabaseProblem, withDatabase } from './look-after-database.ts'

/*
 * What an operator does to the record of a child when information governance asks for it: seals it to named persons, and unseals it; says that two records are of
 * one child, and parts them. Each is one transaction with its audit entry, and with who may see the child from then on. All of it throws `Refused`, with
 * sentences, where it cannot be done.
 */

export { Refused }

/** Who types the command, who asked for it, and why. */
export interface ChildChangeAsked {
  readonly by: string
  readonly askedBy: string
  readonly why: string
  readonly today: Day
}

type Environment = NodeJS.ProcessEnv

/** Makes a child exist for these persons, and for nobody else. Gives them. */
export const sealChild = (env: Environment, asked: ChildChangeAsked, child: string, named: readonly string[]): Promise<readonly User[]> =>
  changing(env, asked, 'seal-child', async (transaction) => {
    const [held] = await heldOf(transaction, [child])
    const users = usersNamed(await readUsers(transaction), named)
    const seal = { isSealed: true, users: users.map(({ id }) => id), why: reasonOf(asked) }
    // Each of its records: should they be parted, none is open.
    await putSeals(transaction, held.records, seal, signed(asked.by))
    return { changed: [child], records: held.records, given: users }
  })

/** Lets a child be seen again by whoever may by what is on record. */
export const unsealChild = (env: Environment, asked: ChildChangeAsked, child: string): Promise<void> =>
  changing(env, asked, 'unseal-child', async (transaction) => {
    const [held] = await heldOf(transaction, [child])
    if (sealOf(held) === undefined) throw refused(`${child} is not sealed.`)
    await putSeals(transaction, held.records, { isSealed: false, users: [], why: reasonOf(asked) }, signed(asked.by))
    return { changed: [child], records: held.records, given: undefined }
  })

/**
 * Says that the records of `other` are of the child of `child`, which stands for all of them from now on. Where both are sealed, the child exists for those alone
 * whom both seals list; where one is, for those whom that one lists.
 */
export const joinChildren = (env: Environment, asked: ChildChangeAsked, child: string, other: string): Promise<void> =>
  changing(env, asked, 'join-children', async (transaction) => {
    const [stays, goes] = await heldOf(transaction, [child, other])
    if (!goes) throw refused(`${child} and ${other} are one child already.`)
    const [mine, theirs] = [sealOf(stays), sealOf(goes)]
    if (mine && theirs && !mine.some((user) => theirs.includes(user)))
      throw refused(
        'Both are sealed, and nobody is listed by both seals: joined, the child would exist for nobody. Seal one of them anew first.',
      )
    await letStandFor(transaction, stays.head, goes.records, reasonOf(asked), { by: signed(asked.by) })
    return { changed: [stays.head], records: [...stays.records, ...goes.records], given: undefined }
  })

/** Says that a record is of another child than the one that it was joined with. Gives the record that stands for that one. */
export const partRecord = (env: Environment, asked: ChildChangeAsked, record: string): Promise<string> =>
  changing(env, asked, 'part-record', async (transaction) => {
    const [held] = await heldOf(transaction, [record])
    if (held.records.length === 1) throw refused(`${record} is joined with no other record.`)
    if (held.head === record) {
      const others = held.records.filter((id) => id !== record)
      throw refused(`${record} stands for the child. Name the record that is to be parted from it: ${others.join(' or ')}.`)
    }
    await letStandFor(transaction, record, [record], reasonOf(asked), { by: signed(asked.by) })
    return { changed: [held.head, record], records: held.records, given: held.head }
  })

// ---- How -------------------------------------------------------------------------------------------------------------------------------

interface Made<Given> {
  /** Of each child that is another now, a record. */
  readonly changed: readonly string[]
  /** All that it is about, for the audit log. */
  readonly records: readonly string[]
  readonly given: Given
}

const changing = <Given>(
  env: Environment,
  asked: ChildChangeAsked,
  action: string,
  work: (transaction: Transaction) => Promise<Made<Given>>,
): Promise<Given> =>
  withDatabase(env, 'app', (database) =>
    database.inTransaction(async (transaction) => {
      const faults = faultsOf(asked)
      if (faults.length > 0) throw refused(...faults)
      const { changed, records, given } = await work(transaction)
      const rules = await readRules(transaction)
      if (!rules) throw new DatabaseProblem('The database has no calendar yet, and nothing can be assessed without one.')
      await reassess(transaction, await holdChildren(transaction, changed), rules, asked.today)
      // The reason may say of a sealed child what nobody else may know: it stands with the seal.
      const entry = { who: signed(asked.by), action, outcome: 'done', children: records, why: `Asked for by ${asked.askedBy}` } as const
      await writeAudit(transaction, entry)
      return given
    }),
  )

const LONGEST = 1000

const faultsOf = ({ askedBy, why }: ChildChangeAsked): readonly string[] =>
  Object.entries({ 'who asked for it': askedBy, 'the reason': why }).flatMap(([what, text]) =>
    text.trim() === '' || text.length > LONGEST ? [`Say ${what}, in ${LONGEST} characters or fewer.`] : [],
  )

const reasonOf = ({ why, askedBy }: ChildChangeAsked): string => `${why} (asked for by ${askedBy})`

/** The children of some records, held: one for each child, that of the first record first. */
async function heldOf(transaction: Transaction, ids: readonly string[]): Promise<readonly [HeldChild, HeldChild | undefined]> {
  const held = await holdChildren(transaction, ids)
  const of = (id: string): HeldChild => {
    const child = held.find(({ records }) => records.includes(id))
    if (!child) throw refused(`There is no record ${id}; the reference of a child stands on its page, and in its address.`)
    return child
  }
  const [first, ...others] = ids.map(of)
  if (!first) throw new TypeError('no record was asked for')
  return [first, others.find(({ head }) => head !== first.head)]
}

/** For whom a sealed child exists; nothing of one that is not. */
function sealOf({ circumstances: { seals } }: HeldChild): readonly string[] | undefined {
  const [first, ...others] = seals.filter(({ isSealed }) => isSealed)
  return first?.users.filter((user) => others.every(({ users }) => users.includes(user)))
}

/** Users by their ids, or an email address or subject that only one has. */
function usersNamed(users: readonly User[], named: readonly string[]): readonly User[] {
  const faults: string[] = []
  if (named.length === 0) faults.push('Say for whom the child is to exist.')
  const found = named.flatMap((name) => {
    const meant = users.filter(({ id }) => id === name)
    const all =
      meant.length > 0 ? meant : users.filter(({ email, subject }) => subject === name || email?.toLowerCase() === name.toLowerCase())
    const [user] = all
    if (!user) faults.push(`There is no user ${name}; onroll user list shows whom there is.`)
    else if (all.length > 1) faults.push(`${name} are ${all.map(({ id }) => id).join(' and ')}; expected an id.`)
    else if (user.isDisabled || user.holds.length === 0) faults.push(`${user.name} cannot sign in: the child would not exist for them.`)
    return user && all.length === 1 ? [user] : []
  })
  if (faults.length > 0) throw refused(...faults)
  return [...new Map(found.map((user) => [user.id, user])).values()]
}

const refused = (...sentences: readonly string[]): Refused => new Refused(sentences.map((message) => ({ pointer: '', message })))
