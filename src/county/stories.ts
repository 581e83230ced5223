import { civilDate, type Day, NEVER } from '../calendar/civil-date.ts'
import { count } from './attendance.ts'
import { allocationsOf, caseOf, knownOf, type Place, schoolOf } from './children.ts'
import type { CaseOfPupil, Family, Household, Pupil, Story, StoryKey, YearGroup } from './county.ts'
import { Diary, onTime } from './diary.ts'
import { birthdayIn, familyOf } from './families.ts'
import { writeFigures } from './missing-school.ts'
import { origins } from './names.ts'
import { teamOf } from './people.ts'
import { randomOf } from './random.ts'
import type { Around } from './school-days.ts'
import type { Catchment } from './schools.ts'

/*
 * A handful of children with a story each, in whatever county: what demo, tests and documentation tell of. What is said of a child is so on
 * Monday 23 November 2026; on another day the story is told up to that day, and dates that hang on panels and terms fall otherwise.
 */

/** When a story's facts happen, counted back from the county's day. */
interface Back {
  /** So many school days before. */
  readonly school: (days: number) => Day
  /** So many working days before. */
  readonly working: (days: number) => Day
  /** The last school day that is at least so many days before. */
  readonly days: (days: number) => Day
  /** The last panel, at least a week before. */
  readonly panel: Day
}

interface Told extends Story {
  readonly forename: string
  readonly sex: 'female' | 'male'
  readonly yearGroup: YearGroup
  readonly born: readonly [month: number, date: number]
  /** With an education, health and care plan. */
  readonly ehcp?: true
  /** On a school's roll: the school days on which the child was away, counted back from the county's day. */
  readonly away?: readonly number[] | ((schoolDaysBack: number) => boolean)
  /** Persons alone who may know of the child. */
  readonly sealedTo?: readonly string[]
  readonly homeEducatedSince?: (back: Back) => Day
  /** The child moved in, so there is no last school. */
  readonly movedIn?: true
  readonly tell: (diary: Diary, back: Back, school: string) => void
}

interface ToldFamily {
  readonly surname: string
  /** By its place among the origins of names. */
  readonly origin: number
  readonly language?: string
  readonly needsInterpreter?: true
  /** Nobody of the family may be rung or written to. */
  readonly unsafe?: true
  readonly children: readonly Told[]
}

const attempt = (
  diary: Diary,
  day: Day,
  method: 'phone' | 'visit' | 'letter' | 'message',
  outcome: 'engaged' | 'no-reply' | 'declined',
  note?: string,
) => diary.at(day).record('engagement-attempt', 'cme-officer', { method, outcome }, note)

/** Off roll, told and registered, a school day apart. */
function missing(
  diary: Diary,
  { school }: Back,
  days: number,
  from: string,
  how: 'moved in' | 'moved away' | 'parents withdrew' | 'did not arrive',
): void {
  const movedIn = how === 'moved in'
  diary.at(school(days)).record('off-roll', movedIn ? 'other' : 'school', { reason: how, ...(!movedIn && { school: from }) })
  diary.at(school(days - 1)).record('cme-notification', movedIn ? 'health' : 'school')
  diary.at(school(days - 2)).record('cme-registered', 'cme-officer')
}

/** Away about one day in five; on 23 November 2026 the third school day before is the one that takes the term below 80%. */
const ELEVEN_DAYS_AWAY = [3, 4, 7, 12, 17, 22, 28, 33, 38, 43, 48] as const

