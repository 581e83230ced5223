import type { CivilDate } from '../calendar/civil-date.ts'
import type { FieldClass } from '../sharing/fields.ts'
import { type Address, type ChildValues, type Contact, columnClasses } from './details.ts'
import { addMatchKeysOf } from './match-keys.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, isLatest, keys, MEMBERS } from './records.ts'
import { remakeSearchKeys } from './search.ts'

/*
 * Who a child is, where it lives, who can be asked and on which roll it is, with every version of it: for changing it, and for its history. What of it somebody
 * may see is for the caller to leave out (`classOfMember`).
 */

/** Somebody who can be asked. */
export interface ContactValues extends Omit<Contact, 'id'> {
  readonly isInUse: boolean
}

export interface AddressValues extends Omit<Address, 'id'> {
  readonly isInUse: boolean
}

/** A stay on a roll. The school and its first day are what makes it the one that it is. */
export interface StayValues {
  readonly school: string
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly yearGroup: number | null
  readonly isInUse: boolean
}

export interface Values {
  readonly child: ChildValues
  readonly contact: ContactValues
  readonly address: AddressValues
  readonly stay: StayValues
}
export type DetailKind = keyof Values
export const detailKinds = ['child', 'contact', 'address', 'stay'] as const satisfies readonly DetailKind[]

/** A detail as it was put on record once. */
export interface Version<V> {
  /** The record of the child under which it is. */
  readonly record: string
  /** What makes it the one that it is among those of the child: an empty text for who the child is. */
  readonly item: string
  readonly version: number
  readonly values: V
  /** RFC 3339. */
  readonly recordedAt: string
  /** The name of the user; of a command, what it is called. */
  readonly recordedBy: string
}

export type Versions = { readonly [K in DetailKind]: readonly Version<Values[K]>[] }

interface Columns<V> {
  readonly table: Exclude<keyof typeof columnClasses, 'seals'>
  readonly members: { readonly [M in keyof V]: string }
}

const common = { language: 'language', needsInterpreter: 'needs_interpreter', accessNeeds: 'access_needs' } as const

const columns: { readonly [K in DetailKind]: Columns<Values[K]> } = {
  child: {
    table: 'child_versions',
    members: {
      givenNames: 'given_names',
      familyName: 'family_name',
      knownAs: 'known_as',
      formerNames: 'former_names',
      dateOfBirth: 'date_of_birth',
      isDateOfBirthEstimated: 'date_of_birth_estimated',
      sex: 'sex',
      upn: 'upn',
      formerUpns: 'former_upns',
      nhsNumber: 'nhs_number',
      ehcp: 'ehcp',
      ...common,
    },
  },
  contact: {
    table: 'contacts',
    members: {
      name: 'name',
      relationship: 'relationship',
      hasParentalResponsibility: 'has_parental_responsibility',
      phone: 'phone',
      email: 'email',
      addressLines: 'address_lines',
      postcode: 'postcode',
      mayBeCalled: 'may_be_called',
      mayBeLeftAMessage: 'may_be_left_a_message',
      mayBeWrittenTo: 'may_be_written_to',
      mayBeEmailed: 'may_be_emailed',
      ...common,
      isInUse: 'is_in_use',
    },
  },
  address: {
    table: 'child_addresses',
    members: {
      kind: 'kind',
      lines: 'lines',
      postcode: 'postcode',
      district: 'district',
      from: 'from_on',
      until: 'until_on',
      mayBeWrittenTo: 'may_be_written_to',
      isInUse: 'is_in_use',
    },
  },
  stay: {
    table: 'on_roll',
    members: { school: 'agency_id', from: 'from_on', until: 'until_on', yearGroup: 'year_group', isInUse: 'is_in_use' },
  },
}

/** The members of a kind of detail, in the order in which people read them. */
export const membersOf = <K extends DetailKind>(kind: K): readonly (keyof Values[K] & string)[] =>
  Object.keys(columns[kind].members) as (keyof Values[K] & string)[]

/** The class of a member, as that of its column. */
export function classOfMember<K extends DetailKind>(kind: K, member: keyof Values[K]): FieldClass {
  const { table, members } = columns[kind]
  const classes: Readonly<Record<string, FieldClass>> = columnClasses[table]
  const own = classes[members[member]]
  if (!own) throw new TypeError(`${String(member)} of a ${kind} has no class`)
  return own
}

const readOf = (kind: DetailKind): string => {
  const { table, members } = columns[kind]
  const key = keys[table]
  const values = Object.entries(members).map(([member, column]) => `'${member}', v.${column}`)
  const item = key.length === 0 ? `''` : `concat_ws('~', ${key.map((column) => `v.${column}`).join(', ')})`
  return `select '${kind}' as kind, v.child_id as record, ${item} as item, v.version, jsonb_build_object(${values.join(', ')}) as values,
    v.recorded_at, coalesce(u.name, v.recorded_by) as recorded_by
  from ${table} v left join users u on u.id = v.recorded_by where v.child_id in (select id from members)`
}

interface VersionRow {
  readonly kind: DetailKind
  readonly record: string
  readonly item: string
  readonly version: number
  readonly values: unknown
  readonly recorded_at: string
  readonly recorded_by: string
}

const versionsOf = statement<VersionRow>(
  'versions_of_details',
  `with ${MEMBERS} ${detailKinds.map(readOf).join(' union all ')} order by recorded_at, kind, record, item, version`,
)

