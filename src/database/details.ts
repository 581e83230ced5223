import type { CivilDate, Day } from '../calendar/civil-date.ts'
import { type FieldClass, readsContacts } from '../sharing/fields.ts'
import type { Actor } from '../sharing/roles.ts'
import { type Sight, seenAmong } from './access.ts'
import type { StoredVersion } from './match-keys.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { isLatest, MEMBERS } from './records.ts'

/*
 * Who a child is, where it lives, at which school it is and who can be asked: read here and nowhere else, so that nobody gets what is not of their classes.
 */

/** Who a child is. */
export interface ChildValues {
  readonly givenNames: string
  readonly familyName: string
  readonly knownAs: string | null
  readonly formerNames: readonly string[]
  readonly dateOfBirth: CivilDate | null
  readonly isDateOfBirthEstimated: boolean
  readonly sex: 'female' | 'male' | 'unknown' | null
  readonly upn: string | null
  readonly formerUpns: readonly string[]
  readonly nhsNumber: string | null
  readonly ehcp: readonly Period[]
  /** The language that the child speaks best. */
  readonly language: string | null
  /** Null where it is not known. */
  readonly needsInterpreter: boolean | null
  /** What helps the child when somebody meets it, or is to be kept from it. */
  readonly accessNeeds: string | null
}

/** What somebody may know of a child. Members of a class that is not theirs are as if nothing was known: null, or an empty list. */
export interface ChildDetails extends Sight, ChildValues {
  /** 0 for reception; of the last stay that is known. */
  readonly yearGroup: number | null
  /** On which rolls; of somebody who may not know where the child is, those of their own school. The last first. */
  readonly stays: readonly Stay[]
  readonly addresses: readonly Address[]
  readonly contacts: readonly Contact[]
  readonly seal: { readonly users: readonly string[]; readonly why: string } | null
  /** Where the child is, is not for this person: schools, addresses, telephone numbers are left out. A page says so. */
  readonly isWhereaboutsWithheld: boolean
}

export interface Period {
  readonly from: CivilDate
  readonly to?: CivilDate
}

export interface Stay {
  readonly agency: string
  readonly school: string
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly yearGroup: number | null
}

export interface Address {
  readonly id: string
  readonly lines: readonly string[]
  readonly postcode: string | null
  readonly district: string | null
  readonly from: CivilDate | null
  readonly until: CivilDate | null
  readonly mayBeWrittenTo: boolean
  /** What the address is to the child. */
  readonly kind: AddressKind
}

export const addressKinds = ['home', 'other-parent', 'temporary', 'safe-place', 'post-only', 'other'] as const
export type AddressKind = (typeof addressKinds)[number]

export interface Contact {
  readonly id: string
  readonly name: string
  readonly relationship: string
  readonly phone: string | null
  readonly email: string | null
  readonly addressLines: readonly string[] | null
  readonly postcode: string | null
  readonly mayBeCalled: boolean
  readonly mayBeLeftAMessage: boolean
  readonly mayBeWrittenTo: boolean
  readonly mayBeEmailed: boolean
  /** Null where it is not known, as below. */
  readonly hasParentalResponsibility: boolean | null
  readonly language: string | null
  readonly needsInterpreter: boolean | null
  readonly accessNeeds: string | null
}

/** The classes of the columns that are read, as their comments in the database have them. A test compares. */
export const columnClasses = {
  child_versions: {
    given_names: 'identifying',
    family_name: 'identifying',
    known_as: 'identifying',
    former_names: 'identifying',
    date_of_birth: 'identifying',
    date_of_birth_estimated: 'identifying',
    sex: 'identifying',
    upn: 'identifying',
    former_upns: 'identifying',
    nhs_number: 'identifying',
    ehcp: 'open',
    language: 'identifying',
    needs_interpreter: 'open',
    access_needs: 'notes',
  },
  child_addresses: {
    id: 'open',
    lines: 'locating',
    postcode: 'locating',
    district: 'locating',
    from_on: 'locating',
    until_on: 'locating',
    may_be_written_to: 'locating',
    kind: 'locating',
    is_in_use: 'open',
  },
  contacts: {
    id: 'open',
    name: 'identifying',
    relationship: 'identifying',
    phone: 'locating',
    email: 'locating',
    address_lines: 'locating',
    postcode: 'locating',
    may_be_called: 'open',
    may_be_left_a_message: 'open',
    may_be_written_to: 'open',
    may_be_emailed: 'open',
    has_parental_responsibility: 'identifying',
    language: 'identifying',
    needs_interpreter: 'open',
    access_needs: 'notes',
    is_in_use: 'open',
  },
  on_roll: { agency_id: 'locating', from_on: 'locating', until_on: 'locating', year_group: 'open', is_in_use: 'open' },
  seals: { for_users: 'sealed', why: 'sealed' },
} as const satisfies Record<string, Record<string, FieldClass>>

type Table = keyof typeof columnClasses

