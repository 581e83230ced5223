import { type CivilDate, civilDate, type Day, dayNumber, daysInMonth, yearMonthDate } from '../calendar/civil-date.ts'
import { maySee, seenAmong } from '../database/access.ts'
import type { Agency } from '../database/agencies.ts'
import { allocate } from '../database/allocations.ts'
import { addChildren, holdChild } from '../database/cases.ts'
import { newId } from '../database/ids.ts'
import { putVersion, type Values } from '../database/people-of-child.ts'
import { reassess } from '../database/projection.ts'
import { madeOfLate } from '../database/rates.ts'
import { rulesOf } from '../database/rules.ts'
import { rollToChange } from '../sharing/changing.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { type Action, type Context, doerOf, fault, NotDone } from './action.ts'
import { typedIn, writeCompared } from './find-child.ts'
import { placesOf } from './see-people.ts'
import { type Candidate, matchesOf } from './triage-candidates.ts'

/** Who a child is, when its record is made. */
export interface NewChildValues
  extends Pick<
    Values['child'],
    | 'givenNames'
    | 'familyName'
    | 'knownAs'
    | 'isDateOfBirthEstimated'
    | 'sex'
    | 'upn'
    | 'nhsNumber'
    | 'language'
    | 'needsInterpreter'
    | 'accessNeeds'
  > {
  /** Null where only the age is known, as in `age`. One of the two there always is: without it nothing could be said of what is owed. */
  readonly dateOfBirth: CivilDate | null
  /** In years. */
  readonly age: number | null
}

export interface CreateAsked {
  /** The search that did not find the child. */
  readonly search: string
  /** What was typed, where it came back: who else it may be is looked up. */
  readonly child?: NewChildValues
  readonly address?: NewChildAsked['address']
}

/** A child on record who may be the one whose record is to be made. */
export interface LikeChild extends Candidate {
  /** Whether whoever asks may open it. Of another they see only what tells it apart. */
  readonly isSeen: boolean
}

export interface CreateOpened {
  /** Those on record whom it may be, the likeliest first. */
  readonly like: readonly LikeChild[]
  readonly search: string
  /** What was searched for. */
  readonly typed: string
  /** Those on whose roll this person may put the child. */
  readonly schools: readonly Agency[]
  /** The only one: its own of a school. */
  readonly ownSchool: string | null
  readonly districts: readonly string[]
}

/** The form for a new child, for whoever has searched before. */
export const openCreate: Action<CreateAsked, CreateOpened> = async (context, { search, child, address }) => {
  const typed = await typedIn(context, search)
  const like = child ? await likeOf(context, withBirth(child, context.today), address) : []
  const heads = (isSeen: boolean) => like.filter((one) => one.isSeen === isSeen).map(({ head }) => head)
  await writeCompared(context, heads(false))
  const { schools, districts } = await placesOf(context)
  const roll = rollToChange(context.actor)
  return {
    children: heads(true),
    given: {
      ...{ search, typed, districts, like },
      schools: roll === undefined ? [] : schools.filter(({ id }) => roll === null || id === roll),
      ownSchool: roll ?? null,
    },
  }
}

export interface NewChildAsked {
  readonly search: string
  readonly child: NewChildValues
  readonly address?: Pick<Values['address'], 'lines' | 'postcode' | 'district'>
  /** Without a school it is that of whoever asks. */
  readonly stay?: Pick<Values['stay'], 'from' | 'yearGroup'> & { readonly school: string | null }
  /** Whoever asks has compared it with the children that are like it, and it is none of them. */
  readonly isAnother: boolean
}

/**
 * Makes the record of a child. A school puts it on its own roll; any other agency has the child from then on, and whoever made the record is the one who has
 * it: so there is never a child whom nobody sees.
 */
