import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency, Detail } from './fact-table.ts'

/*
 * The stages of a School Attendance Order, as each law has them. The law changes: each has a day from which it holds, and an order keeps the law under which it
 * was started.
 */

export const orderLaws = ['education-act-1996', 'wellbeing-and-schools-act-2026'] as const
export type OrderLaw = (typeof orderLaws)[number]

/** The step of a fact `sao` that a stage writes. */
export type OrderStep = Detail<'sao'>['step']

/** Stages that no clause of the guidance reads: they are entries of their own. */
export const entryStages = ['consultation', 'notice-of-intention', 'substitution-asked', 'amended', 'not-prosecuted'] as const
export type EntryStage = (typeof entryStages)[number]

export type StageId = OrderStep | EntryStage

/** One stage of an order. */
export interface OrderStage {
  readonly id: StageId
  readonly title: string
  /** What it is, in our own words. */
  readonly says: string
  /** The section of the Education Act 1996, as it holds or as the 2026 Act makes it; null where the guidance alone has it. */
  readonly section: string | null
  readonly by: Agency
  /** The stages that stand before it. Of one with a period of notice, the period has to be over too. */
  readonly after: readonly StageId[]
  /** The least number of days of its notice, beginning with the day of service. */
  readonly noticeDays?: number
  /** On the way to an order, open besides once there is one, or an end. */
  readonly course: 'way' | 'besides' | 'end'
}

/** A law with its stages, in the order in which they mostly come. */
interface LawOfOrders {
  readonly name: string
  /** The first day on which it holds; null while no day is set: then it is ready, and switched off. */
  readonly commencesOn: CivilDate | null | 'always'
  readonly stages: readonly OrderStage[]
}

/** Sources: Education Act 1996, sections 437 to 447. */
const underThe1996Act: readonly OrderStage[] = [
  {
    id: 'initiated',
    title: 'The order is started',
    says: 'The council has reason to think that a child of compulsory school age receives no suitable education, and decides to go this way.',
    section: null,
    by: 'cme-officer',
    after: [],
    course: 'way',
  },
  {
    id: 'notice-served',
    title: 'Notice to satisfy the council',
    says: 'The parent is asked in writing to show, within the period that the notice states, that the child receives suitable education.',
    section: '437(1)',
    by: 'cme-officer',
    after: ['initiated'],
    noticeDays: 15,
    course: 'way',
  },
  {
    id: 'school-named',
    title: 'A school is named',
    says: 'Pupil Access names the school. Of a child with an EHC plan it is the school of the plan.',
    section: '438, 441',
    by: 'pupil-access',
    after: ['initiated'],
    course: 'way',
  },
  {
    // Before a school is named in a notice, those who run it are asked.
    id: 'consultation',
    title: 'The school is consulted',
    says: 'Those who run the school are asked before it is named in a notice.',
    section: '439',
    by: 'cme-officer',
    after: ['school-named'],
    course: 'way',
  },
  {
    id: 'notice-of-intention',
    title: 'Notice of intention to serve an order',
    says: 'The parent is told which school the order will name, and which others there are, and may apply to one or choose.',
    section: '438',
    by: 'cme-officer',
    after: ['notice-served', 'school-named', 'consultation'],
    noticeDays: 15,
    course: 'way',
  },
  {
    id: 'order-served',
    title: 'The order is served',
    says: 'The parent has to have the child registered at the school that the order names. It holds until the child is over age, unless it is revoked or amended.',
    section: '437(3)',
    by: 'cme-officer',
    after: ['notice-of-intention'],
    course: 'way',
  },
  {
    id: 'substitution-asked',
    title: 'Another school is asked for',
    says: 'The parent asks that another school stand in the order.',
    section: '440',
    by: 'cme-officer',
    after: ['order-served'],
    course: 'besides',
  },
  {
    id: 'amended',
    title: 'The order is amended',
    says: 'Another school stands in the order now. The register of the one before is told.',
    section: '440, 441',
    by: 'cme-officer',
    after: ['order-served'],
    course: 'besides',
  },
  {
    id: 'not-prosecuted',
    title: 'Decided not to prosecute now',
    says: 'Whether to prosecute was decided, and it is not done now; whether to ask for a supervision order instead was considered.',
    section: '443, 447',
    by: 'cme-officer',
    after: ['order-served'],
    course: 'besides',
  },
  {
    id: 'complied',
    title: 'The order is complied with',
    says: 'The child is registered at the school that the order names.',
    section: null,
    by: 'cme-officer',
    after: ['order-served'],
    course: 'end',
  },
  {
    id: 'revoked',
    title: 'The order is revoked, or not gone on with',
    says: 'The parent has shown that the child receives suitable education, or the order is needed no longer.',
    section: '442',
    by: 'cme-officer',
    after: ['initiated'],
    course: 'end',
  },
  {
    id: 'prosecution',
    title: 'The parents are prosecuted',
    says: 'The parent did not comply. Before it, an education supervision order instead has to be considered.',
    section: '443, 447',
    by: 'cme-officer',
    after: ['order-served'],
    course: 'besides',
  },
]

/** What the 2026 Act calls otherwise, or has elsewhere. A figure that our source does not give stays that of the law today. */
const changedBy2026: { readonly [Id in StageId]?: Partial<OrderStage> } = {
  'notice-served': { title: 'Preliminary notice', section: '436H' },
  'notice-of-intention': { title: 'School nomination notice', section: '436K' },
  'order-served': { section: '436I' },
  'school-named': { section: '436H to 436M' },
  consultation: { section: '436H to 436M' },
  'substitution-asked': { section: '436H to 436M' },
  amended: { section: '436H to 436M' },
  'not-prosecuted': { section: '436H to 436M, 447' },
  revoked: { section: '436H to 436M' },
  prosecution: { section: '436H to 436M, 447' },
}

/**
 * The laws, each with the day from which it holds. Children's Wellbeing and Schools Act 2026, section 39, puts sections 436H to 436M in place of today's. No day is
 * set for it yet (section 78): once one is, it goes in here, after the stages have been read against the text that comes into force.
 */
export const lawsOfOrders: Readonly<Record<OrderLaw, LawOfOrders>> = {
  'education-act-1996': { name: 'Education Act 1996', commencesOn: 'always', stages: underThe1996Act },
  'wellbeing-and-schools-act-2026': {
    name: 'Education Act 1996 as changed by the Children’s Wellbeing and Schools Act 2026',
    commencesOn: null,
    stages: underThe1996Act.map((stage) => ({ ...stage, ...changedBy2026[stage.id] })),
  },
}

/** The law that holds on a day: the last that has commenced. */
export const lawOn = (on: CivilDate, laws: Readonly<Record<OrderLaw, Pick<LawOfOrders, 'commencesOn'>>> = lawsOfOrders): OrderLaw =>
  orderLaws.findLast((law) => {
    const { commencesOn } = laws[law]
    return commencesOn === 'always' || (commencesOn !== null && commencesOn <= on)
  }) ?? 'education-act-1996'

export const isEntryStage = (id: StageId): id is EntryStage => (entryStages as readonly string[]).includes(id)

/** The stages that have a letter. */
export const letterStages = [
  'notice-served',
  'consultation',
  'notice-of-intention',
  'order-served',
  'amended',
  'revoked',
] as const satisfies readonly StageId[]
export type LetterStage = (typeof letterStages)[number]
