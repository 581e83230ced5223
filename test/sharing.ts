import { date } from '../src/calendar/civil-date.ts'
import type { Agency as AgencyKind, CaseRecord } from '../src/casefile/fact-table.ts'
import { standingFacts } from '../src/casefile/standing.ts'
import { relationshipsOf, whoMaySee } from '../src/sharing/access.ts'
import {
  type Allocation,
  type Circumstances,
  type Duty,
  dutyKey,
  type Episode,
  type KnownChild,
  type Roll,
  type Seal,
  type Team,
} from '../src/sharing/circumstances.ts'
import { ownersOf } from '../src/sharing/owners.ts'
import { rollsAsFactsTell } from '../src/sharing/rolls.ts'
import { type SharingValues, sharingSettingsForAllDays } from '../src/sharing/settings.ts'

/*
 * What tests of who owes and who sees are written with: a county's teams, and a child told in a few words.
 */

const team = (id: string, kind: AgencyKind, more: Partial<Team> = {}): Team => ({
  id,
  kind,
  districts: [],
  oversees: false,
  isClosing: false,
  ...more,
})

/** The teams of the tests' county; its districts are Nettleworth in the north and Swale Green in the south. Schools need no more than a name. */
export const teams: readonly Team[] = [
  team('cme', 'cme-officer'),
  team('panel', 'panel-chair'),
  team('ehe', 'ehe-team'),
  team('places', 'pupil-access'),
  team('cfw-north', 'cfw', { districts: ['Nettleworth'] }),
  team('cfw-south', 'cfw', { districts: ['Swale Green'] }),
  team('csc-north', 'csc', { districts: ['Nettleworth'] }),
  team('csc-south', 'csc', { districts: ['Swale Green'] }),
  team('hub', 'cssh-mash'),
  team('leadership', 'other', { oversees: true }),
  team('audit', 'other'),
]

export const roll = (agency: string, from: string, until: string | null = null): Roll => ({
  agency,
  from: date(from),
  until: until === null ? null : date(until),
})

export const episode = (pathway: string, openedOn: string, endedOn: string | null = null): Episode => ({
  pathway,
  openedOn: date(openedOn),
  endedOn: endedOn === null ? null : date(endedOn),
})

/** A duty of clause 1.4a, say; its key is `1.4a cme - DAY f1`. */
export const duty = (owner: AgencyKind, startedOn: string, closedOn: string | null = null): Duty => ({
  key: dutyKey('1.4a', 'cme', '', date(startedOn), 'f1'),
  owner,
  startedOn: date(startedOn),
  closedOn: closedOn === null ? null : date(closedOn),
})

export const allocation = (
  kind: AgencyKind,
  agency: string,
  user: string | null,
  from: string,
  more: Partial<Allocation> = {},
): Allocation => ({
  id: `${agency} ${user ?? ''} ${from}`,
  kind,
  duty: '',
  agency,
  user,
  from: date(from),
  until: null,
  ...more,
})

export const circumstances = (more: Partial<Circumstances> = {}): Circumstances => ({
  rolls: [],
  allocations: [],
  seals: [],
  district: null,
  teams,
  schoolsNamed: [],
  siblingLinks: [],
  ...more,
})

/** A child told by what is given; the rest is as of a child of whom nothing is known. */
export interface Told extends Partial<Circumstances> {
  readonly facts?: readonly CaseRecord[]
  readonly episodes?: readonly Episode[]
  readonly duties?: readonly Duty[]
  readonly hasDateOfBirth?: boolean
}

export function known({ facts = [], episodes = [], duties = [], hasDateOfBirth = true, ...more }: Told, on: string): KnownChild {
  const standing = standingFacts({ facts })
  const all = circumstances(more)
  const circumstanced = { ...all, rolls: rollsAsFactsTell(all, standing) }
  const owned = duties.map((one) => ({ ...one, owners: ownersOf(one, circumstanced, standing, date(on)) }))
  return { facts: standing, episodes, duties: owned, hasDateOfBirth, circumstances: circumstanced }
}

/** Why a user of an agency may see a child on a day: names of relationships, none where they may not. `asOf`: the day of the assessment. */
export function seen(
  told: Told,
  agency: string,
  on: string,
  { user = 'somebody', settings = {}, asOf = on }: Asking = {},
): readonly string[] {
  const rows = whoMaySee(known(told, asOf), sharingSettingsForAllDays(settings), date(asOf))
  return relationshipsOf(rows, { user, agency: { id: agency, kind: 'other', name: agency } }, date(on))
}

interface Asking {
  readonly user?: string
  readonly settings?: Partial<SharingValues>
  readonly asOf?: string
}

export const seal = (...users: readonly string[]): Seal => ({ isSealed: true, users })
