import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import { type DeletionGround, deletionGrounds, deletionRegulations } from '../casefile/deletion-grounds.ts'
import { hasPlace, type ReturnText, type ReturnTold } from '../casefile/deletion-return.ts'
import type { CaseRecord, RecordedFact, Withdrawal } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { appendRecords, type HeldChild, holdChildren, type StoredChild } from '../database/cases.ts'
import { addReturns, type DeletionReturn, type Returned, readReturned, readReturns } from '../database/deletion-returns.ts'
import type { ChildDetails } from '../database/details.ts'
import { newId } from '../database/ids.ts'
import { putStays, readStaysAt, type StayOfChild } from '../database/people-of-child.ts'
import { type Rules, reassess } from '../database/projection.ts'
import type { Roll } from '../sharing/circumstances.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { holdInSight } from './child-in-sight.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'
import { recordable, withWhatFollows } from './record-fact.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * A school returns that it takes a pupil's name off its register. Whether that makes a child who is missing education depends on where the child goes: to a
 * school that has a place for it from a day, it is a move and no more.
 */

export type { DeletionReturn }

export interface ReturnOpened extends ChildSeen {
  readonly schools: readonly Agency[]
}

/** The form, for a pupil on the school's own roll. */
export const openReturn: Action<{ readonly child: string }, ReturnOpened> = async (context, { child }) => {
  const { seen, inSight } = await seeChild(context, child)
  refuseOthersPupils(context, inSight.child)
  return { children: inSight.child.records, given: { ...seen, schools: await schoolsToGoTo(context) } }
}

/** The open schools of the county, without the one that returns. */
export const schoolsToGoTo = async ({ transaction, actor }: Context): Promise<readonly Agency[]> =>
  (await readOpenSchools(transaction)).filter(({ id }) => id !== actor.agency.id)

/** What is known of a pupil that a return asks for, by its parts: a school does not type it again. */
export function knownForReturn({ addresses, contacts }: Pick<ChildDetails, 'addresses' | 'contacts'>): Partial<Record<ReturnText, string>> {
  const [home] = addresses
  const written = (lines: readonly string[], postcode: string | null): string =>
    [...lines, postcode ?? ''].filter((line) => line !== '').join('\n')
  const parent = (place: 1 | 2): Partial<Record<ReturnText, string>> => {
    const contact = contacts[place - 1]
    if (!contact) return {}
    return {
      [`parent${place}.name`]: contact.name,
      [`parent${place}.address`]: written(contact.addressLines ?? home?.lines ?? [], contact.postcode),
      [`parent${place}.phone`]: contact.phone ?? '',
    }
  }
  return { address: home ? written(home.lines, home.postcode) : '', ...parent(1), ...parent(2) }
}

export interface ReturnAsked extends ReturnTold {
  readonly child: string
}

/** Makes the return, ends the stay on the roll, and records what follows of it for the child. */
export const makeReturn: Action<ReturnAsked, { readonly return: string }> = async (context, asked) => {
  const held = await holdInSight(context, asked.child)
  const [schools, returned] = await Promise.all([schoolsToGoTo(context), returnedLately(context)])
  if (returned.some(({ head, deletedOn }) => head === held.child.head && deletedOn === asked.deletedOn)) {
    throw fault('/deletedOn', 'Your school has returned this pupil for this day already. To say something else of it, tell the CME team')
  }
  const [id] = await saveReturns(context, held.rules, [returnToMake(context, held.child, asked, schools)])
  if (id === undefined) throw new TypeError('a return that was made has no id')
  return { children: held.child.records, given: { return: id } }
}

// ---- What a return does ------------------------------------------------------------------------------------------------------------------

const FARTHEST_BACK = 400
const FARTHEST_AHEAD = 60

/** Whom the school has returned that can still be returned. */
export const returnedLately = ({ transaction, actor, today }: Context): Promise<readonly Returned[]> =>
  readReturned(transaction, actor.agency.id, civilDate(today - FARTHEST_BACK))

/** A return of a child, and what is recorded of the child with it. */
export interface ReturnToMake<Child extends StoredChild = HeldChild> {
  readonly child: Child
  readonly told: ReturnTold
  /** The facts of the return are the first of them. */
  readonly records: readonly CaseRecord[]
  readonly facts: readonly string[]
}

