import type { CivilDate } from '../calendar/civil-date.ts'
import { type Agency as AgencyKind, type CaseRecord, isWithdrawal } from '../casefile/fact-table.ts'
import type { FindableByFamily } from '../people/search-keys.ts'
import { addChildren, type NewChild, type Recorder } from './cases.ts'
import type { NewEntry } from './casework.ts'
import { addMatchKeysOf } from './match-keys.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * A whole county at once, into a database that has none: everything that is known of many children in two statements.
 */

/** Somebody who signs in, in one role. */
export interface NewUser {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email?: string
  readonly agency: string
  readonly role: string
}

export interface NewAddress {
  readonly lines: readonly string[]
  readonly postcode: string
  readonly district: string
  readonly mayBeWrittenTo: boolean
}

export interface NewContact {
  readonly id: string
  readonly name: string
  readonly relationship: string
  readonly phone: string | null
  readonly email: string | null
  readonly address: NewAddress | null
  readonly mayBeCalled: boolean
  readonly mayBeLeftAMessage: boolean
  readonly mayBeWrittenTo: boolean
  readonly mayBeEmailed: boolean
  readonly hasParentalResponsibility: boolean
  readonly language: string | null
  readonly needsInterpreter: boolean
}

export interface NewStay {
  readonly school: string
  readonly from: CivilDate
  readonly until: CivilDate | null
  /** 0 for reception. */
  readonly yearGroup: number
}

export interface NewAllocation {
  readonly kind: AgencyKind
  readonly agency: string
  readonly user: string
  readonly from: CivilDate
}

/** A record with who put it on record, and the agency for which they acted. */
export interface NewFact {
  readonly record: CaseRecord
  readonly user: string
  readonly agency: string
}

/** A child with all that is known. */
export interface WholeChild extends NewChild {
  readonly id: string
  readonly address: NewAddress
  readonly contacts: readonly NewContact[]
  readonly stays: readonly NewStay[]
  readonly allocations: readonly NewAllocation[]
  /** The users for whom alone the child exists, and why; none for a child who is not sealed. */
  readonly seal?: { readonly forUsers: readonly string[]; readonly why: string }
  /** Those that do not say when they were recorded were so as their day began. */
  readonly facts: readonly NewFact[]
  /** What was kept that no clause reads, in the order in which it was. */
  readonly casework: readonly NewKept[]
}

/** An entry with who recorded it, and the agency for which they acted. */
export interface NewKept {
  readonly entry: NewEntry
  readonly user: string
  readonly agency: string
}

const insertUsers = statement<object>(
  'insert_users',
  `with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as r(id text, issuer text, subject text, name text, email text, agency text, role text)
  ),
  made as (insert into users (id, issuer, subject, name, email, recorded_by) select id, issuer, subject, name, email, $2 from given)
  insert into user_roles (user_id, agency_id, role, given_by) select id, agency, role, $2 from given`,
)

export const addUsers = async ({ ask }: Transaction, users: readonly NewUser[], { by }: Recorder): Promise<void> =>
  void (await ask(insertUsers, JSON.stringify(users), by))

