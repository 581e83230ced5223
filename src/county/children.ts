import { civilDate, type Day, schoolYearStart, yearMonthDate } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { NEVER_ISSUED_NUMBERS, neverIssuedNhsNumber } from '../people/nhs-number.ts'
import { makeUpn } from '../people/upn.ts'
import { absencePlan, count, marksOf } from './attendance.ts'
import type { Allocation, CaseOfPupil, Family, Pupil, School } from './county.ts'
import { Diary } from './diary.ts'
import { daysSentHome, exclusionsOf, writePermanentExclusion, writeSuspensions } from './excluded.ts'
import type { Born } from './families.ts'
import { missingPerTenThousand, missingSince, writeHomeEducation, writeMissingEducation, writeReturnToSchool } from './missing-education.ts'
import { writeConcern, writeFigures, writeLastYear, writeResponse } from './missing-school.ts'
import { type DistrictTeam, teamOf } from './people.ts'
import { type Random, randomOf } from './random.ts'
import { keptOfRequests } from './requests.ts'
import type { Around } from './school-days.ts'
import type { Catchment } from './schools.ts'
import { staysOf } from './stays.ts'

/** Where a child stands in the county: its family's place among all, and its own among its siblings. */
export interface Place {
  readonly seed: number
  readonly around: Around
  readonly catchment: Catchment
  /** The place of the family among all families. */
  readonly family: number
  /** The place of the family among those of the catchment, from which the serial of a unique pupil number comes. */
  readonly inCatchment: number
  readonly sibling: number
}

/** What is known of a child before anything happens. */
export type Known = Omit<Pupil, 'school' | 'lastSchool' | 'homeEducatedSince' | 'attendance' | 'sealedTo' | 'story'> & {
  readonly ehcpFrom: Day | null
}

export const childId = ({ family, sibling }: Pick<Place, 'family' | 'sibling'>): string => `c-${10 * (family + 1) + sibling + 1}`

/** How many in a thousand have an education, health and care plan, and how many of those without one SEN support. */
const EHCP = 55
const SEN_SUPPORT = 138

export function knownOf(place: Place, born: Born, { id: family, surname }: Family): Known {
  const random = randomOf(place.seed, 'child', place.family, place.sibling)
  const sen = random.permille(EHCP) ? 'E' : random.permille(SEN_SUPPORT) ? 'K' : 'N'
  // A plan is at least half a year old, so that whatever happens this year happens with it.
  const ehcpFrom = sen === 'E' ? place.around.today - random.between(190, 1400) : null
  return {
    id: childId(place),
    family,
    forename: born.forename,
    surname,
    sex: born.sex,
    dateOfBirth: civilDate(born.dateOfBirth),
    yearGroup: born.yearGroup,
    upn: random.permille(985) ? upnOf(place, born, random) : null,
    nhsNumber: random.permille(910) ? nhsNumberOf(place) : null,
    sen,
    ehcpFrom,
    freeSchoolMeals: random.permille(246),
  }
}

/** Given by the first primary school, or, to a child that moved in, by one of a neighbouring council. */
function upnOf({ catchment, inCatchment, around }: Place, { yearGroup, isTwin }: Born, random: Random): string {
  const { year } = yearMonthDate(schoolYearStart(around.today))
  const entered = year - (yearGroup === 'R' ? 0 : yearGroup)
  return makeUpn({
    council: random.weighted([
      [93, '888'],
      [4, '889'],
      [3, '890'],
    ] as const),
    establishment: catchment.primary.laestab.slice(4),
    year: String(entered % 100).padStart(2, '0'),
    serial: String(2 * inCatchment + (isTwin ? 1 : 0)).padStart(3, '0'),
  })
}

/** Another one for each child, and not in the order of the children. */
const nhsNumberOf = ({ family, sibling }: Place): string => neverIssuedNhsNumber(((4 * family + sibling) * 77_003) % NEVER_ISSUED_NUMBERS)

/** What becomes of a child, in a thousand: those of a year group at home, and those who came back to a school. */
const educatedAtHome = (yearGroup: Pupil['yearGroup']): number => (yearGroup === 'R' ? 3 : yearGroup <= 6 ? 10 : 25)
const CAME_BACK = 6

/** A child of the county with its case. */
export function childAt(place: Place, born: Born, family: Family, missingOf: number): CaseOfPupil {
  const child = courseOf(place, born, family, missingOf)
  const { seed, around, catchment } = place
  const worker = teamOf(catchment.town.districtIndex).cfwWorker
  return { ...child, casework: keptOfRequests(child.caseFile.facts, { seed, worker, calendar: around.calendar, today: around.today }) }
}

function courseOf(place: Place, born: Born, family: Family, missingOf: number): CaseOfPupil {
  const known = knownOf(place, born, family)
  const random = randomOf(place.seed, 'course', place.family, place.sibling)
  const chance = random.below(10_000_000)
  if (chance < missingPerTenThousand[born.yearGroup] * missingOf) return missingChild(place, known, random)
  if (random.permille(educatedAtHome(born.yearGroup))) return childAtHome(place, known, random)
  return childAtSchool(place, known, random)
}

export function caseOf(
  { today }: Around,
  known: Known,
  more: Omit<Pupil, keyof Known>,
  facts: readonly CaseRecord[],
  allocations: readonly Allocation[],
  firstSchool: string | null = more.school,
): CaseOfPupil {
  const { ehcpFrom, ...pupil } = known
  const child = {
    id: known.id,
    dateOfBirth: known.dateOfBirth,
    ...(ehcpFrom !== null && { ehcp: [{ from: civilDate(ehcpFrom) }] }),
  }
  const whole = { ...pupil, ...more }
  const stays = staysOf(whole, facts, today, firstSchool)
  return { pupil: whole, caseFile: { child, facts }, allocations: facts.length > 0 ? allocations : [], stays, casework: [] }
}

