import type { Role } from '../sharing/roles.ts'
import type { Agency, Person, School } from './county.ts'
import { nameOfWorker } from './names.ts'
import { districts } from './places.ts'
import { randomOf } from './random.ts'

/** The services have two areas; the districts take turns, by their places. */
const north = districts.filter((_, place) => place % 2 === 0)
const south = districts.filter((_, place) => place % 2 === 1)

/** The agencies of the county besides its schools. */
const agencies: readonly Agency[] = [
  { id: 'a-cme', kind: 'cme-officer', name: 'Children Missing Education Team' },
  { id: 'a-panel', kind: 'panel-chair', name: 'CME Panel' },
  { id: 'a-ehe', kind: 'ehe-team', name: 'Elective Home Education Team' },
  { id: 'a-pupil-access', kind: 'pupil-access', name: 'Pupil Access' },
  { id: 'a-cfw-north', kind: 'cfw', name: 'Children and Family Wellbeing Service, North', districts: north },
  { id: 'a-cfw-south', kind: 'cfw', name: 'Children and Family Wellbeing Service, South', districts: south },
  { id: 'a-csc-north', kind: 'csc', name: 'Children’s Social Care, North', districts: north },
  { id: 'a-csc-south', kind: 'csc', name: 'Children’s Social Care, South', districts: south },
  { id: 'a-hub', kind: 'cssh-mash', name: 'Children’s Services Support Hub' },
  { id: 'a-health', kind: 'health', name: 'School Nursing' },
  { id: 'a-police', kind: 'police', name: 'Police' },
  { id: 'a-education', kind: 'other', name: 'Education Leadership', oversees: true },
  { id: 'a-governance', kind: 'other', name: 'Information Governance' },
  { id: 'a-audit', kind: 'other', name: 'Internal Audit' },
]

/** The people whom demo, tests and documentation know by name: at least two for each role. Schools are by their place among all schools. */
const cast: readonly (readonly [id: string, name: string, role: Role, agency: string])[] = [
  ['p-halloran', 'Bridie Halloran', 'cme-officer', 'a-cme'],
  ['p-oyelaran', 'Dayo Oyelaran', 'cme-officer', 'a-cme'],
  ['p-wexcombe', 'Martin Wexcombe', 'cme-officer', 'a-cme'],
  ['p-thackwray', 'Judith Thackwray', 'panel-chair', 'a-panel'],
  ['p-sorley', 'Andrew Sorley', 'panel-chair', 'a-panel'],
  ['p-mistrey', 'Rekha Mistrey', 'panel-administrator', 'a-panel'],
  ['p-dunkerly', 'Lee Dunkerly', 'panel-administrator', 'a-panel'],
  ['p-brackley', 'Hazel Brackley', 'cfw-worker', 'a-cfw-north'],
  ['p-qadeer', 'Imran Qadeer', 'cfw-worker', 'a-cfw-south'],
  ['p-ivinson', 'Carol Ivinson', 'hub-worker', 'a-hub'],
  ['p-nwosuh', 'Joy Nwosuh', 'hub-worker', 'a-hub'],
  ['p-garstone', 'Helen Garstone', 'social-worker', 'a-csc-north'],
  ['p-kubackie', 'Piotr Kubackie', 'social-worker', 'a-csc-south'],
  ['p-lomaxen', 'Stella Lomaxen', 'home-education-team', 'a-ehe'],
  ['p-trow', 'Graham Trow', 'home-education-team', 'a-ehe'],
  ['p-desaye', 'Anita Desaye', 'pupil-access', 'a-pupil-access'],
  ['p-hurstley', 'Colin Hurstley', 'pupil-access', 'a-pupil-access'],
  ['p-vance', 'Marguerite Vancewell', 'head-of-service', 'a-education'],
  ['p-pellow', 'Tim Pellowby', 'head-of-service', 'a-education'],
  ['p-ashgrove', 'Wendy Ashgrove', 'information-governance', 'a-governance'],
  ['p-farahani', 'Nabil Farahani', 'information-governance', 'a-governance'],
  ['p-ledgard', 'Susan Ledgardine', 'auditor', 'a-audit'],
  ['p-tomasik', 'Marek Tomasik', 'auditor', 'a-audit'],
]

/** The two schools whose leads are of the cast: the first secondary, and the first primary of its town. */
const schoolCast: readonly (readonly [phase: School['phase'], id: string, name: string, role: Role])[] = [
  ['secondary', 'p-redfern', 'Denise Redfernley', 'attendance-lead'],
  ['secondary', 'p-okonjo', 'Kelechi Okonjo', 'safeguarding-lead'],
  ['primary', 'p-birkett', 'Nicola Birkettson', 'attendance-lead'],
  ['primary', 'p-zamani', 'Yasmin Zamani', 'safeguarding-lead'],
]

const email = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@county.example`

const schoolRoles = ['attendance-lead', 'safeguarding-lead'] as const

export interface Workforce {
  /** Schools are agencies too, under their own ids. */
  readonly agencies: readonly Agency[]
  readonly people: readonly Person[]
}

/** Everybody who works with the product: the cast, and an attendance lead and a designated safeguarding lead at every other school. */
export function workforceOf(schools: readonly School[], seed: number): Workforce {
  const people: Person[] = cast.map(([id, name, role, agency]) => ({ id, name, role, agency, email: email(name) }))
  for (const [phase, id, name, role] of schoolCast) {
    const school = schools.find((school) => school.phase === phase) as School
    people.push({ id, name, role, agency: school.id, email: email(name) })
  }
  const known = new Set(people.map(({ agency, role }) => `${agency} ${role}`))
  for (const [index, school] of schools.entries()) {
    for (const role of schoolRoles) {
      if (known.has(`${school.id} ${role}`)) continue
      const name = nameOfWorker(randomOf(seed, role, index))
      people.push({
        id: `p-${school.id.slice(2)}-${role === 'attendance-lead' ? 'att' : 'dsl'}`,
        name,
        role,
        agency: school.id,
        email: email(name),
      })
    }
  }
  return { agencies: [...agencies, ...schools.map(({ id, name }): Agency => ({ id, kind: 'school', name }))], people }
}

/** Who of the cast has the cases of a district. */
export interface DistrictTeam {
  readonly officer: string
  readonly cfw: string
  readonly csc: string
  readonly cfwWorker: string
  readonly cscWorker: string
}

export function teamOf(districtIndex: number): DistrictTeam {
  const officer = (['p-halloran', 'p-oyelaran', 'p-wexcombe'] as const)[districtIndex % 3] as string
  return districtIndex % 2 === 0
    ? { officer, cfw: 'p-brackley', csc: 'p-garstone', cfwWorker: 'Hazel Brackley', cscWorker: 'Helen Garstone' }
    : { officer, cfw: 'p-qadeer', csc: 'p-kubackie', cfwWorker: 'Imran Qadeer', cscWorker: 'Piotr Kubackie' }
}
