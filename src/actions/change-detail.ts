import { maySee } from '../database/access.ts'
import { readAgencies } from '../database/agencies.ts'
import { holdChild } from '../database/cases.ts'
import { newId } from '../database/ids.ts'
import {
  classOfMember,
  type DetailKind,
  membersOf,
  putVersion,
  readVersions,
  type Values,
  type Version,
} from '../database/people-of-child.ts'
import { reassess } from '../database/projection.ts'
import { mayChangeRoll } from '../sharing/changing.ts'
import type { FieldClass } from '../sharing/fields.ts'
import { type Action, type Context, doerOf, fault, NotDone } from './action.ts'
import { type HeldInSight, holdInSight } from './child-in-sight.ts'
import { itemOf, itemText, NEW } from './see-people.ts'

/** What is to be put right about a child. Members that are not given stay as they are. */
export interface DetailChange {
  readonly child: string
  /** As in `DetailAsked`. */
  readonly item: string
  /** The version that was shown; 0 for a new one. */
  readonly version: number
  readonly change: Change
}

export type Change = { readonly [K in DetailKind]: { readonly kind: K; readonly values: Partial<Values[K]> } }[DetailKind]

export interface DetailChanged {
  readonly child: string
  readonly kind: DetailKind
  /** Whether whoever changed it may still see the child: a school that says that the child has left may not. */
  readonly isSeen: boolean
}

/**
 * Puts a version of a detail on record, and with it what the guidance makes of the child. What somebody does not see they do not change, whatever they send;
 * where somebody else changed the detail since it was shown, nothing is done.
 */
export const changeDetail: Action<DetailChange, DetailChanged> = async (context, asked) => {
  const held = await holdInSight(context, asked.child)
  switch (asked.change.kind) {
    case 'child':
      return change(context, held, asked, asked.change)
    case 'contact':
      return change(context, held, asked, asked.change)
    case 'address':
      return change(context, held, asked, asked.change)
    case 'stay':
      return change(context, held, asked, asked.change)
  }
}

async function change<K extends DetailKind>(
  context: Context,
  { child, sight, rules }: HeldInSight,
  { item, version }: DetailChange,
  { kind, values }: { readonly kind: K; readonly values: Partial<Values[K]> },
) {
  const { transaction, actor, today } = context
  const done = (isSeen: boolean) => ({ children: child.records, given: { child: child.head, kind, isSeen } })
  // A school that the child has left changes nothing any more of who it is, and of whom is safe to reach.
  if (!sight.classes.includes('locating')) throw forbidden(child.records)
  const all = (await readVersions(transaction, child.head))[kind] as readonly Version<Values[K]>[]
  const wanted = itemOf(child.head, kind, item)
  const latest = item === NEW ? undefined : all.findLast((one) => itemText(one) === wanted)
  if (!latest && item !== NEW) throw new NotDone({ outcome: 'absent', asked: child.head })
  if (latest && latest.version !== version) throw new NotDone({ outcome: 'collision', theirs: latest.version })
  const merged = mergedWith(kind, latest?.values ?? emptyOf(kind), values, sight.classes)
  if (latest && sameValues(latest.values, merged)) return done(true)
  refuseFaults(kind, merged, latest?.values)
  const place = latest ?? newPlace(kind, child.head, merged, all)
  if (kind === 'stay') await refuseOtherRoll(context, merged as Values['stay'], child.records)
  await putVersion(transaction, kind, { ...place, version: place.version + 1, values: merged }, actor.user)
  const again = await holdChild(transaction, child.head)
  if (!again) throw new TypeError('a child that was held is not there')
  await reassess(transaction, [again], rules, today, doerOf(actor))
  return done((await maySee(transaction, actor, child.head, today)) !== undefined)
}

const forbidden = (children: readonly string[]): NotDone => new NotDone({ outcome: 'forbidden', children })