export const createChild: Action<NewChildAsked, { readonly child: string; readonly isNotifiedFirst: boolean }> = async (context, asked) => {
  const { transaction, actor, today } = context
  await refuseTooManyMade(context)
  await typedIn(context, asked.search)
  const child = withBirth(asked.child, today)
  const { address } = asked
  if (child.dateOfBirth > civilDate(today)) throw fault('/dateOfBirth', 'Enter a date of birth that is not still to come')
  const stay = await rollOf(context, asked.stay)
  if (!asked.isAnother && (await likeOf(context, child, address)).length > 0) {
    throw fault('/isAnother', 'This may be a child who is on record already. Compare, and if it is another, say so')
  }
  const rules = await rulesOf(transaction)
  const [id] = await addChildren(transaction, [child], { by: actor.user })
  if (id === undefined) throw new TypeError('a child that was made is not there')
  const made = { record: id, version: 1 }
  if (address) {
    const values: Values['address'] = { ...address, kind: 'home', from: null, until: null, mayBeWrittenTo: true, isInUse: true }
    await putVersion(transaction, 'address', { ...made, item: newId(), values }, actor.user)
  }
  if (stay) {
    const values: Values['stay'] = { ...stay, until: null, isInUse: true }
    await putVersion(transaction, 'stay', { ...made, item: '', values }, actor.user)
  }
  const held = await holdChild(transaction, id)
  if (!held) throw new TypeError('a child that was made is not there')
  const kind = kindOfRole[actor.role]
  const given = { kind, agency: actor.agency.id, user: actor.user, from: civilDate(today) }
  const allocated = kind === 'school' ? held : await allocate(transaction, held, given, { by: actor.user })
  await reassess(transaction, [allocated], rules, today, doerOf(actor))
  if (!(await maySee(transaction, actor, id, today))) throw new TypeError('whoever made the record of a child may not see it')
  return { children: [id], given: { child: id, isNotifiedFirst: kind !== 'school' } }
}

/** After a merger of schools somebody may make a record a minute; who makes more does not look for the child before. */
const MADE_AN_HOUR = 60

/** Ends the action of whoever makes records of children faster than anybody who looks for each first. */
export async function refuseTooManyMade({ transaction, actor }: Context): Promise<void> {
  if ((await madeOfLate(transaction, actor.user)) >= MADE_AN_HOUR) throw new NotDone({ outcome: 'too-many', children: [] })
}

type WithBirth = NewChildValues & { readonly dateOfBirth: CivilDate }

/** Of an age alone a date of birth is made, in the middle of what it can be. */
function withBirth(child: NewChildValues, today: Day): WithBirth {
  const { dateOfBirth, age } = child
  if (dateOfBirth !== null) return { ...child, dateOfBirth }
  const half = 182
  const { year, month, date } = yearMonthDate(today - half)
  const born = dayNumber(year - (age ?? 0), month, Math.min(date, daysInMonth(year - (age ?? 0), month)))
  return { ...child, dateOfBirth: civilDate(born), isDateOfBirthEstimated: true }
}

/** Whom on record it may be, by the rules of a match. */
async function likeOf(context: Context, child: WithBirth, address: NewChildAsked['address']): Promise<readonly LikeChild[]> {
  const { givenNames, familyName, knownAs, dateOfBirth, isDateOfBirthEstimated, sex, upn, nhsNumber } = child
  const found = await matchesOf(context, {
    ...{ givenNames, familyName, dateOfBirth, isDateOfBirthEstimated },
    ...(knownAs !== null && { otherNames: knownAs }),
    ...((sex === 'female' || sex === 'male') && { sex }),
    ...(upn !== null && { upn }),
    ...(nhsNumber !== null && { nhsNumber }),
    ...(address && { whereabouts: address.lines.join('\n') }),
    ...(address?.postcode && { postcode: address.postcode }),
  })
  const seen = await seenAmong(
    context.transaction,
    context.actor,
    found.map(({ head }) => head),
    context.today,
  )
  return found.map((one) => ({ ...one, isSeen: seen.has(one.head) }))
}

/** The stay that is asked for, where this person may put a child on that roll. */
async function rollOf(context: Context, stay: NewChildAsked['stay']) {
  const { actor, today } = context
  const isSchool = kindOfRole[actor.role] === 'school'
  if (!stay && isSchool) throw fault('/from', 'Enter the first day on your roll')
  if (!stay) return undefined
  const own = rollToChange(actor)
  const school = stay.school ?? own ?? ''
  if (own === undefined || (own !== null && own !== school)) throw new NotDone({ outcome: 'forbidden' })
  if (!(await placesOf(context)).schools.some(({ id }) => id === school)) throw fault('/school', 'Choose the school')
  // Nobody there sees a child who is not on the roll yet.
  if (isSchool && stay.from > civilDate(today))
    throw fault('/from', 'That day is still to come. Put the child on your roll when it has come')
  return { ...stay, school }
}