const insertWhole = statement<object>(
  'insert_whole_children',
  `with
  addresses as (
    insert into child_addresses (child_id, id, version, lines, postcode, district, may_be_written_to, recorded_by)
    select child_id, '1', 1, lines, postcode, district, may_be_written_to, $7
    from jsonb_to_recordset($1::jsonb) as r(child_id text, lines text[], postcode text, district text, may_be_written_to boolean)
  ),
  people as (
    insert into contacts (child_id, id, version, name, relationship, phone, email, address_lines, postcode, may_be_called, may_be_left_a_message,
      may_be_written_to, may_be_emailed, has_parental_responsibility, language, needs_interpreter, recorded_by)
    select child_id, id, 1, name, relationship, phone, email, address_lines, postcode, may_be_called, may_be_left_a_message, may_be_written_to,
      may_be_emailed, has_parental_responsibility, language, needs_interpreter, $7
    from jsonb_to_recordset($2::jsonb) as r(child_id text, id text, name text, relationship text, phone text, email text, address_lines text[], postcode text,
      may_be_called boolean, may_be_left_a_message boolean, may_be_written_to boolean, may_be_emailed boolean, has_parental_responsibility boolean,
      language text, needs_interpreter boolean)
  ),
  stays as (
    insert into on_roll (child_id, agency_id, from_on, version, until_on, year_group, recorded_by)
    select child_id, agency_id, from_on, 1, until_on, year_group, $7
    from jsonb_to_recordset($3::jsonb) as r(child_id text, agency_id text, from_on date, until_on date, year_group integer)
  ),
  allocated as (
    insert into allocations (child_id, id, version, kind, agency_id, user_id, from_on, recorded_by)
    select child_id, id, 1, kind, agency_id, user_id, from_on, $7
    from jsonb_to_recordset($4::jsonb) as r(child_id text, id text, kind text, agency_id text, user_id text, from_on date)
  ),
  sealed as (
    insert into seals (child_id, version, is_sealed, for_users, why, recorded_by)
    select child_id, 1, true, for_users, why, $7 from jsonb_to_recordset($5::jsonb) as r(child_id text, for_users text[], why text)
  )
  insert into facts (child_id, id, type, on_day, by, detail, replaces, withdraws, note, recorded_at, recorded_by, recorded_agency)
  select child_id, id, type, on_day, by, detail, replaces, withdraws, note,
    coalesce(recorded_at, on_day::timestamp at time zone 'Europe/London'), recorded_by, recorded_agency
  from jsonb_to_recordset($6::jsonb) as r(child_id text, id text, type text, on_day date, by text, detail jsonb, replaces text, withdraws text, note text,
    recorded_at timestamptz, recorded_by text, recorded_agency text)`,
)

/** Puts children on record with all that is known of them. What the guidance says of them is for `reassess`. */
export async function addWholeChildren(transaction: Transaction, children: readonly WholeChild[], recorder: Recorder): Promise<void> {
  await addChildren(transaction, children, recorder, familyOf)
  const rowsOf = <Row extends object>(rows: (child: WholeChild) => readonly Row[]): string =>
    JSON.stringify(children.flatMap((child) => rows(child).map((row) => ({ child_id: child.id, ...row }))))
  await transaction.ask(
    insertWhole,
    rowsOf(({ address }) => [addressRow(address)]),
    rowsOf(({ contacts }) => contacts.map(contactRow)),
    rowsOf(({ stays }) =>
      stays.map(({ school, from, until, yearGroup }) => ({ agency_id: school, from_on: from, until_on: until, year_group: yearGroup })),
    ),
    rowsOf(({ allocations }) =>
      allocations.map(({ kind, agency, user, from }, place) => ({
        // Before any id of ours: of two of one day the later one takes over.
        id: `0-${place + 1}`,
        kind,
        agency_id: agency,
        user_id: user,
        from_on: from,
      })),
    ),
    rowsOf(({ seal }) => (seal ? [{ for_users: seal.forUsers, why: seal.why }] : [])),
    rowsOf(({ facts }) => facts.map(factRow)),
    recorder.by,
  )
  await addKept(transaction, children)
  await addMatchKeysOf(
    transaction,
    children.map(({ id }) => id),
  )
}

const familyOf = ({ address, contacts }: WholeChild): FindableByFamily => ({
  contacts: contacts.map(({ name, phone, address: theirs }) => ({ name, phone, postcode: theirs?.postcode ?? null })),
  postcodes: [address.postcode],
})
const insertKept = statement<object>(
  'insert_kept_of_children',
  `insert into casework (child_id, id, kind, on_day, by, of_id, content, recorded_at, recorded_by, agency_id)
  select child_id, id, kind, on_day, by, of_id, content, (on_day + time '12:00') at time zone 'Europe/London', recorded_by, agency_id
  from jsonb_to_recordset($1::jsonb) as r(child_id text, id text, kind text, on_day date, by text, of_id text, content jsonb, recorded_by text,
    agency_id text)`,
)

