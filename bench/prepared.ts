import type { Calendar } from '../src/calendar/calendar.ts'
import { type Day, NEVER, schoolYearStart } from '../src/calendar/civil-date.ts'
import { type CaseFile, type Detail, type FactType, factTypes } from '../src/casefile/fact-table.ts'
import { type Fact, standingFacts } from '../src/casefile/standing.ts'

/*
 * What the other engines are given of a child: they judge conditions over single values, so somebody has to fold the facts first. The
 * fold gives the day and the place of the last fact of each kind, and where the episodes of the pathways begin and end. It reads the
 * record with our own `standingFacts`, and the calendar is given, so that no engine is slowed by a poorer reading of either.
 */

/** A kind of fact that rules look for: a type, of which more may be asked; or such a fact while an episode of a pathway is open. */
const sighting = <T extends FactType>(type: T, where?: (detail: Detail<T>) => boolean, during?: PathwayName) => ({
  type,
  where: where as ((detail: Detail<FactType>) => boolean) | undefined,
  during,
})

const isForHelp = (consent: Detail<'consent'>) => consent.for !== 'assessment'
const isNo = ({ decision }: Detail<'consent'>) => decision === 'refused' || decision === 'withdrawn'

const sightings = {
  offRollToUnknown: sighting('off-roll', ({ destinationKnown }) => destinationKnown !== true),
  notification: sighting('cme-notification'),
  registered: sighting('cme-registered'),
  eheStated: sighting('ehe-stated'),
  eheCheck: sighting('ehe-check'),
  engaging: sighting('admissions-engagement', ({ engaging }) => engaging),
  notEngaging: sighting('admissions-engagement', ({ engaging }) => !engaging),
  supportOpened: sighting('officer-support', ({ open }) => open),
  supportEnded: sighting('officer-support', ({ open }) => !open),
  barrierAround: sighting('barrier', ({ kind }) => kind === 'family' || kind === 'contextual'),
  agencyReferral: sighting('agency-referral'),
  agencyReferralNotNeeded: sighting('agency-referral-not-needed'),
  discussed: sighting('panel-discussed'),
  outcome: sighting('panel-outcome'),
  outcomeCfw: sighting('panel-outcome', ({ openTo }) => openTo.includes('cfw')),
  outcomeCsc: sighting('panel-outcome', ({ openTo }) => openTo.includes('csc')),
  outcomeNeither: sighting('panel-outcome', ({ openTo, safeguardingConcerns }) => openTo.length === 0 && !safeguardingConcerns),
  outcomeUnsafe: sighting('panel-outcome', ({ openTo, safeguardingConcerns }) => safeguardingConcerns && !openTo.includes('csc'), 'cme'),
  nomination: sighting('panel-nomination'),
  workerCfw: sighting('allocated-worker-discussion', ({ service }) => service === 'cfw'),
  workerCsc: sighting('allocated-worker-discussion', ({ service }) => service === 'csc'),
  plan: sighting('engagement-plan'),
  schoolStep: sighting('school-step'),
  improved: sighting('attendance-review', ({ improved }) => improved),
  notImproved: sighting('attendance-review', ({ improved }) => !improved),
  schoolAdvice: sighting('advice-sought', ({ from }) => from !== 'cfw-senior-support-worker'),
  needs: sighting('unmet-needs', ({ identified }) => identified),
  noNeeds: sighting('unmet-needs', ({ identified }) => !identified),
  legalAdvice: sighting('legal-advice-intended', undefined, 'pme'),
  suspension: sighting('suspension'),
  permanentExclusion: sighting('permanent-exclusion'),
  supportRequest: sighting('support-request'),
  intensiveRequest: sighting('support-request', ({ level }) => level === 'intensive'),
  consentVisit: sighting('consent-visit'),
  consentGiven: sighting('consent', (consent) => isForHelp(consent) && consent.decision === 'given'),
  consentRefused: sighting('consent', (consent) => isForHelp(consent) && isNo(consent)),
  consentUnanswered: sighting('consent', (consent) => isForHelp(consent) && consent.decision === 'no-response'),
  ehaConsentGiven: sighting('consent', (consent) => consent.for === 'eha' && consent.decision === 'given'),
  ehaConsentRefused: sighting('consent', (consent) => consent.for === 'eha' && isNo(consent)),
  eha: sighting('eha'),
  ehaCompleted: sighting('eha', ({ outcome }) => outcome === 'completed'),
  tafMeeting: sighting('taf-meeting'),
  hub: sighting('cssh-discussion', undefined, 'cme'),
  hubDecided: sighting('cssh-discussion', ({ escalate, reason }) => escalate !== undefined && reason !== undefined),
  hubEscalates: sighting('cssh-discussion', ({ escalate }) => escalate === true, 'cme'),
  clinicStepsUp: sighting('case-clinic', ({ stepUp }) => stepUp, 'cme'),
  cscReferral: sighting('csc-referral'),
  strategyDiscussion: sighting('strategy-discussion'),
  strategyRequested: sighting('strategy-discussion', ({ step }) => step !== 'considered'),
  refusesServices: sighting('parent-refuses', ({ services }) => services),
  refusesAdmissions: sighting('parent-refuses', ({ admissions }) => admissions),
  order: sighting('sao', ({ step }) => step === 'initiated'),
} as const

