import { civilDate } from '../calendar/civil-date.ts'
import { type Agency, isOpenSchool, readAgencies } from '../database/agencies.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import {
  classOfMember,
  type DetailKind,
  detailKinds,
  membersOf,
  othersAtAddress,
  readVersions,
  type Values,
  type Version,
  type Versions,
} from '../database/people-of-child.ts'
import { type FieldClass, readsContacts } from '../sharing/fields.ts'
import { type Action, type Context, NotDone } from './action.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

export { classOfMember, type DetailKind, detailKinds, membersOf, type Values }

/** A version of a detail as far as somebody may see it. */
export type ShownVersion<K extends DetailKind> = Version<Partial<Values[K]>>
export type ShownVersions = { readonly [K in DetailKind]: readonly ShownVersion<K>[] }

/** What is known of a child, its family and whom to ask. */
export interface PeopleSeen extends ChildSeen {
  readonly versions: ShownVersions
  /** Other children at an address of this one whom they may see, with where they are. */
  readonly atSameAddress: readonly ChildDetails[]
}

export const seePeople: Action<{ readonly child: string }, PeopleSeen> = async (context, { child: id }) => {
  const { seen, inSight } = await seeChild(context, id)
  const versions = shownVersions(await readVersions(context.transaction, seen.head), seen.details.classes)
  const atSameAddress = await othersThere(context, seen.details)
  const others = atSameAddress.map(({ head }) => head)
  return { children: [...inSight.child.records, ...others], given: { ...seen, versions, atSameAddress } }
}

/** Who lives with a child tells where it is: nobody learns it who may not know where either of them is. */
async function othersThere({ transaction, actor, today }: Context, { head, classes }: ChildDetails): Promise<readonly ChildDetails[]> {
  if (!classes.includes('locating')) return []
  const heads = await othersAtAddress(transaction, head, civilDate(today))
  const details = heads.length > 0 ? await readDetails(transaction, actor, heads, today) : new Map<string, ChildDetails>()
  return heads.flatMap((other) => details.get(other) ?? []).filter((other) => other.classes.includes('locating'))
}

/** Versions without what is not of these classes. Of whoever may not know where the child is, addresses and rolls are not there at all. */
export function shownVersions(versions: Versions, classes: readonly FieldClass[]): ShownVersions {
  const shown = <K extends DetailKind>(kind: K): readonly ShownVersion<K>[] =>
    versions[kind].map((version) => ({ ...version, values: permittedOf(kind, version.values as Values[K], classes) }))
  const isWithheld = !classes.includes('locating')
  return {
    child: shown('child'),
    contact: readsContacts(classes) ? shown('contact') : [],
    address: isWithheld ? [] : shown('address'),
    stay: isWithheld ? [] : shown('stay'),
  }
}

export const permittedOf = <K extends DetailKind>(kind: K, values: Values[K], classes: readonly FieldClass[]): Partial<Values[K]> =>
  Object.fromEntries(
    membersOf(kind)
      .filter((member) => classes.includes(classOfMember(kind, member)))
      .map((member) => [member, values[member]]),
  ) as Partial<Values[K]>

/** The detail that is asked for: by its record and what makes it the one that it is, between them a tilde; `new` for one that is to be made. */
export interface DetailAsked {
  readonly child: string
  readonly kind: DetailKind
  readonly item: string
}

export const NEW = 'new'

/** By which a detail is asked for. Who the child is stands under the record that stands for the child. */
export const itemText = ({ record, item }: Pick<Version<unknown>, 'record' | 'item'>): string => `${record}~${item}`

/** The latest version of each detail, in the order in which the details were first recorded. */
export function latestOf<V extends Pick<Version<unknown>, 'record' | 'item' | 'version'>>(versions: readonly V[]): readonly V[] {
  const latest = new Map<string, V>()
  for (const version of versions) {
    const known = latest.get(itemText(version))
    if (!known || version.version > known.version) latest.set(itemText(version), version)
  }
  return [...latest.values()]
}

/** A form for a detail. */
export interface DetailOpened extends ChildSeen {
  readonly kind: DetailKind
  readonly item: string
  /** Its versions, the first first; none for a new one. */
  readonly versions: readonly ShownVersion<DetailKind>[]
  /** Those that are open. */
  readonly schools: readonly Agency[]
  readonly districts: readonly string[]
}

export const openDetail: Action<DetailAsked, DetailOpened> = async (context, { child: id, kind, item }) => {
  const { seen, inSight } = await seeChild(context, id)
  const all: readonly ShownVersion<DetailKind>[] = shownVersions(await readVersions(context.transaction, seen.head), seen.details.classes)[
    kind
  ]
  const versions = all.filter((version) => itemText(version) === itemOf(seen.head, kind, item))
  if (versions.length === 0 && item !== NEW) throw new NotDone({ outcome: 'absent', asked: id })
  // A school that the child has left changes nothing of it any more.
  if (!seen.details.classes.includes('locating')) throw new NotDone({ outcome: 'forbidden', children: inSight.child.records })
  return { children: inSight.child.records, given: { ...seen, kind, item, versions, ...(await placesOf(context)) } }
}

/** Who the child is, is asked for without naming its record. */
export const itemOf = (head: string, kind: DetailKind, item: string): string =>
  kind === 'child' ? itemText({ record: head, item: '' }) : item

/** Schools that are open, and the districts of the county. */
export async function placesOf({ transaction }: Context): Promise<Pick<DetailOpened, 'schools' | 'districts'>> {
  const agencies = await readAgencies(transaction)
  const districts = agencies.flatMap(({ district, districts: served = [] }) => [...(district === undefined ? [] : [district]), ...served])
  return {
    schools: agencies.filter(isOpenSchool),
    districts: [...new Set(districts)].sort(),
  }
}
