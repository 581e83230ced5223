import type { Calendar } from '../calendar/calendar.ts'
import { type CivilDate, dayOf } from '../calendar/civil-date.ts'
import { listed } from '../calendar/words.ts'
import type { Agency as AgencyKind, CaseFile, CaseRecord, Service } from '../casefile/fact-table.ts'
import { type Agency, putAgencies } from '../database/agencies.ts'
import { writeAudit } from '../database/audit.ts'
import { holdChildren } from '../database/cases.ts'
import type { NewEntry } from '../database/casework.ts'
import { type DirectoryEntry, putDirectory } from '../database/directory.ts'
import {
  addUsers,
  addWholeChildren,
  countAnew,
  fillAlone,
  type NewAddress,
  planAnew,
  type WholeChild,
  whatIsThere,
} from '../database/loading.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { type OnProgress, type Rules, reassess } from '../database/projection.ts'
import { COUNTY, changeCalendar, readRules } from '../database/rules.ts'
import { LOCAL_ISSUER } from '../database/users.ts'
import { kindOfRole, type Role } from '../sharing/roles.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * A made-up county, put into a database that has none. All of it comes in one transaction, with what the guidance says of each child: whoever looks from
 * outside sees no county or the whole of it, and one that was broken off, however it was, is as if it had never begun.
 */

/** What of a made-up county is put on record; `syntheticCounty` makes one. */
export interface CountyToFill {
  readonly day: CivilDate
  readonly calendar: Calendar
  readonly agencies: readonly {
    readonly id: string
    readonly kind: AgencyKind
    readonly name: string
    readonly districts?: readonly string[]
    readonly oversees?: boolean
  }[]
  /** What more is known of those agencies that are schools. */
  readonly schools: readonly { readonly id: string; readonly phase: string; readonly urn: string; readonly district: string }[]
  readonly people: readonly Person[]
  readonly directory: readonly DirectoryEntry[]
  readonly numberOfHouseholds: number
  households(): Iterable<Household>
}

interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly agency: string
  readonly email: string
}

interface Household {
  readonly family: {
    readonly address: { readonly lines: readonly string[]; readonly town: string; readonly district: string; readonly postcode: string }
    readonly contacts: readonly {
      readonly id: string
      readonly name: string
      readonly relation: string
      readonly hasParentalResponsibility: boolean
      readonly livesWithChild: boolean
      readonly phone: string | null
      readonly email: string | null
      readonly safeTo: { readonly ring: boolean; readonly post: boolean; readonly message: boolean }
    }[]
    /** What is spoken at home. */
    readonly language: string
    readonly needsInterpreter: boolean
  }
  readonly children: readonly ChildToFill[]
}

interface ChildToFill {
  readonly pupil: {
    readonly id: string
    readonly forename: string
    readonly surname: string
    readonly sex: 'female' | 'male'
    readonly upn: string | null
    readonly nhsNumber: string | null
    readonly sealedTo: readonly string[] | null
  }
  readonly caseFile: CaseFile
  readonly stays: readonly {
    readonly school: string
    readonly from: CivilDate
    readonly until: CivilDate | null
    readonly yearGroup: 'R' | number
  }[]
  readonly allocations: readonly { readonly role: 'cme-officer' | Service; readonly person: string; readonly from: CivilDate }[]
  readonly casework: readonly NewEntry[]
}

/** What a county was filled with. */
export interface Filled {
  readonly agencies: number
  readonly people: number
  readonly children: number
  readonly facts: number
}

const recorder = { by: 'command: fill' }

/**
 * Fills a database with a made-up county, assessed for the county's day. Of two at once one does it, and the other finds it done. Throws a `DatabaseProblem`
 * where the database has children, agencies or people already: nothing made up comes beside them. `onProgress` is told of households.
 */
