import type { DraftAsked, LetterAsked, NewLetter } from '../../../actions/order-letters.ts'
import type { ChildDetails, ChildSeen, ChildViewed } from '../../../actions/view-child.ts'
import { type CivilDate, civilDate, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Entry } from '../../../casefile/casework-table.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { type LetterStage, lawsOfOrders, letterStages, orderLaws } from '../../../casefile/order-stages.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { draftOf, letterTitles } from '../../../words/order-letters.ts'
import { pathOfDraft, pathOfLetter, pathOfOrder } from '../../paths.ts'
import { type Form, one, type Page, type Sent } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { fullName } from '../child/who.ts'
import { orderOf } from './standing.ts'

/*
 * The letters of a School Attendance Order: a draft to be changed, and the letter as it was kept, to be printed by the browser. The service sends none.
 */

/** The stage whose letter is meant; nothing where there is none. */
export const letterStageOf = (text: string): LetterStage | undefined => letterStages.find((stage) => stage === text)

function readAsked({ params }: Sent): DraftAsked | undefined {
  const stage = letterStageOf(params['stage'] ?? '')
  return stage && { child: params['child'] ?? '', stage }
}

/** The draft of a letter, to one of those who can be written to. */
export const draftPage: Page<DraftAsked, ChildViewed & { readonly stage: LetterStage }> = {
  read: (sent) => {
    const input = readAsked(sent)
    return input && { input }
  },
  template: 'pages/order/draft.njk',
  view: (seen, { today, sent, typed, faults, council }) => {
    const { stage, head, details } = seen
    const isToSchool = stage === 'consultation'
    const school = schoolNamed(seen)
    const parents = isToSchool ? [] : parentsOf(details)
    const contact = parents.find(({ id }) => id === one(sent.query, 'to')) ?? parents[0]
    const { law, stages } = orderOf(seen)
    const section = stages.find((one) => one.stage.id === stage)?.stage.section
    const name = isToSchool ? (school ?? '[the school]') : (contact?.name ?? '[name of the parent]')
    const about = {
      ...{ council, today, school },
      child: fullName(details),
      born: details.dateOfBirth ? inWords(dayOf(details.dateOfBirth)) : '[date of birth]',
      to: isToSchool ? 'colleagues' : name,
      law: section ? `${lawsOfOrders[law].name}, section ${section}` : lawsOfOrders[law].name,
    }
    const error = (name: string) => faults.find(({ pointer }) => pointer === `/${name}` || pointer === `/more/${name}`)?.message
    return {
      ...identityOf(seen, today),
      order: pathOfOrder(head),
      action: pathOfDraft(head, stage),
      title: letterTitles[stage],
      law,
      parents: parents.map(({ id, name }) => ({
        name,
        path: `${pathOfDraft(head, stage)}?to=${encodeURIComponent(id)}`,
        isChosen: id === contact?.id,
      })),
      to: typed ? one(typed, 'to') : [name, ...(isToSchool ? [] : addressLines(contact, details, civilDate(today)))].join('\n'),
      text: typed ? one(typed, 'text') : draftOf(stage, about),
      errors: { to: error('to'), text: error('text') },
      faults: faults.map(({ pointer, message }) => ({ message, field: pointer.endsWith('/to') ? 'to' : 'text' })),
    }
  },
}

/** Those who have parental responsibility first; whoever is known not to have it gets no notice. */
const parentsOf = ({ contacts }: ChildDetails): ChildDetails['contacts'] =>
  contacts
    .filter(({ hasParentalResponsibility }) => hasParentalResponsibility !== false)
    .toSorted((a, b) => Number(b.hasParentalResponsibility === true) - Number(a.hasParentalResponsibility === true))

/** What stands on a letter in place of an address that is not to stand there. */
export const WITHOUT_ADDRESS = {
  withheld: '[No address: it is withheld, and does not stand on this letter. Agree first how it reaches the person.]',
  unsafe: '[No address: it is not safe to write to this person. Agree first how this letter reaches them.]',
  unknown: '[No address: none is on record for this person.]',
} as const

