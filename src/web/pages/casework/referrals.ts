import type { ChildViewed, EntryShown } from '../../../actions/view-child.ts'
import { type Day, dayOf, isCivilDate } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { type FactWithHistory, idsOf } from '../../../casefile/history.ts'
import { choiceInWords } from '../../../words/casework-words.ts'
import { howFar, lengthInWords } from '../../../words/how-far.ts'
import { dayOfRecord } from '../../when.ts'
import { besideFact, sayingOf, whoOf } from '../child/timeline.ts'

/*
 * Referrals to partner agencies: what was asked, by when an answer is expected, and what was answered.
 */

/** The answers to a fact, or to what it corrects, the latest first. */
const answersTo = (one: FactWithHistory, casework: ChildViewed['casework']): readonly EntryShown[] => {
  const ids = idsOf(one)
  return casework.filter(({ kind, of }) => kind === 'referral-answer' && of !== null && ids.includes(of))
}

export interface ReferralPaths {
  readonly answer: (fact: string) => string | undefined
  readonly particulars: (fact: string) => string | undefined
}

/** One referral as the page shows it. */
export function referralRow(one: FactWithHistory, seen: ChildViewed, paths: ReferralPaths) {
  const { fact } = one
  const content = besideFact(one, seen.casework)
  const [answer] = answersTo(one, seen.casework)
  const by = content?.['answerBy']
  const why = content?.['why']
  const answerBy = typeof by === 'string' && isCivilDate(by) ? dayOf(by) : undefined
  return {
    says: sayingOf(fact, seen),
    on: dayOfRecord(dayOf(fact.on), seen.on),
    who: whoOf(fact, seen),
    why: typeof why === 'string' ? why : undefined,
    note: fact.note,
    isOpen: answer === undefined,
    isLate: answer === undefined && answerBy !== undefined && answerBy < seen.on,
    answerBy: answerBy === undefined ? undefined : inWords(answerBy),
    waits: answer === undefined ? waitsInWords(answerBy, dayOf(fact.on), seen) : undefined,
    answer: answer && answerInWords(answer, seen.on),
    record: paths.answer(fact.id),
    // What came by itself can still be told.
    addParticulars: content === undefined ? paths.particulars(fact.id) : undefined,
  }
}

/** `Answer expected by Friday 20 November 2026, 1 working day late` */
function waitsInWords(answerBy: Day | undefined, referredOn: Day, { on, rules: { calendar } }: ChildViewed): string {
  if (answerBy === undefined) return `No day was agreed for an answer; referred ${howFar(referredOn, on, 'working days', calendar)}`
  const far =
    answerBy < on ? `${lengthInWords(answerBy, on, 'working days', calendar)} late` : howFar(answerBy, on, 'working days', calendar)
  return `Answer expected by ${inWords(answerBy)}, ${far}`
}

function answerInWords({ content: { answer, says }, on, who }: EntryShown, today: Day) {
  return {
    says: typeof answer === 'string' ? choiceInWords('referral-answer', 'answer', answer) : '',
    more: typeof says === 'string' ? says : undefined,
    on: dayOfRecord(dayOf(on), today),
    who: who.name,
  }
}