interface Columns {
  readonly child_versions: StoredVersion & {
    readonly ehcp: readonly Period[]
    readonly language: string | null
    readonly needs_interpreter: boolean | null
    readonly access_needs: string | null
  }
  readonly child_addresses: {
    readonly id: string
    readonly lines: readonly string[]
    readonly postcode: string | null
    readonly district: string | null
    readonly from_on: CivilDate | null
    readonly until_on: CivilDate | null
    readonly may_be_written_to: boolean
    readonly kind: AddressKind
    readonly is_in_use: boolean
  }
  readonly contacts: {
    readonly id: string
    readonly name: string
    readonly relationship: string
    readonly phone: string | null
    readonly email: string | null
    readonly address_lines: readonly string[] | null
    readonly postcode: string | null
    readonly may_be_called: boolean
    readonly may_be_left_a_message: boolean
    readonly may_be_written_to: boolean
    readonly may_be_emailed: boolean
    readonly has_parental_responsibility: boolean | null
    readonly language: string | null
    readonly needs_interpreter: boolean | null
    readonly access_needs: string | null
    readonly is_in_use: boolean
  }
  readonly on_roll: {
    readonly agency_id: string
    readonly from_on: CivilDate
    readonly until_on: CivilDate | null
    readonly year_group: number | null
    readonly is_in_use: boolean
  }
  readonly seals: { readonly for_users: readonly string[]; readonly why: string }
}

type Row<T extends Table> = Columns[T]

interface DetailsRow {
  readonly head: string
  /** The latest version of each record, that of the head first. */
  readonly versions: readonly Row<'child_versions'>[]
  readonly addresses: readonly Row<'child_addresses'>[]
  readonly contacts: readonly Row<'contacts'>[]
  readonly stays: readonly (Row<'on_roll'> & { readonly school: string })[]
  readonly seals: readonly Row<'seals'>[]
}

const columnsOf = (table: Table, row: string): string =>
  `jsonb_build_object(${Object.keys(columnClasses[table])
    .map((column) => `'${column}', ${row}.${column}`)
    .join(', ')})`

const detailsOf = statement<DetailsRow>(
  'details_of',
  `with ${MEMBERS},
  groups as (select head, array_agg(id order by id <> head, id) as records from members group by head)
  select g.head,
    (select coalesce(jsonb_agg(${columnsOf('child_versions', 'v')} order by r.place), '[]') from unnest(g.records) with ordinality as r(id, place),
      lateral (select * from child_versions v where v.child_id = r.id order by version desc limit 1) as v) as versions,
    (select coalesce(jsonb_agg(${columnsOf('child_addresses', 'a')} order by a.until_on desc nulls first, a.from_on desc nulls last, a.recorded_at desc, a.id), '[]')
      from child_addresses a where a.child_id = any(g.records) and a.is_in_use
        and ${isLatest('child_addresses', 'a')}) as addresses,
    (select coalesce(jsonb_agg(${columnsOf('contacts', 'c')} order by c.id), '[]') from contacts c where c.child_id = any(g.records) and c.is_in_use
        and ${isLatest('contacts', 'c')}) as contacts,
    (select coalesce(jsonb_agg(${columnsOf('on_roll', 'o')} || jsonb_build_object('school',
        ${nameOfAgency('o.agency_id')})
        order by o.until_on desc nulls first, o.from_on desc, o.agency_id), '[]')
      from on_roll o where o.child_id = any(g.records) and o.is_in_use and ${isLatest('on_roll', 'o')}) as stays,
    (select coalesce(jsonb_agg(${columnsOf('seals', 's')} order by s.child_id), '[]') from seals s where s.child_id = any(g.records) and s.is_sealed
        and ${isLatest('seals', 's')}) as seals
  from groups g`,
)

/**
 * What an actor may know of children on a day, by their heads. Whom they may not see is not there, nor is a child for somebody who may not know who it is.
 */
