import type { Calendar } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import type { EntryContent, Particulars } from '../casefile/casework-table.ts'
import { type CaseRecord, isWithdrawal, type RecordedFact } from '../casefile/fact-table.ts'
import { isTakenUp } from '../casefile/support-requests.ts'
import type { Kept } from './county.ts'
import { type Random, randomOf } from './random.ts'

/*
 * What people kept beside the requests for support of the made-up county, and what the hub and CFW answered: most in time, a few late, and some still without.
 */

type Request = Extract<RecordedFact, { readonly type: 'support-request' }>

interface Around {
  readonly seed: number
  readonly calendar: Calendar
  readonly today: Day
  /** Who of CFW has the children of the district. */
  readonly worker: string
}

/** Everything that is kept beside the requests of a child up to the county's day. */
export function keptOfRequests(facts: readonly CaseRecord[], around: Around): readonly Kept[] {
  const changed = new Set(facts.map((record) => (isWithdrawal(record) ? record.withdraws : record.replaces)))
  const standing = facts.filter((record): record is RecordedFact => !isWithdrawal(record) && !changed.has(record.id))
  return standing
    .filter((fact): fact is Request => fact.type === 'support-request')
    .flatMap((request) => {
      const random = randomOf(around.seed, 'request', request.id)
      const beside = random.permille(850) ? [particularsOf(request, random)] : []
      const answers = answersTo(request, isTakenUp(request, standing), random, around)
      return [...beside, ...answers.filter(({ on }) => dayOf(on) <= around.today)]
    })
}

const particularsOf = ({ id, on, by }: Request, random: Random): Kept => {
  const agrees = random.permille(700)
  const content: Particulars<'support-request'> = {
    worries: random.pick(worries),
    tried: random.pick(tried),
    wanted: random.pick(wanted),
    ...(random.permille(600) && { childSays: random.pick(childSays) }),
    familyKnows: true,
    familyAgrees: agrees ? 'yes' : 'not-asked',
    ring: 'Mother, on the number that is on record',
    isSafeToRing: 'yes',
  }
  return { kind: 'support-request', on, by, of: id, content }
}

function answersTo({ id, on, detail }: Request, isTakenUp: boolean, random: Random, { calendar, worker }: Around): readonly Kept[] {
  // Nobody has answered yet.
  if (random.permille(60)) return []
  const after = (from: CivilDate, days: number): CivilDate => civilDate(calendar.workingDayAfter(dayOf(from), days) ?? dayOf(from))
  const answer = (day: CivilDate, by: Kept['by'], content: EntryContent<'request-answer'>): Kept => ({
    ...{ kind: 'request-answer', on: day, by, of: id, content },
  })
  const first = after(on, random.weighted([...inTime, [1, random.between(4, 9)]]))
  const asked = detail?.route === 'cssh-mash' ? 'cssh-mash' : 'cfw'
  // One that CFW has worked on since was not sent back.
  if (!isTakenUp && random.permille(200)) return [answer(first, asked, { answer: 'returned', reason: random.pick(reasons) })]
  const accepted = asked === 'cssh-mash' ? [answer(first, asked, { answer: 'accepted' })] : []
  if (random.permille(80)) return accepted
  return [...accepted, answer(after(first, random.between(1, 3)), 'cfw', { answer: 'allocated', worker })]
}

const inTime: readonly (readonly [number, number])[] = [
  [4, 1],
  [4, 2],
  [2, 3],
]

const worries = [
  'Hardly ever seen by anybody outside the home since the autumn; tired and hungry on the days on which somebody did.',
  'Looks after two younger ones while mother works nights, and has said that there is no time for anything else.',
  'Has stopped going out. Father says there are arguments every evening and nobody sleeps before two.',
  'Moved three times in a year and has nowhere to do any work. Clothes do not fit and are not warm enough.',
] as const

const tried = [
  'Four letters, two visits and a meeting that nobody came to.',
  'A reduced timetable for three weeks, a mentor, and breakfast in school; better for a week.',
  'Offered the school nurse and a place at the homework club. Mother said yes and then did not answer.',
] as const

const wanted = [
  'Somebody to work with the parents on mornings and evenings.',
  'An assessment with the whole family, and one person whom they ring.',
  'Help with housing and benefits, so that school can come first again.',
] as const

const childSays = [
  '“I would come if it was not for the bus.”',
  'Would like to go back, and is afraid of being asked where it has been.',
  'Says little. Drew the old school with everybody in front of it.',
] as const

const reasons = [
  'Nothing is said of what the parents were told. Ask them, and send it again with what they say.',
  'The school nurse has seen the child twice this term: ring her first, and add what she knows.',
  'Please add what was tried, and when. We cannot tell from this what would be new.',
] as const