const families: readonly ToldFamily[] = [
  {
    surname: 'Sabbagh',
    origin: 4,
    language: 'Arabic',
    needsInterpreter: true,
    children: [
      {
        key: 'engaging',
        title: 'A child whose parents engage',
        says: 'Moved in seven weeks ago. The parents applied for places at once, so nobody steps in, and the officer looks again every four weeks.',
        forename: 'Nour',
        sex: 'female',
        yearGroup: 8,
        born: [2, 11],
        movedIn: true,
        tell(diary, back) {
          missing(diary, back, 33, '', 'moved in')
          diary
            .at(back.school(28))
            .record('admissions-engagement', 'pupil-access', { engaging: true }, 'Two applications in, with the interpreter’s help.')
          diary.keep('school-place', 'pupil-access', { stage: 'applied', says: 'Two schools, both full in Year 8; waiting lists.' })
          diary
            .at(back.school(14))
            .record('progress-review', 'cme-officer', { progress: true }, 'On the waiting list of both; the family rings weekly.')
        },
      },
    ],
  },
  {
    surname: 'Ravenscarr',
    origin: 0,
    children: [
      {
        key: 'refusing',
        title: 'A child whose parents refuse everything',
        says: 'Off roll since June. Consent refused, then services and admissions too; the order that should have been started is overdue.',
        forename: 'Kit',
        sex: 'male',
        yearGroup: 9,
        born: [12, 3],
        tell(diary, back, school) {
          missing(diary, back, 85, school, 'parents withdrew')
          diary.at(back.school(78)).record('officer-support', 'cme-officer', { open: true })
          attempt(diary, back.school(76), 'phone', 'no-reply')
          attempt(diary, back.school(70), 'visit', 'declined', 'Father at the door: “We decide, not you.”')
          diary.keep('enquiry', 'cme-officer', { check: 'neighbours', result: 'found', says: 'Kit helps at the yard behind the house.' })
          diary
            .at(back.school(69))
            .keep('enquiry', 'cme-officer', { check: 'other-agencies', result: 'nothing', says: 'Not known to early help.' })
          diary.at(back.school(64)).record('support-request', 'cme-officer', { to: 'cfw', route: 'cssh-mash', level: 'standard' })
          diary.at(back.school(50)).record('consent', 'cfw', { for: 'eha', decision: 'refused' })
          diary
            .at(back.school(47))
            .record('cssh-discussion', 'cme-officer', { escalate: false, reason: 'seen in the street and well; keep trying' })
          diary
            .at(back.school(40))
            .record('strategy-discussion', 'cme-officer', { step: 'considered', reason: 'no sign of harm at present' })
          diary.at(back.school(24)).record('panel-nomination', 'cme-officer', { ground: 'persistent' })
          diary
            .at(back.working(14))
            .record('parent-refuses', 'cme-officer', { services: true, admissions: true }, 'In writing: no services, no school.')
        },
      },
    ],
  },
  {
    surname: 'Winterley',
    origin: 0,
    unsafe: true,
    children: [
      {
        key: 'sealed',
        title: 'A sealed child',
        says: 'Fled with the mother to an address that nobody may learn. The record exists for four people and for nobody else.',
        forename: 'Ada',
        sex: 'female',
        yearGroup: 5,
        born: [4, 27],
        sealedTo: ['p-halloran', 'p-garstone', 'p-thackwray', 'p-ashgrove'],
        movedIn: true,
        tell(diary, back) {
          diary
            .at(back.school(45))
            .record('service-open', 'csc', { service: 'csc', worker: 'Helen Garstone' }, 'Address known to the worker alone.')
          missing(diary, back, 40, '', 'moved in')
          diary.at(back.school(36)).record('officer-support', 'cme-officer', { open: true }, 'Contact through the social worker only.')
          diary.at(back.school(25)).record('case-review', 'cme-officer', undefined, 'School found that can keep the name off its lists.')
          diary.at(back.school(10)).record('progress-review', 'cme-officer', { progress: true }, 'Visit agreed, after school hours.')
        },
      },
    ],
  },
  {
    surname: 'Thornbeck',
    origin: 0,
    children: [
      {
        key: 'home-educated',
        title: 'A child educated at home',
        says: 'Left school to be taught at home. Checked, found on the register, closed: nothing is owed.',
        forename: 'Tobias',
        sex: 'male',
        yearGroup: 6,
        born: [10, 19],
        homeEducatedSince: (back) => back.school(70),
        tell(diary, back, school) {
          diary.at(back.school(70)).record('off-roll', 'school', { destinationKnown: false, school, reason: 'parents withdrew' })
          diary.at(back.school(69)).record('cme-notification', 'school')
          diary.record('ehe-stated', 'school')
          diary.at(back.school(68)).record('ehe-check', 'ehe-team', { onRegister: true })
          diary.at(back.school(67)).record('cme-closed', 'cme-officer', { reason: 'ehe' })
        },
      },
    ],
  },
  {
    surname: 'Oakshottley',
    origin: 0,
    children: [
      {
        key: 'persistent',
        title: 'A persistent CME before a panel',
        says: 'Sixty school days off roll since last week, with the officer’s support: whether to nominate for the next panel is to be decided.',
        forename: 'Jory',
        sex: 'male',
        yearGroup: 10,
        born: [1, 8],
        tell(diary, back, school) {
          missing(diary, back, 61, school, 'did not arrive')
          diary.at(back.school(56)).record('officer-support', 'cme-officer', { open: true })
          attempt(diary, back.school(53), 'visit', 'engaged', 'Grandmother let me in. Jory wants to work with his uncle.')
          diary.at(back.school(50)).record('barrier', 'cme-officer', { kind: 'family' })
          diary.at(back.school(47)).record('agency-referral', 'cme-officer', { to: 'youth service' })
          diary
            .at(back.school(45))
            .keep('enquiry', 'cme-officer', { check: 'relatives-and-friends', result: 'found', says: 'With his uncle on weekdays.' })
          diary.at(back.school(44)).keep('enquiry', 'cme-officer', { check: 'health', result: 'no-answer-yet' })
          diary.at(back.school(32)).record('case-review', 'cme-officer')
          attempt(diary, back.school(20), 'message', 'no-reply')
          diary.at(back.school(16)).record('case-review', 'cme-officer')
        },
      },
    ],
  },
  {
    surname: 'Marchbank',
    origin: 0,
    children: [
      {
        key: 'no-progress',
        title: 'No progress after the panel',
        says: 'The last panel agreed a plan. Six weeks have gone by without progress, and the request for support is overdue.',
        forename: 'Orla',
        sex: 'female',
        yearGroup: 7,
        born: [3, 30],
        tell(diary, back, school) {
          const { panel } = back
          diary.at(panel - 14).record('off-roll', 'school', { school, reason: 'did not arrive' })
          diary.at(panel - 13).record('cme-notification', 'school')
          diary.at(panel - 12).record('cme-registered', 'cme-officer')
          diary.at(panel - 9).record('officer-support', 'cme-officer', { open: true })
          diary.at(panel - 8).record('barrier', 'cme-officer', { kind: 'significant' })
          diary.at(panel - 7).record('panel-nomination', 'cme-officer', { ground: 'significant-barrier' })
          diary.at(panel).record('panel-discussed', 'panel-chair')
          diary.record('panel-outcome', 'panel-chair', { openTo: [], safeguardingConcerns: false })
          diary.record('engagement-plan', 'panel-chair')
          diary.at(panel + 21).record('progress-review', 'cme-officer', { progress: false }, 'Two taster days missed.')
        },
      },
    ],
  },
  {
    surname: 'Varga',
    origin: 3,
    language: 'Hungarian',
    children: [
      {
        key: 'waiting',
        title: 'A child on the way to sixty school days',
        says: 'Supported by the officer and half way to persistent: the day is shown ahead.',
        forename: 'Lena',
        sex: 'female',
        yearGroup: 3,
        born: [6, 14],
        tell(diary, back, school) {
          missing(diary, back, 30, school, 'moved away')
          diary.at(back.school(24)).record('officer-support', 'cme-officer', { open: true })
          attempt(diary, back.school(22), 'letter', 'no-reply')
          diary.at(back.school(10)).record('case-review', 'cme-officer', undefined, 'Seen by a neighbour; bus passes in two names found.')
        },
      },
    ],
  },
  {
    surname: 'Birkworth',
    origin: 0,
    children: [
      {
        key: 'notified',
        title: 'Told today',
        says: 'The school told the council this morning; two working days to put the child on the list, or turn it down.',
        forename: 'Reuben',
        sex: 'male',
        yearGroup: 4,
        born: [7, 2],
        tell(diary, back, school) {
          diary.at(back.working(1)).record('off-roll', 'school', { school, reason: 'moved away' })
          diary.at(back.working(0)).record('cme-notification', 'school', {}, 'Removal van on Saturday. New school not named.')
        },
      },
    ],
  },
  {
    surname: 'Hardridge',
    origin: 0,
    children: [
      {
        key: 'order',
        title: 'A School Attendance Order in progress',
        says: 'The order was started and the child referred to CSC; consent to the assessment is refused, so a strategy discussion is to be considered.',
        forename: 'Dexter',
        sex: 'male',
        yearGroup: 10,
        born: [9, 22],
        tell(diary, back, school) {
          missing(diary, back, 90, school, 'parents withdrew')
          diary.at(back.school(84)).record('officer-support', 'cme-officer', { open: true })
          attempt(diary, back.school(83), 'visit', 'declined')
          diary.at(back.school(75)).record('support-request', 'cme-officer', { to: 'cfw', route: 'direct', level: 'standard' })
          diary.at(back.school(68)).record('consent', 'cfw', { for: 'eha', decision: 'refused' })
          diary.at(back.school(65)).record('cssh-discussion', 'cme-officer', { escalate: false, reason: 'an order comes first' })
          diary.at(back.school(48)).record('strategy-discussion', 'cme-officer', { step: 'considered', reason: 'no sign of harm' })
          diary.at(back.school(30)).record('panel-nomination', 'cme-officer', { ground: 'persistent' })
          diary.at(back.school(16)).record('parent-refuses', 'cme-officer', { services: true, admissions: true })
          diary.at(back.school(12)).record('sao', 'cme-officer', { step: 'initiated' })
          diary.record('csc-referral', 'cme-officer', { for: 'child-and-family-assessment' })
          diary.at(back.school(10)).record('sao', 'cme-officer', { step: 'notice-served' })
          diary
            .at(back.school(2))
            .record('consent', 'csc', { for: 'assessment', decision: 'refused' }, '“Send whoever you like, we will not open.”')
        },
      },
    ],
  },
  {
    surname: 'Elmtree',
    origin: 0,
    children: [
      {
        key: 'excluded',
        title: 'Permanently excluded, with unmet needs',
        says: 'Excluded three days ago. Needs are unmet, so the assessment comes before the request for support, and both are due this week.',
        forename: 'Jude',
        sex: 'male',
        yearGroup: 10,
        born: [5, 5],
        tell(diary, back) {
          diary.at(back.school(31)).record('suspension', 'school', { days: 2, reason: 'VA' })
          diary.at(back.school(3)).record('permanent-exclusion', 'school', { reason: 'PP' })
          diary
            .at(back.school(2))
            .record('unmet-needs', 'school', { identified: true }, 'Cannot read what he is asked to sign. Sleeping at friends’.')
        },
      },
    ],
  },
  {
    surname: 'Scarcroft',
    origin: 0,
    children: [
      {
        key: 'suspended-twice',
        title: 'Suspended for the second time',
        says: 'A second suspension last week: an Early Help Assessment is to be considered, and unmet needs to be judged.',
        forename: 'Tyler',
        sex: 'male',
        yearGroup: 9,
        born: [11, 16],
        tell(diary, back) {
          diary.at(back.school(25)).record('suspension', 'school', { days: 1, reason: 'DB' })
          diary.at(back.school(4)).record('suspension', 'school', { days: 2.5, reason: 'VA' })
        },
      },
    ],
  },
  {
    surname: 'Bramhurst',
    origin: 0,
    children: [
      {
        key: 'no-improvement',
        title: 'Eight weeks without improvement',
        says: 'Suspended again and again; the assessment is more than eight weeks old, needs are unmet, and a request for support is to be considered.',
        forename: 'Harley',
        sex: 'male',
        yearGroup: 8,
        born: [8, 9],
        tell(diary, back) {
          diary.at(back.days(190)).record('suspension', 'school', { days: 1, reason: 'DB' })
          diary.at(back.days(68)).record('suspension', 'school', { days: 3, reason: 'PP' })
          diary.at(back.days(66)).record('unmet-needs', 'school', { identified: true })
          diary.at(back.days(59)).record('eha', 'school', { outcome: 'completed' })
          diary.at(back.days(48)).record('taf-meeting', 'school')
          diary.at(back.days(20)).record('behaviour-review', 'school', { improved: false })
        },
      },
    ],
  },
  {
    surname: 'Linburn',
    origin: 0,
    children: [
      {
        key: 'cancelled',
        title: 'A suspension that was cancelled',
        says: 'The head cancelled the second suspension, so it does not count, and nothing is owed. As known the day before, it did.',
        forename: 'Freya',
        sex: 'female',
        yearGroup: 7,
        born: [9, 4],
        tell(diary, back) {
          diary.at(back.school(20)).record('suspension', 'school', { days: 1, reason: 'DB' })
          const second = diary.at(back.school(9)).record('suspension', 'school', { days: 2, reason: 'DM' })
          diary.at(back.school(7)).withdraw(second, 'school', 'Cancelled by the head: another pupil had done it.')
        },
      },
    ],
  },
  {
    surname: 'Fieldbourne',
    origin: 0,
    children: [
      {
        key: 'below-eighty',
        title: 'Below 80% with an EHCP',
        says: 'Under 80% of the term since last week. With a plan that is the line, so a request for intensive support is asked for.',
        forename: 'Elsie',
        sex: 'female',
        yearGroup: 6,
        born: [1, 21],
        ehcp: true,
        away: ELEVEN_DAYS_AWAY,
        tell(diary, back) {
          diary.at(back.school(40)).record('school-step', 'school', { step: 'ebsa-pathway' })
          diary.at(back.school(24)).record('case-review', 'school')
          diary.at(back.school(9)).record('case-review', 'school')
        },
      },
      {
        key: 'below-eighty-without-plan',
        title: 'The same attendance without a plan',
        says: 'Her brother misses the same days, but has no plan: he is persistently absent, and the line for the request is further down.',
        forename: 'Wilfred',
        sex: 'male',
        yearGroup: 4,
        born: [3, 12],
        away: ELEVEN_DAYS_AWAY,
        tell(diary, back) {
          diary.at(back.school(40)).record('school-step', 'school', { step: 'attendance-policy' })
          diary.at(back.school(24)).record('case-review', 'school')
          diary.at(back.school(8)).record('case-review', 'school')
        },
      },
    ],
  },
  {
    surname: 'Shawstall',
    origin: 0,
    children: [
      {
        key: 'explained',
        title: 'Absence that is explained',
        says: 'An operation and weeks at home: below 75% of the term, but the context supports it, so no request is asked for.',
        forename: 'Imogen',
        sex: 'female',
        yearGroup: 8,
        born: [2, 2],
        away: (back) => back >= 5 && back <= 24,
        tell(diary, back) {
          diary
            .at(back.school(23))
            .record('contextual-information', 'school', { supportsAbsence: true }, 'Surgeon’s letter seen: six to eight weeks.')
          diary.at(back.school(18)).record('school-step', 'school', { step: 'school-nurse' })
          diary.at(back.school(3)).record('case-review', 'school', undefined, 'Mornings from this week. Lessons sent home in between.')
        },
      },
    ],
  },
  {
    surname: 'Anwari',
    origin: 1,
    language: 'Urdu',
    children: [
      {
        key: 'withheld',
        title: 'A pupil whose parents withhold consent',
        says: 'No improvement, consent to an assessment refused, and still no improvement: a strategy discussion is to be considered.',
        forename: 'Zayd',
        sex: 'male',
        yearGroup: 8,
        born: [7, 25],
        away: [4, 8, 13, 17, 22, 26, 31, 36, 41],
        tell(diary, back) {
          diary.at(back.school(38)).record('school-step', 'school', { step: 'attendance-consultant' })
          diary.at(back.school(21)).record('attendance-review', 'school', { improved: false })
          diary.at(back.school(18)).record('advice-sought', 'school', { from: 'advice-line' })
          diary.at(back.school(12)).record('consent', 'school', { for: 'eha', decision: 'refused' })
          diary.at(back.school(3)).record('attendance-review', 'school', { improved: false })
        },
      },
    ],
  },
  {
    surname: 'Underwick',
    origin: 0,
    children: [
      {
        key: 'leaving',
        title: 'In the last year of compulsory school age',
        says: 'Year 11, away two days in five. What is owed for him ends by itself on the last Friday of June; the request for support is overdue.',
        forename: 'Rory',
        sex: 'male',
        yearGroup: 11,
        born: [7, 19],
        away: (back) => back % 5 === 1 || back % 5 === 4,
        tell(diary, back) {
          diary.at(back.school(41)).record('school-step', 'school', { step: 'alternative-provision' })
          diary.at(back.school(23)).record('case-review', 'school')
          diary.at(back.school(6)).record('case-review', 'school')
        },
      },
    ],
  },
  {
    surname: 'Boateng',
    origin: 5,
    children: [
      {
        key: 'older-sibling',
        title: 'Siblings: the older',
        says: 'Brother and sister moved in together. Both are registered; whether the officer supports is to be decided for each.',
        forename: 'Kofi',
        sex: 'male',
        yearGroup: 9,
        born: [10, 30],
        movedIn: true,
        tell: (diary, back) => missing(diary, back, 9, '', 'moved in'),
      },
      {
        key: 'younger-sibling',
        title: 'Siblings: the younger',
        says: 'As her brother. One visit will do for both.',
        forename: 'Efua',
        sex: 'female',
        yearGroup: 2,
        born: [5, 17],
        movedIn: true,
        tell: (diary, back) => missing(diary, back, 9, '', 'moved in'),
      },
    ],
  },
  {
    surname: 'Felmore',
    origin: 0,
    children: [
      {
        key: 'safeguarding',
        title: 'Safeguarding concerns at the panel',
        says: 'The last panel heard of concerns and referred the child the same day. CSC has a worker now, who takes schooling into the plan.',
        forename: 'Daisy',
        sex: 'female',
        yearGroup: 5,
        born: [12, 12],
        tell(diary, back, school) {
          const { panel } = back
          diary.at(panel - 14).record('off-roll', 'school', { school, reason: 'moved away' })
          diary.at(panel - 13).record('cme-notification', 'school')
          diary.at(panel - 12).record('cme-registered', 'cme-officer')
          diary.at(panel - 9).record('officer-support', 'cme-officer', { open: true })
          diary.at(panel - 8).record('barrier', 'cme-officer', { kind: 'significant' })
          diary.at(panel - 7).record('panel-nomination', 'cme-officer', { ground: 'significant-barrier' })
          diary.at(panel).record('panel-discussed', 'panel-chair')
          diary.record(
            'panel-outcome',
            'panel-chair',
            { openTo: [], safeguardingConcerns: true },
            'Health visitor and police each knew half of it.',
          )
          diary.record('csc-referral', 'panel-chair', { for: 'safeguarding' })
          diary.at(panel + 6).record('service-open', 'csc', { service: 'csc', worker: 'Helen Garstone' })
          diary.at(panel + 9).record('allocated-worker-discussion', 'cme-officer', { service: 'csc', inPlan: false })
          diary.at(panel + 30).record('allocated-worker-discussion', 'cme-officer', { service: 'csc', inPlan: true })
          diary
            .at(back.school(6))
            .record('progress-review', 'cme-officer', { progress: true }, 'Place named; starts after the first core group.')
        },
      },
    ],
  },
  {
    surname: 'Langwell',
    origin: 0,
    children: [
      {
        key: 'assessment',
        title: 'Consent after a visit',
        says: 'No answer to two messages, so a worker went to see them, and consent came. The Early Help Assessment is under way.',
        forename: 'Millie',
        sex: 'female',
        yearGroup: 7,
        born: [6, 6],
        tell(diary, back, school) {
          missing(diary, back, 48, school, 'did not arrive')
          diary.at(back.school(42)).record('officer-support', 'cme-officer', { open: true })
          diary.at(back.school(31)).record('support-request', 'cme-officer', { to: 'cfw', route: 'direct', level: 'standard' })
          diary.at(back.school(29)).record('consent', 'cfw', { for: 'eha', decision: 'no-response' })
          diary.at(back.school(24)).record('consent-visit', 'cfw', undefined, 'Mother had changed her number. Tea, and a long talk.')
          diary.at(back.school(22)).record('consent', 'cfw', { for: 'eha', decision: 'given' })
        },
      },
    ],
  },
  {
    surname: 'Rawstree',
    origin: 0,
    children: [
      {
        key: 'stepped-up',
        title: 'Stepped up to social care',
        says: 'Open to early help without progress. The case clinic decided on Friday to step up, so the referral to CSC is due today.',
        forename: 'Ronnie',
        sex: 'male',
        yearGroup: 8,
        born: [4, 1],
        tell(diary, back, school) {
          missing(diary, back, 70, school, 'parents withdrew')
          diary.at(back.school(64)).record('officer-support', 'cme-officer', { open: true })
          attempt(diary, back.school(62), 'visit', 'engaged')
          diary.at(back.school(50)).record('case-review', 'cme-officer')
          diary.at(back.school(40)).record('service-open', 'cfw', { service: 'cfw', worker: 'Hazel Brackley' })
          diary.at(back.school(32)).record('case-review', 'cme-officer')
          diary.at(back.school(10)).record('panel-nomination', 'cme-officer', { ground: 'persistent' })
          diary.at(back.school(9)).record('progress-review', 'cme-officer', { progress: false, relatedTo: ['parenting-capacity'] })
          diary
            .at(back.working(1))
            .record('case-clinic', 'cfw', { stepUp: true, reason: 'the home is not safe enough for help that can be refused' })
        },
      },
    ],
  },
  {
    surname: 'Crossgill',
    origin: 0,
    children: [
      {
        key: 'legal-advice',
        title: 'Legal advice intended',
        says: 'All steps have been used, and the school is asking for legal advice: before that, a strategy discussion should be requested.',
        forename: 'Lacey',
        sex: 'female',
        yearGroup: 9,
        born: [2, 20],
        away: [2, 8, 11, 16, 21, 26, 31, 35, 40],
        tell(diary, back) {
          diary.at(back.school(37)).record('school-step', 'school', { step: 'attendance-policy' })
          diary.at(back.school(24)).record('attendance-review', 'school', { improved: false })
          diary.at(back.school(22)).record('advice-sought', 'school', { from: 'advice-line' })
          diary.record('consent', 'school', { for: 'eha', decision: 'given' })
          diary.at(back.school(14)).record('eha', 'school', { outcome: 'completed' })
          diary.at(back.school(3)).record('legal-advice-intended', 'school')
        },
      },
    ],
  },
]