async function addKept({ ask }: Transaction, children: readonly WholeChild[]): Promise<void> {
  const rows = children.flatMap(({ id: child, casework }) =>
    casework.map(({ entry, user, agency }, place) => ({
      child_id: child,
      // Before any id of ours, and in their order.
      id: `0-${String(place + 1).padStart(4, '0')}`,
      kind: entry.kind,
      on_day: entry.on,
      by: entry.by,
      of_id: entry.of,
      content: entry.content,
      recorded_by: user,
      agency_id: agency,
    })),
  )
  if (rows.length > 0) await ask(insertKept, JSON.stringify(rows))
}

const addressRow = ({ lines, postcode, district, mayBeWrittenTo }: NewAddress) => ({
  lines,
  postcode,
  district,
  may_be_written_to: mayBeWrittenTo,
})

const contactRow = ({ id, name, relationship, phone, email, address, ...may }: NewContact) => ({
  id,
  name,
  relationship,
  phone,
  email,
  address_lines: address?.lines,
  postcode: address?.postcode,
  may_be_called: may.mayBeCalled,
  may_be_left_a_message: may.mayBeLeftAMessage,
  may_be_written_to: may.mayBeWrittenTo,
  may_be_emailed: may.mayBeEmailed,
  has_parental_responsibility: may.hasParentalResponsibility,
  language: may.language,
  needs_interpreter: may.needsInterpreter,
})

const factRow = ({ record, user, agency }: NewFact) => ({
  id: record.id,
  on_day: record.on,
  by: record.by,
  note: record.note,
  recorded_at: record.recordedAt,
  recorded_by: user,
  recorded_agency: agency,
  ...(isWithdrawal(record) ? { withdraws: record.withdraws } : { type: record.type, detail: record.detail, replaces: record.replaces }),
})

const askWhatIsThere = statement<WhatIsThere>(
  'what_is_there',
  'select exists (select from children) as children, exists (select from agencies) as agencies, exists (select from users) as users',
)

/** Of which kinds a database has any. */
export interface WhatIsThere {
  readonly children: boolean
  readonly agencies: boolean
  readonly users: boolean
}

export async function whatIsThere({ ask }: Transaction): Promise<WhatIsThere> {
  const [row] = await ask(askWhatIsThere)
  if (!row) throw new TypeError('a question whether there is anything was not answered')
  return row
}

const FILLING = 7_655_003

const waitForOthers = statement<object>('wait_for_others_who_fill', `select pg_advisory_xact_lock(${FILLING})`)

/** Waits until nobody else fills this database; nobody else begins before this transaction ends. */
export const fillAlone = async ({ ask }: Transaction): Promise<void> => void (await ask(waitForOthers))

/** While tables grow from nothing, no statement goes on as was best when they were empty. */
export const planAnew = async ({ askFreely }: Transaction): Promise<void> =>
  void (await askFreely('set local plan_cache_mode = force_custom_plan'))

const filled = [
  ...[
    'agencies',
    'agency_versions',
    'users',
    'user_roles',
    'children',
    'child_versions',
    'child_addresses',
    'child_assessments',
    'contacts',
    'on_roll',
    'search_keys',
    'match_keys',
  ],
  ...['allocations', 'facts', 'duties', 'episodes', 'may_see'],
]

/** Counts anew what is in the tables that are filled: by that the server plans how it looks things up. Only the owner can; for others nothing is done. */
export const countAnew = async ({ askFreely }: Transaction): Promise<void> => void (await askFreely(`analyze ${filled.join(', ')}`))
