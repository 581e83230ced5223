import type { ChildViewed } from '../../../actions/view-child.ts'
import { type CivilDate, compare, dayOf } from '../../../calendar/civil-date.ts'
import { type EnquiryCheck, enquiryChecks } from '../../../casefile/casework-table.ts'
import type { Agency, RecordedFact } from '../../../casefile/fact-table.ts'
import { choiceInWords } from '../../../words/casework-words.ts'
import { recordedInWords } from '../../../words/fact-words.ts'
import { capital } from '../../../words/guidance-words.ts'
import { dayOfRecord } from '../../when.ts'
import { whoOf } from '../child/timeline.ts'

/*
 * The reasonable enquiries of a child: which of the checks were made, with what, and which were not yet. A visit to engage the parents is a visit to the home, and is
 * not asked for a second time.
 */

interface Made {
  readonly check: string
  readonly on: CivilDate
  readonly by: Agency
  readonly result: string
  readonly says: string | undefined
  readonly who: string
}

export function enquiriesOf(seen: ChildViewed, facts: readonly RecordedFact[], pathOfCheck: (check: EnquiryCheck) => string | undefined) {
  const made = madeIn(seen, facts)
  const rows = enquiryChecks.map((check) => {
    const [last, ...earlier] = made.filter((one) => one.check === check)
    return {
      check: choiceInWords('enquiry', 'check', check),
      isMade: last !== undefined,
      ...(last && { result: last.result, says: last.says, who: last.who, on: dayOfRecord(dayOf(last.on), seen.on) }),
      times: earlier.length + (last ? 1 : 0),
      path: pathOfCheck(check),
    }
  })
  const count = (isOne: (by: Agency) => boolean) => new Set(made.filter(({ by }) => isOne(by)).map(({ check }) => check)).size
  return {
    rows,
    made: rows.filter(({ isMade }) => isMade).length,
    of: rows.length,
    bySchool: count((by) => by === 'school'),
    byCouncil: count((by) => by !== 'school'),
  }
}

/** The latest first. */
function madeIn(seen: ChildViewed, facts: readonly RecordedFact[]): readonly Made[] {
  const enquiries = seen.casework.flatMap(({ kind, content, on, by, who }): readonly Made[] => {
    const { check, result, says } = content
    if (kind !== 'enquiry' || typeof check !== 'string' || typeof result !== 'string') return []
    const words = choiceInWords('enquiry', 'result', result)
    return [{ check, on, by, result: words, says: typeof says === 'string' ? says : undefined, who: who.name }]
  })
  const visits = facts.flatMap((fact): readonly Made[] =>
    fact.type === 'engagement-attempt' && fact.detail?.method === 'visit'
      ? [{ check: 'visit', on: fact.on, by: fact.by, result: capital(recordedInWords(fact)), says: fact.note, who: whoOf(fact, seen) }]
      : [],
  )
  return [...enquiries, ...visits].toSorted((a, b) => compare(b.on, a.on))
}