export const fillWithCounty = (database: Database, county: CountyToFill, onProgress: OnProgress = () => {}): Promise<Filled> =>
  database.inTransaction(async (transaction) => {
    await fillAlone(transaction)
    await refuseWhereThereIsSomething(transaction)
    await planAnew(transaction)
    const rules = await putRules(transaction, county)
    await putAgencies(transaction, agenciesOf(county), recorder)
    await putDirectory(transaction, county.directory, recorder)
    await addUsers(
      transaction,
      county.people.map((person) => ({ ...person, issuer: LOCAL_ISSUER, subject: person.id })),
      recorder,
    )
    const { children, facts } = await putChildren(transaction, county, rules, onProgress)
    await countAnew(transaction)
    await writeAudit(transaction, { who: recorder.by, action: 'fill-with-county', outcome: 'done', children: [] })
    return { agencies: county.agencies.length, people: county.people.length, children, facts }
  })

/** Fills the database that the environment names. Refuses one in production. */
export function fillDatabase(env: NodeJS.ProcessEnv, county: CountyToFill, onProgress: OnProgress): Promise<Filled> {
  if (env['NODE_ENV'] === 'production') {
    throw new DatabaseProblem('This is production (NODE_ENV), and nothing made up is put where real children may be.')
  }
  return withDatabase(env, 'owner', (database) => fillWithCounty(database, county, onProgress))
}

async function refuseWhereThereIsSomething(transaction: Transaction): Promise<void> {
  const { children, agencies, users } = await whatIsThere(transaction)
  const there = [...(children ? ['children'] : []), ...(agencies ? ['agencies'] : []), ...(users ? ['people'] : [])]
  if (there.length === 0) return
  throw new DatabaseProblem(`There are ${listed(there)} in the database already; a made-up county goes only into one that has none.`)
}

/** A calendar that somebody loaded before stays the county's. */
async function putRules(transaction: Transaction, { calendar }: CountyToFill): Promise<Rules> {
  const before = await readRules(transaction)
  if (before) return before
  await changeCalendar(transaction, COUNTY, calendar.file, 'the calendar of the made-up county', recorder)
  const rules = await readRules(transaction)
  if (!rules) throw new TypeError('a calendar that was put on record is not there')
  return rules
}

function agenciesOf({ agencies, schools }: CountyToFill): readonly Agency[] {
  const details = new Map(schools.map(({ id, phase, urn, district }) => [id, { phase, urn, district }]))
  return agencies.map(({ id, kind, name, districts, oversees }) => ({
    id,
    kind,
    name,
    ...details.get(id),
    ...(districts && { districts }),
    ...(oversees !== undefined && { oversees }),
  }))
}

/** So many households together: their children are written with a few statements, and assessed with a few more. */
const TOGETHER = 200

async function putChildren(
  transaction: Transaction,
  county: CountyToFill,
  rules: Rules,
  onProgress: OnProgress,
): Promise<Pick<Filled, 'children' | 'facts'>> {
  const [day, staff] = [dayOf(county.day), staffOf(county.people)]
  let [households, children, facts, countAt] = [0, 0, 0, 0]
  for (const together of inGroups(county.households(), TOGETHER)) {
    const whole = together.flatMap((household) => childrenOf(household, staff))
    await addWholeChildren(transaction, whole, recorder)
    await reassess(
      transaction,
      await holdChildren(
        transaction,
        whole.map(({ id }) => id),
      ),
      rules,
      day,
    )
    households += together.length
    children += whole.length
    facts += whole.reduce((sum, child) => sum + child.facts.length, 0)
    if (households >= countAt) {
      await countAnew(transaction)
      countAt = 4 * households
    }
    onProgress(households, county.numberOfHouseholds)
  }
  return { children, facts }
}

