import { civilDate, dayOf } from '../calendar/civil-date.ts'
import { type DeletionGround, deletionGrounds, deletionRegulations } from '../casefile/deletion-grounds.ts'
import type { RecordedFact } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { holdChild, type StoredChild } from '../database/cases.ts'
import { addReturn, type DeletionReturn, type NewReturn, type ReturnContent, readReturns } from '../database/deletion-returns.ts'
import { newId } from '../database/ids.ts'
import { putVersion, readVersions } from '../database/people-of-child.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { holdInSight } from './child-in-sight.ts'
import { addRecords, recordable, withWhatFollows } from './record-fact.ts'
import { latestOf } from './see-people.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * A school returns that it takes a pupil's name off its register. Whether that makes a child who is missing education depends on where the child goes: to a
 * school that has a place for it from a day, it is a move and no more.
 */

export type { DeletionReturn, ReturnContent }

export interface ReturnOpened extends ChildSeen {
  readonly schools: readonly Agency[]
}

/** The form, for a pupil on the school's own roll. */
export const openReturn: Action<{ readonly child: string }, ReturnOpened> = async (context, { child }) => {
  const { seen, inSight } = await seeChild(context, child)
  refuseOthersPupils(context, inSight.child)
  const schools = (await readOpenSchools(context.transaction)).filter(({ id }) => id !== context.actor.agency.id)
  return { children: inSight.child.records, given: { ...seen, schools } }
}

export type ReturnAsked = Pick<NewReturn, 'child' | 'deletedOn' | 'ground' | 'content'>

const FARTHEST_BACK = 400
const FARTHEST_AHEAD = 60

/** Makes the return, ends the stay on the roll, and records what follows of it for the child. */
export const makeReturn: Action<ReturnAsked, { readonly return: string }> = async (context, asked) => {
  const { transaction, actor, today } = context
  const held = await holdInSight(context, asked.child)
  refuseOthersPupils(context, held.child)
  if (asked.deletedOn > civilDate(today + FARTHEST_AHEAD)) throw fault('/deletedOn', `Enter a day within ${FARTHEST_AHEAD} days from today`)
  if (asked.deletedOn < civilDate(today - FARTHEST_BACK)) throw fault('/deletedOn', 'That is more than a year ago. Look at the year again')
  const { nextSchool } = asked.content
  if (nextSchool !== undefined && !(await readOpenSchools(transaction)).some(({ id }) => id === nextSchool))
    throw fault('/nextSchool', 'Select a school from the list')
  const facts = factsOfReturn(asked, { school: actor.agency.id, today: civilDate(today) })
  await endStay(context, held.child, asked)
  const child = await holdChild(transaction, held.child.head)
  if (!child) throw new TypeError('a child that was held is not there')
  // The roll has changed, whether or not a fact says so too.
  await addRecords(
    context,
    { child, rules: held.rules },
    facts.length === 0 ? [] : withWhatFollows(context, recordable(child.caseFile), facts),
  )
  const id = await addReturn(
    transaction,
    {
      ...{ child: child.head, agency: actor.agency.id, regulations: deletionRegulations.name, facts: facts.map((fact) => fact.id) },
      ...{ deletedOn: asked.deletedOn, ground: asked.ground, content: asked.content },
    },
    actor.user,
  )
  return { children: child.records, given: { return: id } }
}

/** Whether another school has a place for the child from a day. */
export const hasPlace = ({ nextSchool, nextSchoolName, startsOn }: ReturnContent): boolean =>
  startsOn !== undefined && (nextSchool ?? nextSchoolName) !== undefined

/**
 * What a return records of the child. With a place from a day it is a move: the child is on a roll from then on. Without, the child is on none; the council is
 * told by this very return, so that the school is not asked to tell it again.
 */
export function factsOfReturn(
  { ground, deletedOn, content }: Pick<ReturnAsked, 'ground' | 'deletedOn' | 'content'>,
  { school, today }: { readonly school: string; readonly today: RecordedFact['on'] },
): readonly RecordedFact[] {
  const { says, leavesTo }: DeletionGround = deletionGrounds[ground]
  const fact = (rest: Pick<RecordedFact, 'type' | 'on' | 'detail'>) => ({ id: newId(), by: 'school', ...rest }) as RecordedFact
  if (leavesTo === 'no-case') return []
  const next = content.nextSchool ?? content.nextSchoolName
  if (content.startsOn !== undefined && next !== undefined)
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

/** The stay on the school's roll has its last day. */
async function endStay({ transaction, actor }: Context, child: StoredChild, { deletedOn }: ReturnAsked): Promise<void> {
  const until = civilDate(dayOf(deletedOn) - 1)
  const { stay } = await readVersions(transaction, child.head)
  for (const { record, item, version, values } of latestOf(stay)) {
    if (values.school !== actor.agency.id || !values.isInUse || values.from > until || (values.until !== null && values.until <= until))
      continue
    await putVersion(transaction, 'stay', { record, item, version: version + 1, values: { ...values, until } }, actor.user)
  }
}

/** A school takes off its own register those alone who are on it. */
function refuseOthersPupils({ actor, today }: Context, child: StoredChild): void {
  const day = civilDate(today)
  const isOnRoll = rollsAsFactsTell(child.circumstances, standingFacts(child)).some(
    ({ agency, from, until }) => agency === actor.agency.id && from <= day && (until === null || until >= day),
  )
  if (!isOnRoll) throw new NotDone({ outcome: 'forbidden', children: child.records })
}

export interface ReturnsSeen {
  readonly returns: readonly DeletionReturn[]
  readonly page: number
  readonly hasNext: boolean
}

const ON_A_PAGE = 50

/** The returns of the school, the last first. They name no child. */
export const seeReturns: Action<{ readonly page: number }, ReturnsSeen> = async ({ transaction, actor }, { page }) => {
  const found = await readReturns(transaction, { agency: actor.agency.id, limit: ON_A_PAGE + 1, offset: (page - 1) * ON_A_PAGE })
  const returns = found.slice(0, ON_A_PAGE)
  return { children: returns.map(({ child }) => child), given: { returns, page, hasNext: found.length > ON_A_PAGE } }
}

/** One return of the school. */
export const seeReturn: Action<{ readonly return: string }, DeletionReturn> = async ({ transaction, actor }, { return: id }) => {
  const [found] = await readReturns(transaction, { agency: actor.agency.id, id, limit: 1, offset: 0 })
  if (!found) throw new NotDone({ outcome: 'absent', asked: id })
  return { children: [found.child], given: found }
}
