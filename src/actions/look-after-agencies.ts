import { isDeepStrictEqual } from 'node:util'
import { checkRecord } from '../casefile/check-fields.ts'
import { agencies as agencyKinds } from '../casefile/fact-table.ts'
import { type Fault, found, nearest, pointerTo } from '../casefile/fault.ts'
import { boolean, civilDay, type FieldsOf, fullList, list, oneOf, optional, record, text } from '../casefile/fields.ts'
import { type Agency, putAgencies, readAgencies } from '../database/agencies.ts'
import { type DirectoryEntry, putDirectory, readDirectory } from '../database/directory.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { type ChangeAsked, type Changed, change, type Effect, Refused, signed } from './look-after-county.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * The county's agencies and its directory of contacts, read and changed from the command line. What a file names is added or becomes as the file has it; what
 * it does not name stays. A version is put on record only of what differs, so that the same file a second time changes nothing.
 */

export { type Agency, type DirectoryEntry, Refused }

type Environment = NodeJS.ProcessEnv

// ---- Agencies --------------------------------------------------------------------------------------------------------------------------

const agencyFields = {
  id: text,
  kind: oneOf(...agencyKinds),
  name: text,
  urn: optional(text),
  phase: optional(text),
  district: optional(text),
  postcode: optional(text),
  districts: optional(list(text)),
  oversees: optional(boolean),
  closedOn: optional(civilDay),
} satisfies FieldsOf<Agency>

/** Checks agencies that came from outside: `{"agencies": [...]}`. */
export function checkAgencies(value: unknown): { value: readonly Agency[] } | { faults: readonly Fault[] } {
  const checked = checkRecord(value, { agencies: fullList(record(agencyFields)) })
  if ('faults' in checked) return checked
  const { agencies } = checked.record
  const faults = [...agencies.flatMap(faultsOfAgency), ...faultsOfIds('agencies', agencies)]
  return faults.length > 0 ? { faults } : { value: agencies }
}

function faultsOfAgency({ kind, urn, districts = [] }: Agency, place: number): Fault[] {
  const at = (member: string, message: string): Fault => ({ pointer: pointerTo(`/agencies/${place}`, member), message })
  const isSchool = kind === 'school'
  return [
    ...(urn !== undefined && !isSchool ? [at('urn', 'only a school has one; expected none here')] : []),
    ...(urn !== undefined && isSchool && !/^\d{6}$/.test(urn) ? [at('urn', found(urn, 'six digits'))] : []),
    ...(isSchool && districts.length > 0 ? [at('districts', 'a school is in one district; expected district instead')] : []),
  ]
}

const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u

/** Ids that are none, and ids that two have. */
function faultsOfIds(list: string, items: readonly { readonly id: string }[]): Fault[] {
  const first = new Map<string, number>()
  return items.flatMap(({ id }, place) => {
    const pointer = `/${list}/${place}/id`
    const other = first.get(id)
    if (other !== undefined) return [{ pointer, message: found(id, `an id of its own: /${list}/${other} has this one`) }]
    first.set(id, place)
    return ID.test(id) ? [] : [{ pointer, message: found(id, 'letters and digits, with - . or _ between them') }]
  })
}

export const agenciesOf = (env: Environment): Promise<readonly Agency[]> =>
  withDatabase(env, 'app', (database) => database.inTransaction(readAgencies))

/** How many of what was given in were new, and how many differed from what is on record. */
export interface Loaded extends Changed {
  readonly added: number
  readonly changed: number
}

/** Puts agencies, checked, on record. Throws `Refused` where one is there and of another kind. */
export const loadAgencies = (env: Environment, asked: ChangeAsked, agencies: readonly Agency[]): Promise<Loaded> =>
  loading(env, asked, 'load-agencies', () => agencies)

/** Adds one agency, which is checked like a file. Throws `Refused` where it cannot be so, or there is one of that id. */
export const addAgency = (env: Environment, asked: ChangeAsked, id: string, given: object): Promise<Loaded> =>
  loading(env, asked, 'add-agency', (known) => {
    if (known.some((agency) => agency.id === id)) throw new Refused([{ pointer: '', message: `There is an agency ${id} already.` }])
    return checkedAgency({ ...given, id })
  })

/** Changes what is given of one agency; a member given as undefined is taken away. Throws `Refused` where there is none of that id, or it cannot be so. */
export const changeAgency = (env: Environment, asked: ChangeAsked, id: string, given: object): Promise<Loaded> =>
  loading(env, asked, 'change-agency', (known) => {
    const agency = known.find((one) => one.id === id)
    if (agency) return checkedAgency(Object.fromEntries(Object.entries({ ...agency, ...given }).filter(([, value]) => value !== undefined)))
    const meant = nearest(
      id,
      known.map((one) => one.id),
    )
    throw new Refused([{ pointer: '', message: `There is no agency ${id}${meant ? `; did you mean ${meant}?` : '.'}` }])
  })

function checkedAgency(value: object): readonly Agency[] {
  const checked = checkAgencies({ agencies: [value] })
  if ('faults' in checked) throw new Refused(checked.faults)
  return checked.value
}