export const stories: readonly Story[] = families.flatMap(({ children }) => children.map(({ key, title, says }) => ({ key, title, says })))

/*
 * Beside the stories there are families who applied for a place online on a day of their own, weekends and holidays included: the officer
 * looks again four weeks later. They are laid so that on every day of the year something was due before, is due on the day, and on each of
 * the days after it.
 */
const firstApplicant = -3
const applicants = 12

/** How many families come first in every county: those with a story, and those who applied online. */
export const FIRST_FAMILIES = families.length + applicants

/** How many children of these families are missing education. */
export const FIRST_MISSING = 13 + applicants

/** A family that comes first, by its place among these. */
export function firstFamilyAt(index: number, seed: number, around: Around, catchment: Catchment): Household {
  const told = families[index]
  const place = { seed, around, catchment, family: index, inCatchment: 360 + index }
  const random = randomOf(seed, 'family', index)
  if (!told) return applicantFamily(place, index - families.length + firstApplicant)
  const origin = origins[told.origin] as (typeof origins)[number]
  const made = familyOf(index, told.surname, origin, catchment, random)
  const family: Family = {
    ...made,
    language: told.language ?? 'English',
    needsInterpreter: told.needsInterpreter ?? false,
    ...(told.unsafe && {
      contacts: made.contacts.map((contact) => ({ ...contact, safeTo: { ring: false, post: false, message: false } })),
    }),
  }
  return { family, children: told.children.map((child, sibling) => tellStory({ ...place, sibling }, child, family)) }
}