/** What a return comes to, whether it is made by form or with many others. Ends the action where it cannot be made. */
export function returnToMake<Child extends StoredChild>(
  context: Context,
  child: Child,
  told: ReturnTold,
  schools: readonly Agency[],
): ReturnToMake<Child> {
  const { actor, today } = context
  const { deletedOn, content } = told
  const rolls = refuseOthersPupils(context, child)
  if (deletedOn > civilDate(today + FARTHEST_AHEAD)) throw fault('/deletedOn', `Enter a day within ${FARTHEST_AHEAD} days from today`)
  if (deletedOn < civilDate(today - FARTHEST_BACK)) throw fault('/deletedOn', 'That is more than a year ago. Look at the year again')
  const begun = rolls.reduce((last, { from }) => (from > last ? from : last), '')
  if (deletedOn < begun) {
    const [from] = rolls.flatMap((roll) => (roll.from === begun ? [roll.from] : []))
    throw fault(
      '/deletedOn',
      `The pupil is on your roll only from ${from ? inWords(dayOf(from)) : 'a later day'}. Enter that day or a later one`,
    )
  }
  if (content.nextSchool !== undefined && !schools.some(({ id }) => id === content.nextSchool))
    throw fault('/nextSchool', 'Select a school from the list')
  const school = actor.agency.id
  const facts = factsOfReturn(told, { school, today: civilDate(today) })
  // With the name off on the very first day, the child has never been on the roll: what said so was recorded in error.
  const withdrawn = registrationsOf(child, school)
    .filter(({ on }) => on === deletedOn)
    .map(({ id }): Withdrawal => ({ id: newId(), withdraws: id, on: civilDate(today), by: kindOfRole[actor.role] }))
  const records = [...facts, ...withdrawn]
  return {
    ...{ child, told, facts: facts.map(({ id }) => id) },
    records: records.length === 0 ? [] : withWhatFollows(context, recordable(child.caseFile), records),
  }
}

/** The facts that stand by which a child is on the roll of a school. */
const registrationsOf = (child: StoredChild, school: string) =>
  standingFacts(child).filter((fact) => fact.type === 'on-roll' && fact.detail.school === school)

/**
 * What a return records of the child. With a place from a day it is a move: the child is on a roll from then on. Without, the child is on none; the council is
 * told by this very return, so that the school is not asked to tell it again.
 */
export function factsOfReturn(
  { ground, deletedOn, content }: ReturnTold,
  { school, today }: { readonly school: string; readonly today: RecordedFact['on'] },
): readonly RecordedFact[] {
  const { says, leavesTo }: DeletionGround = deletionGrounds[ground]
  const fact = (rest: Pick<RecordedFact, 'type' | 'on' | 'detail'>) => ({ id: newId(), by: 'school', ...rest }) as RecordedFact
  if (leavesTo === 'no-case') return []
  const next = content.nextSchool ?? content.nextSchoolName
  if (hasPlace(content) && content.startsOn !== undefined)
    return [fact({ type: 'on-roll', on: content.startsOn, detail: { school: next } })]
  const isKnown = leavesTo === 'at-home' || next !== undefined
  const told = deletedOn < today ? deletedOn : today
  return [
    fact({
      type: 'off-roll',
      on: deletedOn,
      detail: { school, reason: `Ground ${ground}: ${says}`, ...(isKnown && { destinationKnown: true }) },
    }),
    ...(leavesTo === 'at-home' ? [fact({ type: 'ehe-stated', on: told, detail: {} })] : []),
    // Of a day to come nobody can be told yet that the child is missing education: it is asked for when the day has come.
    ...(isKnown || deletedOn > today ? [] : [fact({ type: 'cme-notification', on: today, detail: {} })]),
  ]
}

/** So many children are written together. */
const TOGETHER = 100

