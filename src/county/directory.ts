import type { Agency } from '../casefile/fact-table.ts'

/** An office or line that people of the county ring and write to. */
export interface DirectoryEntry {
  readonly id: string
  readonly name: string
  readonly whatFor: string
  readonly phone?: string
  readonly email?: string
  readonly openWhen?: string
  /** The clauses for which one needs it, by citation. */
  readonly clauses: readonly string[]
  /** Which agencies need it. */
  readonly agencyKinds: readonly Agency[]
}

const officeHours = 'Monday to Friday, 9am to 5pm'
const schoolDays = 'school days, 8.30am to 4.30pm'

/**
 * The made-up county's directory of contacts. Telephone numbers are of those that are kept for drama, and nobody has them. One address is real: the one that
 * the guidance itself gives.
 */
export const directory: readonly DirectoryEntry[] = [
  {
    id: 'd-cfw-senior-north',
    name: 'CFW Community Senior Family Support Workers, North',
    whatFor: 'Advice to schools on an Early Help Assessment and on repeat suspensions; who of them has your school.',
    phone: '01632 960131',
    email: 'senior.support.north@county.example',
    openWhen: officeHours,
    clauses: ['2.1d', '3.1a', '3.1b'],
    agencyKinds: ['school'],
  },
  {
    id: 'd-cfw-senior-south',
    name: 'CFW Community Senior Family Support Workers, South',
    whatFor: 'Advice to schools on an Early Help Assessment and on repeat suspensions; who of them has your school.',
    phone: '01632 960132',
    email: 'senior.support.south@county.example',
    openWhen: officeHours,
    clauses: ['2.1d', '3.1a', '3.1b'],
    agencyKinds: ['school'],
  },
  {
    id: 'd-cme-team',
    name: 'Children Missing Education Team',
    whatFor: 'Telling the council of a child who may be missing education.',
    phone: '01632 960101',
    email: 'cme@county.example',
    openWhen: officeHours,
    clauses: ['1.2a'],
    agencyKinds: ['school', 'health', 'police', 'other'],
  },
  {
    id: 'd-ehe-enquiries',
    name: 'Home-education enquiries',
    whatFor: 'Whether a child is on the register of home-educated children; concerns about the education given.',
    email: 'Enquiries.EHE@Lancashire.gov.uk',
    clauses: ['1.2c', '1.2d'],
    agencyKinds: ['cme-officer', 'school', 'csc', 'cfw'],
  },
  {
    id: 'd-hub',
    name: 'Children’s Services Support Hub',
    whatFor: 'Advice when consent is refused, requests for intensive support, and worries about a child’s safety.',
    phone: '01632 960111',
    email: 'hub@county.example',
    openWhen: `${officeHours}; at other times the call goes to the emergency duty team`,
    clauses: ['1.4f', '1.5a', '1.6a', '1.6b', '2.1e', '3.1d', '3.1e'],
    agencyKinds: ['school', 'cme-officer', 'cfw', 'health', 'police', 'other'],
  },
  {
    id: 'd-panel',
    name: 'CME Panel',
    whatFor: 'Nominations for the panel, its dates, and what it ascertained.',
    phone: '01632 960121',
    email: 'cme.panel@county.example',
    openWhen: officeHours,
    clauses: ['1.4a', '1.4b', '1.4c'],
    agencyKinds: ['cme-officer', 'cfw', 'csc'],
  },
  {
    id: 'd-past',
    name: 'Pupil Attendance Support Team',
    whatFor: 'Help with attendance for primary schools.',
    phone: '01632 960142',
    email: 'past@county.example',
    openWhen: schoolDays,
    clauses: ['2.1a', '2.1c'],
    agencyKinds: ['school'],
  },
  {
    id: 'd-school-advice-line',
    name: 'School advice line',
    whatFor: 'Advice where attendance is no better after the school’s own procedures; the MASH Education Officers answer it.',
    phone: '01632 960141',
    email: 'school.advice@county.example',
    openWhen: schoolDays,
    clauses: ['2.1c'],
    agencyKinds: ['school'],
  },
  {
    id: 'd-secondary-attendance',
    name: 'Secondary Attendance Team',
    whatFor: 'Help with attendance for secondary and special schools.',
    phone: '01632 960143',
    email: 'secondary.attendance@county.example',
    openWhen: schoolDays,
    clauses: ['2.1a', '2.1c'],
    agencyKinds: ['school'],
  },
]
