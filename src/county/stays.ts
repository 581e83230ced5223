import { type CivilDate, civilDate, type Day, dayNumber, dayOf, schoolYearStart, yearMonthDate } from '../calendar/civil-date.ts'
import { type CaseRecord, isWithdrawal } from '../casefile/fact-table.ts'
import type { Pupil, Stay } from './county.ts'
import { yearGroupOn } from './families.ts'

type OfPupil = Pick<Pupil, 'dateOfBirth' | 'school' | 'lastSchool' | 'homeEducatedSince'>

/**
 * On which schools' rolls a child was, and is: up to the first record of the roll since the child was old enough for the school, then as the records have it.
 * A child who is at a school is on its roll, whatever nobody wrote down. `firstSchool` is where the child was before the first record of a roll.
 */
export function staysOf(pupil: OfPupil, facts: readonly CaseRecord[], today: Day, firstSchool = pupil.school): readonly Stay[] {
  const moves = facts.flatMap((record) =>
    isWithdrawal(record) || (record.type !== 'on-roll' && record.type !== 'off-roll') ? [] : [{ day: dayOf(record.on), record }],
  )
  const [first] = moves
  const before = first?.record.type === 'off-roll' ? first.record.detail?.school : (firstSchool ?? pupil.lastSchool)
  const stays: { school: string; from: Day | undefined; until: Day | undefined }[] = []
  if (before) stays.push({ school: before, from: undefined, until: undefined })
  for (const { day, record } of moves) {
    const last = stays.at(-1)
    if (last && last.until === undefined) last.until = day - 1
    if (record.type === 'on-roll' && record.detail?.school !== undefined)
      stays.push({ school: record.detail.school, from: day, until: undefined })
  }
  const last = stays.at(-1)
  if (pupil.school !== null) {
    if (last?.school === pupil.school) last.until = undefined
    else stays.push({ school: pupil.school, from: last?.until === undefined ? undefined : last.until + 1, until: undefined })
  } else if (last && last.until === undefined) {
    last.until = (pupil.homeEducatedSince === null ? today : dayOf(pupil.homeEducatedSince)) - 1
  }
  return stays.map(({ school, from, until }) => stayOf(school, from, until, pupil.dateOfBirth, today))
}

function stayOf(school: string, from: Day | undefined, until: Day | undefined, dateOfBirth: CivilDate, today: Day): Stay {
  const last = until ?? today
  const yearGroup = yearGroupOn(last, dayOf(dateOfBirth)) ?? 'R'
  const { year } = yearMonthDate(schoolYearStart(last))
  const yearsThere = yearGroup === 'R' ? 0 : yearGroup >= 7 ? yearGroup - 7 : yearGroup
  return {
    school,
    from: civilDate(from ?? dayNumber(year - yearsThere, 9, 1)),
    until: until === undefined ? null : civilDate(until),
    yearGroup,
  }
}