/** Saves returns of different children: the stays end, the facts are recorded, and the guidance is asked anew. Gives their ids, in the same order. */
export async function saveReturns(context: Context, rules: Rules, made: readonly ReturnToMake[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (let from = 0; from < made.length; from += TOGETHER) ids.push(...(await saveSome(context, rules, made.slice(from, from + TOGETHER))))
  return ids
}

async function saveSome(context: Context, rules: Rules, made: readonly ReturnToMake[]): Promise<readonly string[]> {
  const { transaction, actor, today } = context
  await endStays(context, made)
  // The rolls have changed, whether or not a fact says so too.
  const again = new Map((await holdChildren(transaction, headsOf(made))).map((child) => [child.head, child]))
  const recorder = { by: actor.user, agency: actor.agency.id }
  const more = await Promise.all(
    made.map(({ child, records }) => {
      const held = again.get(child.head)
      if (!held) throw new TypeError('a child that was held is not there')
      return records.length === 0 ? held : appendRecords(transaction, held, records, recorder)
    }),
  )
  await reassess(transaction, more, rules, today)
  return addReturns(
    transaction,
    made.map(({ child, told, facts }) => ({
      ...{ child: child.head, agency: actor.agency.id, regulations: deletionRegulations.name, facts },
      ...told,
    })),
    actor.user,
  )
}

const headsOf = (made: readonly ReturnToMake[]): readonly string[] => made.map(({ child }) => child.head)

/** The stays on the school's roll have their last day, or, where the name is off on the first already, never were. */
async function endStays({ transaction, actor, today }: Context, made: readonly ReturnToMake[]): Promise<void> {
  const school = actor.agency.id
  const all = await readStaysAt(transaction, headsOf(made), school)
  const changed = made.flatMap(({ child, told: { deletedOn } }): Omit<StayOfChild, 'head'>[] => {
    const until = civilDate(dayOf(deletedOn) - 1)
    const own = all.filter(({ head }) => head === child.head)
    const lasts = ({ values }: StayOfChild): boolean =>
      values.isInUse && values.from <= civilDate(today) && (values.until === null || values.until > until)
    const ended = own.filter(lasts).map(({ record, version, values }) => ({
      ...{ record, version: version + 1 },
      values: values.from < deletedOn ? { ...values, until } : { ...values, isInUse: false },
    }))
    // Where only a fact says that the child is on this roll, a move to another, or a ground that records nothing, would leave it there.
    const begun = registrationsOf(child, school)
      .filter(({ on }) => on < deletedOn && on <= civilDate(today) && !own.some(({ values }) => values.isInUse && values.from === on))
      .map(({ on }) => ({
        record: child.head,
        version: 1 + own.reduce((last, { values, version }) => (values.from === on && version > last ? version : last), 0),
        values: { school, from: on, until, yearGroup: null, isInUse: true },
      }))
    return [...ended, ...begun]
  })
  await putStays(transaction, changed, actor.user)
}

/** A school takes off its own register those alone who are on it. Gives the stays there that have not ended. */
function refuseOthersPupils(context: Context, child: StoredChild): readonly Roll[] {
  const rolls = ownRolls(context, child)
  if (rolls.length === 0) throw new NotDone({ outcome: 'forbidden', children: child.records })
  return rolls
}

/** The stays of a child on the actor's own roll today. */
export function ownRolls({ actor, today }: Context, child: StoredChild): readonly Roll[] {
  const day: CivilDate = civilDate(today)
  return rollsAsFactsTell(child.circumstances, standingFacts(child)).filter(
    ({ agency, from, until }) => agency === actor.agency.id && from <= day && (until === null || until >= day),
  )
}

// ---- What was returned -------------------------------------------------------------------------------------------------------------------

export interface ReturnsSeen extends PageOfList {
  readonly returns: readonly DeletionReturn[]
}

/** The returns of the school, the last first. They name no child. */
export const seeReturns: Action<{ readonly page: number }, ReturnsSeen> = async ({ transaction, actor }, { page }) => {
  const { rows: returns, ...paged } = pageOf(await readReturns(transaction, { agency: actor.agency.id, ...partOf(page) }), page)
  return { children: returns.map(({ child }) => child), given: { returns, ...paged } }
}

/** One return of the school. */
export const seeReturn: Action<{ readonly return: string }, DeletionReturn> = async ({ transaction, actor }, { return: id }) => {
  const [found] = await readReturns(transaction, { agency: actor.agency.id, id, limit: 1, offset: 0 })
  if (!found) throw new NotDone({ outcome: 'absent', asked: id })
  return { children: [found.child], given: found }
}