const noRoll = { school: null, lastSchool: null, homeEducatedSince: null, attendance: null, sealedTo: null, story: null }

function tellStory(place: Place, told: Told, family: Family): CaseOfPupil {
  const { around, catchment, seed, family: index, sibling } = place
  const { forename, sex, yearGroup, key } = told
  const born = { forename, sex, yearGroup, dateOfBirth: birthdayIn(yearGroup, ...told.born, around.today), isTwin: false }
  const drawn = knownOf(place, born, family)
  const ehcpFrom = told.ehcp ? around.today - 500 : null
  const known = { ...drawn, sen: told.ehcp ? ('E' as const) : ('N' as const), ehcpFrom }
  const school = yearGroup === 'R' || yearGroup <= 6 ? catchment.primary : catchment.secondary
  const diary = new Diary(around, known.id, around.today, randomOf(seed, 'story', index, sibling), onTime)
  const isAtSchool = ['excluded', 'suspended-twice', 'no-improvement', 'cancelled'].includes(key) || told.away !== undefined
  const counted = isAtSchool ? count(around, marksAway(around, told.away ?? [])) : undefined
  if (counted?.everBelow) writeFigures(diary, counted.crossings)
  const back = backFrom(around)
  diary.anew(around.today)
  told.tell(diary, back, school.id)
  const more: Omit<Pupil, keyof typeof known> = {
    school: isAtSchool ? school.id : null,
    lastSchool: isAtSchool || told.movedIn ? null : school.id,
    homeEducatedSince: null,
    attendance: counted?.attendance ?? null,
    sealedTo: told.sealedTo ?? null,
    story: key satisfies StoryKey,
  }
  const since = told.homeEducatedSince?.(back)
  const homeEducatedSince = since === undefined ? null : civilDate(since)
  const whole = caseOf(
    around,
    known,
    { ...more, homeEducatedSince },
    diary.records,
    allocationsOf(diary.records, teamOf(catchment.town.districtIndex)),
  )
  return { ...whole, casework: diary.kept }
}