/** What was given of the members that somebody sees, and the rest as it is. */
function mergedWith<K extends DetailKind>(
  kind: K,
  stored: Values[K],
  given: Partial<Values[K]>,
  classes: readonly FieldClass[],
): Values[K] {
  const isTheirs = (member: keyof Values[K] & string): boolean =>
    given[member] !== undefined &&
    classes.includes(classOfMember(kind, member)) &&
    !(kind === 'stay' && isKeyOfStay(member) && stored[member])
  const theirs: { -readonly [M in keyof Values[K]]?: Values[K][M] } = {}
  for (const member of membersOf(kind)) if (isTheirs(member)) theirs[member] = given[member]
  return { ...stored, ...theirs }
}

/** Another school, or another first day, is another stay. */
const isKeyOfStay = (member: string): boolean => member === 'school' || member === 'from'

const nobody: Values['contact'] = {
  ...{ name: '', relationship: '', hasParentalResponsibility: null, phone: null, email: null, addressLines: null, postcode: null },
  ...{ mayBeCalled: false, mayBeLeftAMessage: false, mayBeWrittenTo: false, mayBeEmailed: false },
  ...{ language: null, needsInterpreter: null, accessNeeds: null, isInUse: true },
}

/** What is so before anything is said. A child has always been said who it is. */
const empty: { readonly [K in DetailKind]: Values[K] | undefined } = {
  child: undefined,
  contact: nobody,
  address: { kind: 'home', lines: [], postcode: null, district: null, from: null, until: null, mayBeWrittenTo: true, isInUse: true },
  stay: { school: '', from: '' as Values['stay']['from'], until: null, yearGroup: null, isInUse: true },
}

function emptyOf<K extends DetailKind>(kind: K): Values[K] {
  const values = empty[kind]
  if (values === undefined) throw new TypeError('a child without a first version')
  return values
}

/** Members of one value may be in another order where they come from the database. */
const sameValues = (one: object, other: object): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => [name, sorted(own)]),
  )
}

function newPlace<K extends DetailKind>(kind: K, head: string, merged: Values[K], all: readonly Version<Values[K]>[]) {
  if (kind !== 'stay') return { record: head, item: newId(), version: 0 }
  const { school, from } = merged as Values['stay']
  const same = all.findLast(({ record, item }) => record === head && item === `${school}~${from}`)
  if (same && (same.values as Values['stay']).isInUse)
    throw fault('/from', 'That the child is on this roll from this day on is on record already')
  return { record: head, item: `${school}~${from}`, version: same?.version ?? 0 }
}

async function refuseOtherRoll(context: Context, { school }: Values['stay'], children: readonly string[]): Promise<void> {
  if (!(await readAgencies(context.transaction)).some(({ id, kind }) => id === school && kind === 'school'))
    throw fault('/school', 'Choose the school')
  if (!mayChangeRoll(context.actor, school)) throw forbidden(children)
}

/** What cannot be so, whoever says it. */
function refuseFaults<K extends DetailKind>(kind: K, merged: Values[K], stored: Values[K] | undefined): void {
  const { child, contact, address, stay } = { [kind]: merged } as Partial<Values>
  if (child?.givenNames === '') throw fault('/givenNames', 'Enter at least one given name')
  if (child?.familyName === '') throw fault('/familyName', 'Enter the family name')
  if (child && child.dateOfBirth === null && (stored as Values['child'] | undefined)?.dateOfBirth) {
    throw fault('/dateOfBirth', 'Enter a date of birth: without one nothing can be said of the next steps. An estimate will do')
  }
  if (contact?.name === '') throw fault('/name', 'Enter the name')
  if (contact?.relationship === '') throw fault('/relationship', 'Enter what they are to the child')
  if (address?.lines.length === 0) throw fault('/lines', 'Enter at least one line of the address')
  if (stay?.school === '') throw fault('/school', 'Choose the school')
  if (stay && !stay.from) throw fault('/from', 'Enter the first day on the roll')
  const times = address ?? stay
  if (times?.from && times.until && times.until < times.from) throw fault('/until', 'Enter a last day that is not before the first')
}