export async function readDetails(
  transaction: Transaction,
  actor: Actor,
  heads: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, ChildDetails>> {
  const seen = await seenAmong(transaction, actor, heads, today)
  const known = new Map([...seen.values()].filter(({ classes }) => classes.includes('identifying')).map((sight) => [sight.head, sight]))
  if (known.size === 0) return new Map()
  const rows = await transaction.ask(detailsOf, [...known.keys()])
  return new Map(
    rows.flatMap((row) => {
      const sight = known.get(row.head)
      return sight ? [[row.head, detailsFrom(row, sight, actor.agency.id)]] : []
    }),
  )
}

/** What a match compares of a child, to tell it from others: who it is, and nothing of where it is or of what happened. */
export type Compared = Pick<
  ChildDetails,
  | 'head'
  | 'givenNames'
  | 'familyName'
  | 'knownAs'
  | 'formerNames'
  | 'dateOfBirth'
  | 'isDateOfBirthEstimated'
  | 'sex'
  | 'upn'
  | 'formerUpns'
  | 'nhsNumber'
>

/** What a match compares of children, whoever asks: for those alone who may match, and of children that are not sealed, which is for the caller to have asked. */
export async function readToCompare({ ask }: Transaction, heads: readonly string[]): Promise<ReadonlyMap<string, Compared>> {
  if (heads.length === 0) return new Map()
  const rows = await ask(detailsOf, heads)
  return new Map(rows.map((row) => [row.head, detailsFrom(row, { head: row.head, relationships: [], classes: ['identifying'] }, '')]))
}

/** What is left of a row where all but the columns of some classes are taken away. */
function permitted<T extends Table>(table: T, row: Row<T>, classes: readonly FieldClass[]): Partial<Row<T>> {
  const byColumn: Readonly<Record<string, FieldClass>> = columnClasses[table]
  const isPermitted = (column: string): boolean => {
    const own = byColumn[column]
    return own !== undefined && classes.includes(own)
  }
  return Object.fromEntries(Object.entries(row).filter(([column]) => isPermitted(column))) as Partial<Row<T>>
}

function detailsFrom(row: DetailsRow, sight: Sight, ownAgency: string): ChildDetails {
  const { classes } = sight
  const versions = row.versions.map((version) => permitted('child_versions', version, classes))
  const first = <Value>(value: (version: Partial<Row<'child_versions'>>) => Value | null | undefined): Value | null =>
    versions.map(value).find((found) => found !== null && found !== undefined) ?? null
  const all = <Value>(values: (version: Partial<Row<'child_versions'>>) => readonly Value[] | undefined): readonly Value[] => [
    ...new Set(versions.flatMap((version) => values(version) ?? [])),
  ]
  const isWhereaboutsWithheld = !classes.includes('locating')
  return {
    ...sight,
    givenNames: first(({ given_names }) => given_names) ?? '',
    familyName: first(({ family_name }) => family_name) ?? '',
    knownAs: first(({ known_as }) => known_as),
    formerNames: all(({ former_names }) => former_names),
    dateOfBirth: first(({ date_of_birth }) => date_of_birth),
    isDateOfBirthEstimated: versions.find(({ date_of_birth }) => date_of_birth)?.date_of_birth_estimated ?? false,
    sex: first(({ sex }) => sex),
    upn: first(({ upn }) => upn),
    formerUpns: all(({ former_upns }) => former_upns),
    nhsNumber: first(({ nhs_number }) => nhs_number),
    ehcp: all(({ ehcp }) => ehcp),
    language: first(({ language }) => language),
    needsInterpreter: first(({ needs_interpreter }) => needs_interpreter),
    accessNeeds: first(({ access_needs }) => access_needs),
    yearGroup: row.stays.map((stay) => permitted('on_roll', stay, classes).year_group ?? null).find((group) => group !== null) ?? null,
    stays: row.stays
      .filter(({ agency_id }) => !isWhereaboutsWithheld || agency_id === ownAgency)
      .map(({ agency_id, school, from_on, until_on, year_group }) => ({
        agency: agency_id,
        school,
        from: from_on,
        until: until_on,
        yearGroup: year_group,
      })),
    addresses: row.addresses.flatMap((address) => addressOf(permitted('child_addresses', address, classes))),
    contacts: readsContacts(classes) ? row.contacts.flatMap((contact) => contactOf(permitted('contacts', contact, classes))) : [],
    seal: sealOf(row.seals.map((seal) => permitted('seals', seal, classes))),
    isWhereaboutsWithheld,
  }
}

const addressOf = ({
  id,
  lines,
  postcode,
  district,
  from_on,
  until_on,
  may_be_written_to,
  kind,
}: Partial<Row<'child_addresses'>>): Address[] =>
  id === undefined || lines === undefined
    ? []
    : [
        {
          id,
          lines,
          postcode: postcode ?? null,
          district: district ?? null,
          from: from_on ?? null,
          until: until_on ?? null,
          mayBeWrittenTo: may_be_written_to ?? false,
          kind: kind ?? 'other',
        },
      ]

const contactOf = (contact: Partial<Row<'contacts'>>): Contact[] => {
  const { id, name, relationship, phone, email, address_lines, postcode } = contact
  if (id === undefined || name === undefined || relationship === undefined) return []
  return [
    {
      id,
      name,
      relationship,
      phone: phone ?? null,
      email: email ?? null,
      addressLines: address_lines ?? null,
      postcode: postcode ?? null,
      mayBeCalled: contact.may_be_called ?? false,
      mayBeLeftAMessage: contact.may_be_left_a_message ?? false,
      mayBeWrittenTo: contact.may_be_written_to ?? false,
      mayBeEmailed: contact.may_be_emailed ?? false,
      hasParentalResponsibility: contact.has_parental_responsibility ?? null,
      language: contact.language ?? null,
      needsInterpreter: contact.needs_interpreter ?? null,
      accessNeeds: contact.access_needs ?? null,
    },
  ]
}

/** The stricter seal of all records counts. */
function sealOf(seals: readonly Partial<Row<'seals'>>[]): ChildDetails['seal'] {
  const [first, ...others] = seals
  if (first?.for_users === undefined || first.why === undefined) return null
  const users = first.for_users.filter((user) => others.every(({ for_users }) => for_users?.includes(user)))
  return { users, why: [first.why, ...others.flatMap(({ why }) => why ?? [])].join('; ') }
}