function* inGroups<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let group: Item[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function childrenOf({ family, children }: Household, staff: Staff): readonly WholeChild[] {
  const { lines, town, district, postcode } = family.address
  const atHome = family.contacts.filter(({ livesWithChild }) => livesWithChild)
  // A letter may be opened by anybody who lives there.
  const address: NewAddress = { lines: [...lines, town], district, postcode, mayBeWrittenTo: atHome.every(({ safeTo }) => safeTo.post) }
  return children.map((child) => wholeChild(child, family, address, staff))
}

function wholeChild(child: ChildToFill, { contacts, ...spoken }: Household['family'], home: NewAddress, staff: Staff): WholeChild {
  const { pupil, caseFile, stays, allocations } = child
  return {
    id: pupil.id,
    givenNames: pupil.forename,
    familyName: pupil.surname,
    dateOfBirth: caseFile.child.dateOfBirth,
    sex: pupil.sex,
    ...(pupil.upn !== null && { upn: pupil.upn }),
    ...(pupil.nhsNumber !== null && { nhsNumber: pupil.nhsNumber }),
    ...(caseFile.child.ehcp && { ehcp: caseFile.child.ehcp }),
    address: home,
    contacts: contacts.map(({ id, name, relation, hasParentalResponsibility, livesWithChild, phone, email, safeTo }) => ({
      id,
      name,
      relationship: relation,
      phone,
      email,
      address: livesWithChild ? home : null,
      mayBeCalled: safeTo.ring,
      mayBeLeftAMessage: safeTo.message,
      mayBeWrittenTo: safeTo.post,
      mayBeEmailed: safeTo.message,
      hasParentalResponsibility,
      language: livesWithChild && spoken.language !== 'English' ? spoken.language : null,
      needsInterpreter: livesWithChild && spoken.needsInterpreter,
    })),
    stays: stays.map(({ yearGroup, ...stay }) => ({ ...stay, yearGroup: yearGroup === 'R' ? 0 : yearGroup })),
    allocations: allocations.map(({ role, person, from }) => ({ kind: role, agency: staff.named(person).agency, user: person, from })),
    ...(pupil.sealedTo && { seal: { forUsers: pupil.sealedTo, why: 'a child of whom only those listed may know' } }),
    facts: caseFile.facts.map((record) => {
      const { id, agency } = recorderOf(record, child, staff)
      return { record, user: id, agency }
    }),
    casework: child.casework.map((entry) => {
      const { id, agency } = recorderOf(entry, child, staff)
      return { entry, user: id, agency }
    }),
  }
}

// ---- Who recorded what -----------------------------------------------------------------------------------------------------------------

/** The people of the county, as they are looked for. */
interface Staff {
  /** Throws for somebody who is not of the county. */
  named(id: string): Person
  /** Who first comes to mind of a kind of agency. */
  readonly of: ReadonlyMap<AgencyKind, Person>
  /** Of each school, the attendance lead. */
  readonly leads: ReadonlyMap<string, Person>
}

function staffOf(people: readonly Person[]): Staff {
  const byId = new Map(people.map((person) => [person.id, person]))
  const backwards = people.toReversed()
  return {
    named(id) {
      const person = byId.get(id)
      if (!person) throw new TypeError(`a case names ${id}, who is not of the county`)
      return person
    },
    of: new Map(backwards.map((person) => [kindOfRole[person.role], person])),
    leads: new Map(backwards.flatMap((person) => (person.role === 'attendance-lead' ? [[person.agency, person]] : []))),
  }
}

/**
 * Who put a record on record: of a sealed child one of those who know of it; the lead of the school where the child was; whoever has the child; or somebody
 * of the agency. What an agency did that does not work with Onroll, the CME officer recorded for it.
 */
function recorderOf({ by, on }: Pick<CaseRecord, 'by' | 'on'>, { pupil, stays, allocations }: ChildToFill, staff: Staff): Person {
  if (pupil.sealedTo) {
    const listed = pupil.sealedTo.map(staff.named)
    const [first] = [...listed.filter(({ role }) => kindOfRole[role] === by), ...listed]
    if (first) return first
  }
  const stay = stays.findLast(({ from }) => from <= on) ?? stays[0]
  const lead = by === 'school' && stay ? staff.leads.get(stay.school) : undefined
  const allocated = (kind: AgencyKind) => allocations.findLast(({ role, from }) => role === kind && from <= on)?.person
  const worker = allocated(by) ?? (staff.of.has(by) ? undefined : allocated('cme-officer'))
  const person = lead ?? (worker === undefined ? (staff.of.get(by) ?? staff.of.get('cme-officer')) : staff.named(worker))
  if (!person) throw new TypeError('a county without a CME officer')
  return person
}