/** Every version of every detail of a child, in the order in which they were recorded. */
export async function readVersions({ ask }: Transaction, child: string): Promise<Versions> {
  const rows = await ask(versionsOf, [child])
  const ofKind = <K extends DetailKind>(wanted: K): readonly Version<Values[K]>[] =>
    rows
      .filter(({ kind }) => kind === wanted)
      .map(({ record, item, version, values, recorded_at, recorded_by }) => ({
        ...{ record, item, version, recordedAt: recorded_at, recordedBy: recorded_by },
        values: values as Values[K],
      }))
  return { child: ofKind('child'), contact: ofKind('contact'), address: ofKind('address'), stay: ofKind('stay') }
}

const insertOf = (kind: DetailKind) => {
  const { table, members } = columns[kind]
  const key: readonly string[] = keys[table]
  const own = Object.values(members).filter((column) => !key.includes(column))
  return statement<object>(
    `insert_version_of_${kind}`,
    `insert into ${table} (child_id, version, ${[...key, ...own].join(', ')}, recorded_by)
    select $1, $2, ${[...key, ...own].map((column) => `r.${column}`).join(', ')}, $4 from jsonb_populate_record(null::${table}, $3::jsonb) as r`,
  )
}

const inserts: { readonly [K in DetailKind]: ReturnType<typeof insertOf> } = {
  child: insertOf('child'),
  contact: insertOf('contact'),
  address: insertOf('address'),
  stay: insertOf('stay'),
}

/** Puts a version of a detail on record of a child that is held; of a contact or an address, `item` is its id. By all but its stays it is found, too. */
export async function putVersion<K extends DetailKind>(
  transaction: Transaction,
  kind: K,
  { record, item, version, values }: Pick<Version<Values[K]>, 'record' | 'item' | 'version' | 'values'>,
  by: string,
): Promise<void> {
  const { table, members } = columns[kind]
  const key: readonly string[] = keys[table]
  const row = Object.fromEntries([
    ...membersOf(kind).map((member) => [members[member], values[member]] as const),
    ...(key.includes('id') ? [['id', item] as const] : []),
  ])
  await transaction.ask(inserts[kind], record, version, JSON.stringify(row), by)
  if (kind !== 'stay') await remakeSearchKeys(transaction, [record])
  if (kind === 'child' || kind === 'address') await addMatchKeysOf(transaction, [record])
}

// ---- Stays of many children ---------------------------------------------------------------------------------------------------------------

/** A stay on a roll, with the child whose it is. */
export interface StayOfChild extends Pick<Version<StayValues>, 'record' | 'version' | 'values'> {
  /** The record that stands for the child. */
  readonly head: string
}

const staysAt = statement<{ head: string; record: string; version: number; values: StayValues }>(
  'stays_at_school',
  `with ${MEMBERS}
  select m.head, v.child_id as record, v.version, jsonb_build_object(${Object.entries(columns.stay.members)
    .map(([member, column]) => `'${member}', v.${column}`)
    .join(', ')}) as values
  from members m join on_roll v on v.child_id = m.id where v.agency_id = $2 and ${isLatest('on_roll', 'v')}`,
)

/** The stays of children on the roll of one school, each as it is known now, and those too that were recorded in error. */
export const readStaysAt = ({ ask }: Transaction, children: readonly string[], school: string): Promise<readonly StayOfChild[]> =>
  ask(staysAt, children, school)

const insertStays = statement<object>(
  'insert_versions_of_stays',
  `insert into on_roll (child_id, agency_id, from_on, version, until_on, year_group, is_in_use, recorded_by)
  select child_id, agency_id, from_on, version, until_on, year_group, is_in_use, $2
  from jsonb_to_recordset($1::jsonb) as r(child_id text, agency_id text, from_on date, version integer, until_on date, year_group integer, is_in_use boolean)`,
)

/** Puts versions of stays on record of children that are held. */
export async function putStays({ ask }: Transaction, stays: readonly Omit<StayOfChild, 'head'>[], by: string): Promise<void> {
  const rows = stays.map(({ record, version, values }) => ({
    ...{ child_id: record, version },
    ...Object.fromEntries(membersOf('stay').map((member) => [columns.stay.members[member], values[member]] as const)),
  }))
  if (rows.length > 0) await ask(insertStays, JSON.stringify(rows), by)
}

// ---- Others at the same address ----------------------------------------------------------------------------------------------------------

const othersThere = statement<{ head: string }>(
  'others_at_address',
  `with ${MEMBERS},
  own as (
    select distinct upper(replace(a.postcode, ' ', '')) as postcode, lower(a.lines[1]) as line from child_addresses a
    where a.child_id in (select id from members) and a.postcode is not null and a.is_in_use and ($2::date <= a.until_on or a.until_on is null)
      and ${isLatest('child_addresses', 'a')}
  )
  select distinct ${headOf('a.child_id')} as head
  from own join child_addresses a on a.postcode is not null and upper(replace(a.postcode, ' ', '')) = own.postcode and lower(a.lines[1]) = own.line
  where a.is_in_use and ($2::date <= a.until_on or a.until_on is null) and a.child_id not in (select id from members)
    and ${isLatest('child_addresses', 'a')}
  order by head limit 50`,
)

/** Children who live, as far as is known, at an address of this child, by their heads. Who of them may be seen is for the caller to ask. */
export const othersAtAddress = async ({ ask }: Transaction, child: string, today: CivilDate): Promise<readonly string[]> =>
  (await ask(othersThere, [child], today)).map(({ head }) => head)