const nowhere = { school: null, lastSchool: null, homeEducatedSince: null, attendance: null, sealedTo: null, story: null }

function missingChild(place: Place, known: Known, random: Random): CaseOfPupil {
  const { around, catchment } = place
  const since = missingSince(around, random)
  const movedIn = random.permille(400)
  const lastSchool = movedIn ? null : schoolOf(known, catchment).id
  const diary = new Diary(around, known.id, since, random)
  const team = teamOf(catchment.town.districtIndex)
  writeMissingEducation(diary, around, { school: lastSchool, workers: { cfw: team.cfwWorker, csc: team.cscWorker } })
  return caseOf(around, known, { ...nowhere, lastSchool }, diary.records, allocationsOf(diary.records, team))
}

function childAtHome(place: Place, known: Known, random: Random): CaseOfPupil {
  const { around, catchment } = place
  const lastSchool = random.permille(800) ? schoolOf(known, catchment).id : null
  const recent = random.permille(250)
  let since = around.today - (recent ? random.between(40, 400) : random.between(401, 1100))
  while (!around.calendar.isSchoolDay(since)) since--
  const diary = new Diary(around, known.id, since, random, { forgotten: 0, late: 100 })
  // Of those who left long ago the case is in no file any more.
  if (recent && lastSchool !== null) writeHomeEducation(diary, lastSchool, random.permille(60))
  const homeEducatedSince = civilDate(since)
  return caseOf(
    around,
    known,
    { ...nowhere, lastSchool, homeEducatedSince },
    diary.records,
    allocationsOf(diary.records, teamOf(catchment.town.districtIndex)),
  )
}

/** The school for a child of its age and needs. */
export function schoolOf(
  { yearGroup, sen, id }: Pick<Known, 'yearGroup' | 'sen' | 'id'>,
  { primary, secondary, special }: Catchment,
): School {
  if (sen === 'E' && Number(id.slice(2)) % 7 < 3) return special
  return yearGroup === 'R' || yearGroup <= 6 ? primary : secondary
}

/** How many in a thousand pupils are open to CSC or CFW, whatever else is so. */
const OPEN_TO_CSC = 26
const OPEN_TO_CFW = 18

function childAtSchool(place: Place, known: Known, random: Random): CaseOfPupil {
  const { around, catchment, seed, family, sibling } = place
  const school = schoolOf(known, catchment)
  const team = teamOf(catchment.town.districtIndex)
  const plan = absencePlan(school.phase, random, around.daysOfYear)
  const exclusions = exclusionsOf(around, known.yearGroup, school.phase, known.sex, random)
  const sentHome = daysSentHome(around, exclusions)
  const marks = marksOf(around, plan, sentHome, randomOf(seed, 'marks', family, sibling))
  const { attendance, crossings, everBelow } = count(around, marks)
  const often = Math.max(...plan.from.map(({ missed }) => missed))

  const diary = new Diary(around, known.id, around.today, random)
  if (random.permille(OPEN_TO_CSC)) openTo(diary, around, 'csc', team.cscWorker)
  else if (random.permille(OPEN_TO_CFW)) openTo(diary, around, 'cfw', team.cfwWorker)
  if (random.permille(CAME_BACK)) {
    diary.anew(around.schoolDaysBack(around.today, random.between(80, 230)))
    writeReturnToSchool(diary, school.id)
  }
  const wasOlder = known.yearGroup !== 'R' && known.yearGroup > 1
  const goesOn = wasOlder && random.permille(often >= 100 ? 420 : 25) && writeLastYear(diary, around)
  if (everBelow) {
    writeFigures(diary, crossings)
    writeResponse(diary, around, crossings, {
      workedFar: random.permille(60),
      hasEhcp: known.sen === 'E',
    })
  } else if (goesOn || random.permille(4)) {
    const day = around.year[random.below(Math.max(1, around.year.length))]
    if (day !== undefined) writeConcern(diary, around, day)
  }
  writeSuspensions(diary, around, [...exclusions.lastYear, ...exclusions.thisYear], exclusions.permanentOn !== null)
  if (exclusions.permanentOn !== null) writePermanentExclusion(diary, around, exclusions.permanentOn, catchment.referralUnit.id)

  const facts = diary.records
  const registeredAt = facts.findLast((record) => 'type' in record && record.type === 'on-roll')
  const at = registeredAt && 'type' in registeredAt && registeredAt.type === 'on-roll' ? registeredAt.detail?.school : undefined
  return caseOf(around, known, { ...nowhere, school: at ?? school.id, attendance }, facts, allocationsOf(facts, team), school.id)
}

function openTo(diary: Diary, { today, calendar }: Around, service: 'cfw' | 'csc', worker: string): void {
  let day = today - diary.random.between(20, 500)
  while (!calendar.isWorkingDay(day)) day--
  diary.anew(day).record('service-open', service, { service, worker })
}

/** Who has the case, by what is recorded: the officer since the notification, a worker while the child is open to the service. */
export function allocationsOf(facts: readonly CaseRecord[], team: DistrictTeam): readonly Allocation[] {
  const allocations: Allocation[] = []
  for (const record of facts) {
    if ('withdraws' in record) continue
    if (record.type === 'cme-notification') allocations.push({ role: 'cme-officer', person: team.officer, from: record.on })
    else if (record.type === 'service-open') {
      const service = record.detail?.service ?? 'cfw'
      allocations.push({ role: service, person: team[service], from: record.on })
    } else if (record.type === 'panel-outcome') {
      for (const service of record.detail?.openTo ?? []) allocations.push({ role: service, person: team[service], from: record.on })
    }
  }
  return allocations
}