async function loading(
  env: Environment,
  asked: ChangeAsked,
  action: string,
  wanted: (known: readonly Agency[]) => readonly Agency[],
): Promise<Loaded> {
  let counts = { added: 0, changed: 0 }
  const done = await change(env, asked, action, async (transaction) => {
    const known = new Map((await readAgencies(transaction)).map((agency) => [agency.id, agency]))
    const agencies = wanted([...known.values()]).map(bareAgency)
    refuseOtherKinds(agencies, known)
    const differing = agencies.filter((agency) => !isDeepStrictEqual(agency, known.get(agency.id)))
    const added = differing.filter(({ id }) => !known.has(id)).length
    counts = { added, changed: differing.length - added }
    if (differing.length === 0) return 'nothing'
    await putAgencies(transaction, differing, { by: signed(asked.by) })
    return differing.some((agency) => countsForChildren(agency, known.get(agency.id))) ? 'children-to-assess' : 'changed'
  })
  return { ...done, ...counts }
}

function refuseOtherKinds(agencies: readonly Agency[], known: ReadonlyMap<string, Agency>): void {
  const faults = agencies.flatMap(({ id, kind }, place) => {
    const before = known.get(id)?.kind
    if (before === undefined || before === kind) return []
    return [{ pointer: `/agencies/${place}/kind`, message: found(kind, `${before}: the kind of an agency that is there does not change`) }]
  })
  if (faults.length > 0) throw new Refused(faults)
}

/** Whether owners of duties, and who may see a child, can be others than before. */
const countsForChildren = (agency: Agency, before: Agency | undefined): boolean =>
  !before || !isDeepStrictEqual(judgedBy(agency), judgedBy(before))

const judgedBy = ({ district, districts, oversees, closedOn }: Agency) => ({ district, districts, oversees, closedOn })

/** An agency as it is read: without members that say nothing. */
const bareAgency = ({ id, kind, name, urn, phase, district, postcode, districts = [], oversees = false, closedOn }: Agency): Agency => ({
  ...{ id, kind, name },
  ...(urn && { urn }),
  ...(phase && { phase }),
  ...(district && { district }),
  ...(postcode && { postcode }),
  ...(districts.length > 0 && { districts: [...new Set(districts)] }),
  ...(oversees && { oversees }),
  ...(closedOn && { closedOn }),
})

// ---- The directory ---------------------------------------------------------------------------------------------------------------------

const entryFields = {
  id: text,
  name: text,
  whatFor: text,
  phone: optional(text),
  email: optional(text),
  openWhen: optional(text),
  clauses: optional(list(oneOf(...lancashireGuidance.clauses.map(({ id }) => id)))),
  agencyKinds: optional(list(oneOf(...agencyKinds))),
  inUse: optional(boolean),
} satisfies FieldsOf<DirectoryEntry>

/** Checks entries of a directory that came from outside: `{"directory": [...]}`. */
export function checkDirectory(value: unknown): { value: readonly DirectoryEntry[] } | { faults: readonly Fault[] } {
  const checked = checkRecord(value, { directory: fullList(record(entryFields)) })
  if ('faults' in checked) return checked
  const { directory } = checked.record
  const faults = [...directory.flatMap(faultsOfEntry), ...faultsOfIds('directory', directory)]
  return faults.length > 0 ? { faults } : { value: directory }
}

function faultsOfEntry({ phone, email }: DirectoryEntry, place: number): Fault[] {
  const at = `/directory/${place}`
  return [
    ...(phone || email ? [] : [{ pointer: at, message: 'nobody is reached by it; expected a phone, an email or both' }]),
    ...(phone && !/^[+\d][\d ()]{4,29}$/.test(phone) ? [{ pointer: `${at}/phone`, message: found(phone, 'a telephone number') }] : []),
    ...(email && !/^\S+@\S+\.\S+$/.test(email) ? [{ pointer: `${at}/email`, message: found(email, 'an email address') }] : []),
  ]
}

export const directoryOf = (env: Environment): Promise<readonly DirectoryEntry[]> =>
  withDatabase(env, 'app', (database) => database.inTransaction(readDirectory))

/** Puts entries, checked, on record. */
export async function loadDirectory(env: Environment, asked: ChangeAsked, entries: readonly DirectoryEntry[]): Promise<Loaded> {
  let counts = { added: 0, changed: 0 }
  const done = await change(env, asked, 'load-directory', async (transaction): Promise<Effect> => {
    const known = new Map((await readDirectory(transaction)).map((entry) => [entry.id, entry]))
    const differing = entries.map(bareEntry).filter((entry) => !isDeepStrictEqual(entry, known.get(entry.id)))
    const added = differing.filter(({ id }) => !known.has(id)).length
    counts = { added, changed: differing.length - added }
    if (differing.length === 0) return 'nothing'
    await putDirectory(transaction, differing, { by: signed(asked.by) })
    return 'changed'
  })
  return { ...done, ...counts }
}

/** An entry as it is read: without members that say nothing. */
const bareEntry = ({
  id,
  name,
  whatFor,
  phone,
  email,
  openWhen,
  clauses = [],
  agencyKinds = [],
  inUse = true,
}: DirectoryEntry): DirectoryEntry => ({
  ...{ id, name, whatFor },
  ...(phone && { phone }),
  ...(email && { email }),
  ...(openWhen && { openWhen }),
  ...(clauses.length > 0 && { clauses }),
  ...(agencyKinds.length > 0 && { agencyKinds }),
  ...(!inUse && { inUse }),
})
