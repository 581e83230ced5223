import type { Day } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import { LEAST_NOTICE } from '../casefile/casework-table.ts'
import { noticePeriod } from '../casefile/notice-period.ts'
import type { LetterStage } from '../casefile/order-stages.ts'

/*
 * Drafts of the letters of a School Attendance Order. Whoever prints one reads it first, and changes what has to be changed: the service sends none.
 */

export const letterTitles: Readonly<Record<LetterStage, string>> = {
  'notice-served': 'Notice to satisfy the council',
  consultation: 'Consultation with the school',
  'notice-of-intention': 'Notice of intention to serve an order',
  'order-served': 'School Attendance Order',
  amended: 'The order is amended',
  revoked: 'The order is revoked',
}

/** What a draft says of the child and the order. */
export interface DraftOf {
  readonly council: string
  readonly child: string
  readonly born: string
  readonly to: string
  /** `Education Act 1996, section 437(1)` */
  readonly law: string
  /** The name of the school; nothing where none is named. */
  readonly school: string | undefined
  readonly today: Day
}

const BLANK = '[…]'

/** The text of a letter. What is not known is left open in square brackets. */
export function draftOf(stage: LetterStage, about: DraftOf): string {
  const { council, child, born, to, law, today, school = '[name of the school]' } = about
  const { lastDay } = noticePeriod(today, LEAST_NOTICE)
  const named = `${child}, born ${born}`
  const period = `within ${LEAST_NOTICE} days, counting the day on which you get this letter as the first. Given to you today, that is up to and on ${inWords(lastDay)}`
  const bodies: Readonly<Record<LetterStage, readonly string[]>> = {
    'notice-served': [
      `${council} has reason to think that ${named}, receives no suitable education, at a school or otherwise. Our reasons: ${BLANK}`,
      `We ask you to show us that ${child} does receive suitable education, ${period}.`,
      `You can do so in writing, by showing us work, or by meeting us. If you need an interpreter or other help to answer, tell us.`,
      'If we are not satisfied, we may go on to an order that requires you to have the child registered at a school.',
    ],
    consultation: [
      `${council} thinks of naming ${school} in a School Attendance Order for ${named}.`,
      `Tell us in writing whether there is a reason against it, ${period}.`,
      `What we know of the child that you need to answer: ${BLANK}`,
    ],
    'notice-of-intention': [
      `We wrote to you on ${BLANK} about the education of ${named}. We are not satisfied that it is suitable, and intend to serve a School Attendance Order.`,
      `The order will name ${school}. Other schools that you can choose: ${BLANK}`,
      `You may choose one of these, or apply for a place at another school and tell us, ${period}.`,
      'If you do neither, the order will name the school above.',
    ],
    'order-served': [
      `${council} orders you to have ${named}, registered as a pupil at ${school}.`,
      `Our reasons: ${BLANK}`,
      'The order holds for as long as the child is of compulsory school age, unless it is revoked or amended. You may ask us to name another school in it, or to revoke it because suitable education is arranged otherwise.',
      'Not complying with this order is an offence, unless you show that the child receives suitable education otherwise than at school.',
    ],
    amended: [
      `The School Attendance Order for ${named}, served on ${BLANK}, is amended. It now names ${school}.`,
      `You have to have the child registered there. Our reasons: ${BLANK}`,
    ],
    revoked: [`The School Attendance Order for ${named}, served on ${BLANK}, is revoked from today.`, `Our reasons: ${BLANK}`],
  }
  return [
    inWords(today),
    `${letterTitles[stage]}`,
    law,
    `Dear ${to}`,
    ...bodies[stage],
    `Whom to ask: ${BLANK}`,
    `Yours sincerely,\n\n${BLANK}\nfor ${council}`,
  ].join('\n\n')
}