export type Sighting = keyof typeof sightings
export type PathwayName = 'cme' | 'pme' | 'exclusion'

/** Numbers only: days as day numbers, and places in the reading order from 1. */
export interface Prepared {
  /** The day of the last such fact; 0 where there is none. */
  readonly day: Record<Sighting, Day>
  /** Its place; 0 where there is none. */
  readonly place: Record<Sighting, number>
  /** The place of the fact that opened the open episode; `NEVER` where none is open. */
  readonly opened: Record<PathwayName, number>
  readonly child: {
    asked: Day
    suspensions: number
    /** The first days of the school years in which the last episode opened, and the last review found no improvement. */
    schoolYearOfEpisode: Day
    schoolYearOfReview: Day
    /** The first step of the school's procedures: its place and day; `NEVER` where there is none. */
    firstSchoolStep: number
    firstSchoolStepOn: Day
    /** The episode of the last permanent exclusion: the place of the fact that opened it, and the day on which it ended, or `NEVER`. */
    excludedFrom: number
    excludedUntil: Day
    /** The 60th school day off roll in the last episode; `NEVER` where there is none, or the calendar ends first. */
    sixtiethSchoolDay: Day
    /** From this day on a nomination counts for the 60th school day. */
    nominationCountsFrom: Day
    /** The panel to which the last outcome belongs. */
    panel: Day
    /** From these days on an Early Help Assessment counts for what was done last. */
    ehaCountsForRequest: Day
    ehaCountsForConsent: Day
    ehaCountsForExclusion: Day
  }
}

/** What to look for in a fact, by the place of its type in the fact table. */
const lookedFor = factTypes.map((type) =>
  Object.entries(sightings).flatMap(([name, { type: sought, where, during }]) =>
    sought === type ? [{ name: name as Sighting, where, during }] : [],
  ),
)
const nothing: (typeof lookedFor)[number] = []

const neverSeen = Object.fromEntries(Object.keys(sightings).map((name) => [name, 0])) as Record<Sighting, number>
const HALF_YEAR = 7 * 26