/** The person’s own address, as far as it may be known and written to. That of the child is nobody else’s: it may be a safe place. */
export function addressLines(
  contact: ChildDetails['contacts'][number] | undefined,
  { isWhereaboutsWithheld, addresses }: Pick<ChildDetails, 'isWhereaboutsWithheld' | 'addresses'>,
  today: CivilDate,
): readonly string[] {
  if (isWhereaboutsWithheld) return [WITHOUT_ADDRESS.withheld]
  if (!contact?.addressLines) return [WITHOUT_ADDRESS.unknown]
  if (!contact.mayBeWrittenTo) return [WITHOUT_ADDRESS.unsafe]
  const own = { lines: contact.addressLines, postcode: contact.postcode }
  const isUnsafe = addresses.some(
    (one) => (one.until === null || one.until >= today) && (!one.mayBeWrittenTo || one.kind === 'safe-place') && mayBeTheSame(one, own),
  )
  return isUnsafe ? [WITHOUT_ADDRESS.unsafe] : [...own.lines, ...(own.postcode === null ? [] : [own.postcode])]
}

type Written = Pick<ChildDetails['addresses'][number], 'lines' | 'postcode'>

/**
 * Whether two addresses may be one that was typed differently: one goes on where the other ends, or they share a postcode and a number, or a postcode where one has
 * no number. In doubt they are the same: a letter that is not sent does less harm.
 */
function mayBeTheSame(one: Written, other: Written): boolean {
  const [a, b] = [plain(one.lines.join('')), plain(other.lines.join(''))]
  if (a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a))) return true
  const postcode = plain(one.postcode ?? '')
  if (postcode === '' || postcode !== plain(other.postcode ?? '')) return false
  const [numbers, others] = [numbersIn(one), numbersIn(other)]
  return numbers.length === 0 || others.length === 0 || numbers.some((number) => others.includes(number))
}

/** Letters and figures alone. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const numbersIn = ({ lines }: Written): readonly string[] => lines.join(' ').match(/\d+/g) ?? []

/** The name of the school that Pupil Access named last, where it may be known. */
function schoolNamed(seen: ChildViewed): string | undefined {
  const named = orderOf(seen).stages.find(({ stage }) => stage.id === 'school-named')?.done[0]?.content?.['school']
  return typeof named === 'string' ? seen.schools.get(named) : undefined
}

// ---- Kept ------------------------------------------------------------------------------------------------------------------------------

const MOST = 5000

/** Keeps the letter, and goes to where it is printed. */
export const letterForm: Form<NewLetter, { readonly child: string; readonly letter: string }> = {
  read: (sent) => {
    const asked = readAsked(sent)
    const law = orderLaws.find((law) => law === one(sent.body, 'law'))
    if (!asked || !law) return undefined
    const [to, text] = [one(sent.body, 'to'), one(sent.body, 'text')]
    const faults: Fault[] = [...faultsOf('to', to, 'Enter to whom the letter goes'), ...faultsOf('text', text, 'Enter the letter')]
    return faults.length > 0 ? { faults } : { input: { ...asked, law, to, text } }
  },
  next: ({ child, letter }) => pathOfLetter(child, letter),
}

function faultsOf(name: string, text: string, missing: string): readonly Fault[] {
  if (text === '') return [{ pointer: `/${name}`, message: missing }]
  return text.length > MOST ? [{ pointer: `/${name}`, message: `Use ${MOST.toLocaleString('en-GB')} characters or fewer` }] : []
}

/** A letter as it was kept. */
export const letterPage: Page<LetterAsked, ChildSeen & { readonly letter: Entry & { readonly recorder: { readonly name: string } } }> = {
  read: ({ params }) => ({ input: { child: params['child'] ?? '', letter: params['letter'] ?? '' } }),
  template: 'pages/order/letter.njk',
  view: ({ letter, ...seen }, { today, council }) => {
    const { to, text, stage } = letter.content
    return {
      ...identityOf(seen, today),
      council,
      order: pathOfOrder(seen.head),
      title: letterTitles[letterStageOf(String(stage)) ?? 'notice-served'],
      to,
      text,
      kept: `${momentInWords(letter.recordedAt)}, by ${letter.recorder.name}`,
    }
  },
}