function applicantFamily(place: Omit<Place, 'sibling'>, dueIn: number): Household {
  const { around, catchment, seed, family: index } = place
  const random = randomOf(seed, 'applicant', index)
  const origin = origins[random.below(origins.length)] as (typeof origins)[number]
  const family = familyOf(index, random.pick(origin.surnames), origin, catchment, random)
  const sex = random.permille(500) ? 'female' : 'male'
  const yearGroup = random.between(1, 11) as YearGroup
  const dateOfBirth = birthdayIn(yearGroup, 1 + random.below(12), 1 + random.below(28), around.today)
  const born = { forename: random.pick(sex === 'female' ? origin.girls : origin.boys), sex, dateOfBirth, yearGroup, isTwin: false } as const
  const known = knownOf({ ...place, sibling: 0 }, born, family)
  const appliedOn = around.today - 28 + dueIn
  const { school, working } = backFrom({ ...around, today: appliedOn })
  const told = working(6 + random.below(3))
  const lastSchool = random.permille(500) ? schoolOf(known, catchment).id : null
  const diary = new Diary(around, known.id, around.today, random, onTime)
  diary.at(Math.min(told - 1, school(random.between(8, 120))))
  diary.record('off-roll', lastSchool === null ? 'other' : 'school', {
    reason: 'moved in',
    ...(lastSchool !== null && { school: lastSchool }),
  })
  diary.at(told).record('cme-notification', random.pick(['health', 'other', 'school'] as const))
  diary.after(2).record('cme-registered', 'cme-officer')
  diary.at(appliedOn).record('admissions-engagement', 'pupil-access', { engaging: true }, 'Application for a place came in online.')
  const allocations = allocationsOf(diary.records, teamOf(catchment.town.districtIndex))
  return { family, children: [caseOf(around, known, { ...noRoll, lastSchool }, diary.records, allocations)] }
}

function backFrom({ today, schoolDaysBack, workingDaysBack, calendar }: Around): Back {
  return {
    school: (days) => schoolDaysBack(today, days),
    working: (days) => workingDaysBack(calendar.isWorkingDay(today) ? today : workingDaysBack(today, 1), days),
    days: (days) => schoolDaysBack(today - days + 1, 1),
    panel: calendar.panelOnOrBefore(today - 7) ?? NEVER,
  }
}

/** Marks of a pupil who is there on all days but these. */
function marksAway({ year, training }: Around, away: NonNullable<Told['away']>): string {
  const isAway = typeof away === 'function' ? away : (back: number) => away.includes(back)
  return year.map((day, index) => (training.has(day) ? '##' : isAway(year.length - index) ? 'II' : '/\\')).join('')
}