/** Folds the facts of a child up to the day asked. */
export function prepare(caseFile: CaseFile, calendar: Calendar, asked: Day): Prepared {
  const day = { ...neverSeen }
  const place = { ...neverSeen }
  const opened = { cme: NEVER, pme: NEVER, exclusion: NEVER }
  const attendance = new AttendanceSoFar(caseFile, calendar)
  let pmeOpenedOn = 0
  let suspensions = 0
  let firstSchoolStep = NEVER
  let firstSchoolStepOn = NEVER
  let sixtiethSchoolDay = NEVER
  let isCountedFromOffRoll = false
  let excludedFrom = NEVER
  let excludedUntil = NEVER
  let panel = 0

  /** Opens an episode with a fact, unless one is open. */
  const open = (pathway: PathwayName, at: number): boolean => {
    if (opened[pathway] !== NEVER) return false
    opened[pathway] = at
    return true
  }
  const endExclusion = (on: Day) => {
    if (place.permanentExclusion >= opened.exclusion) excludedUntil = on
    opened.exclusion = NEVER
  }

  for (const fact of standingFacts(caseFile)) {
    if (fact.day > asked) break
    const at = fact.place + 1
    switch (fact.type) {
      case 'off-roll':
      case 'cme-notification': {
        const opens = open('cme', at)
        if (opens) isCountedFromOffRoll = false
        const counts = fact.type === 'off-roll' ? !isCountedFromOffRoll && (opens || sixtiethSchoolDay >= fact.day) : opens
        if (counts) sixtiethSchoolDay = calendar.schoolDayFrom(fact.day, 60) ?? NEVER
        if (fact.type === 'cme-notification') break
        isCountedFromOffRoll = true
        opened.pme = NEVER
        attendance.leavesRoll()
        break
      }
      case 'attendance-summary':
        if (attendance.callsFor(fact) && open('pme', at)) pmeOpenedOn = fact.day
        break
      case 'attendance-concern-closed':
        opened.pme = NEVER
        break
      case 'suspension':
        suspensions++
        if (suspensions >= 2) open('exclusion', at)
        break
      case 'permanent-exclusion':
        open('exclusion', at)
        excludedFrom = opened.exclusion
        excludedUntil = NEVER
        break
      case 'exclusion-closed':
        endExclusion(fact.day)
        break
      case 'school-step':
        if (firstSchoolStep !== NEVER) break
        firstSchoolStep = at
        firstSchoolStepOn = fact.day
        break
      case 'panel-outcome': {
        const next = place.discussed >= opened.cme ? calendar.panelAfter(day.discussed) : fact.day
        panel = next !== undefined && next <= fact.day ? fact.day : day.discussed
        break
      }
      case 'cme-closed':
        opened.cme = NEVER
        break
      case 'on-roll':
        opened.cme = NEVER
        if (place.permanentExclusion >= opened.exclusion) endExclusion(fact.day)
        attendance.joinsRoll()
        break
      default:
    }
    for (const { name, where, during } of lookedFor[fact.kind] ?? nothing) {
      if ((during && opened[during] === NEVER) || (where && !where(fact.detail))) continue
      day[name] = fact.day
      place[name] = at
    }
  }

  return {
    day,
    place,
    opened,
    child: {
      asked,
      suspensions,
      schoolYearOfEpisode: schoolYearStart(pmeOpenedOn),
      schoolYearOfReview: schoolYearStart(day.notImproved),
      firstSchoolStep,
      firstSchoolStepOn,
      excludedFrom,
      excludedUntil,
      sixtiethSchoolDay,
      nominationCountsFrom: (calendar.panelOnOrBefore(Math.max(sixtiethSchoolDay, day.supportOpened)) ?? -1) + 1,
      panel,
      ehaCountsForRequest: day.supportRequest - HALF_YEAR,
      ehaCountsForConsent: day.ehaConsentGiven - HALF_YEAR,
      ehaCountsForExclusion: day.permanentExclusion - HALF_YEAR,
    },
  }
}

/** Whether figures of attendance call for a case, with the settings that hold unless a county sets others. */
class AttendanceSoFar {
  readonly #caseFile: CaseFile
  readonly #calendar: Calendar
  #isOnRoll = true
  #absentInSchoolYear: Day | undefined
  #termBelowLine: number | undefined

  constructor(caseFile: CaseFile, calendar: Calendar) {
    this.#caseFile = caseFile
    this.#calendar = calendar
  }

  leavesRoll(): void {
    this.#isOnRoll = false
    this.#absentInSchoolYear = undefined
  }

  joinsRoll(): void {
    this.#isOnRoll = true
  }

  callsFor({ on, day, detail: { scope, possible, attended } }: Fact<'attendance-summary'>): boolean {
    if (scope === 'year') {
      const schoolYear = schoolYearStart(day)
      const was = this.#absentInSchoolYear === schoolYear
      const is = possible >= 20 && (possible - attended) * 10 >= possible
      if (!is) this.#absentInSchoolYear = undefined
      else if (this.#isOnRoll) this.#absentInSchoolYear = schoolYear
      return is && !was && this.#isOnRoll
    }
    const term = this.#calendar.termOf(day)
    const was = this.#termBelowLine === term
    const line = this.#caseFile.child.ehcp?.some(({ from }) => from <= on) ? 80 : 75
    const is = possible >= 40 && attended * 100 < possible * line
    this.#termBelowLine = is ? term : undefined
    return is && !was && this.#isOnRoll
  }
}
