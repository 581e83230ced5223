import { dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { Asked, ConsentNow, Purpose } from '../casefile/consents.ts'
import { capital } from './guidance-words.ts'

export const purposeWords: Readonly<Record<Purpose, string>> = {
  eha: 'Early Help Assessment',
  support: 'Support',
  assessment: 'Child and family assessment by CSC',
}

export const decisionWords: Readonly<Record<Asked['decision'], string>> = {
  given: 'given',
  refused: 'refused',
  withdrawn: 'withdrawn',
  'no-response': 'no response',
}

/** What is in force of one purpose, in a line: `Given by Anna Varga on Monday 2 November 2026; refused by Peter Varga on ... They disagree, and both stand.` */
export function consentNowInWords({ answers, isDivided }: ConsentNow): string {
  const each = answers.map(({ decision, of, on }) => {
    const by = of === undefined || of.trim() === '' ? '' : `${decision === 'no-response' ? ' from' : ' by'} ${of.trim()}`
    return `${decisionWords[decision]}${by} on ${inWords(dayOf(on))}`
  })
  return `${capital(each.join('; '))}.${isDivided ? ' They disagree, and both stand.' : ''}`
}
