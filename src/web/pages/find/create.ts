import type { CreateAsked, CreateOpened, LikeChild, NewChildAsked, NewChildValues } from '../../../actions/create-child.ts'
import { type CivilDate, type Day, isCivilDate } from '../../../calendar/civil-date.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { takeDates } from '../../../people/typed-dates.ts'
import { dayTexts } from '../../day-fields.ts'
import { linked } from '../../field-ids.ts'
import { pathOfChild, pathOfForm, pathOfSearch } from '../../paths.ts'
import { type Fields, type Form, one, type Page, type Sent } from '../../route.ts'
import { districtQuestion, postcode, schoolQuestion, whoTheChildIs, yearGroup } from '../child-details/forms.ts'
import { fieldsOf, type Question, readAnswers } from '../child-details/questions.ts'
import { bands, candidateName, comparedRows } from '../triage/words.ts'

/*
 * A child that no search found: only what is known when it is first told of. The rest is added afterwards.
 */

const birth: readonly Question[] = [
  {
    name: 'dateOfBirth',
    label: 'Date of birth',
    hint: 'Known, or an estimate. Leave it empty where only the age is known.',
    kind: 'date',
    isUnmarked: true,
  },
  {
    name: 'isDateOfBirthEstimated',
    label: 'Is the date of birth known?',
    kind: 'yes-or-no',
    ...{
      yes: 'No: it is an estimate, or only the age is known',
      no: 'Yes',
      needed: 'Say whether the date of birth is known',
      noFirst: true,
    },
  },
  {
    name: 'age',
    label: 'Age in years, where only that is known',
    hint: 'It stands as an estimated date of birth until that is known.',
    kind: 'line',
    takes: (text) => (/^([1-9]|1\d)$/.test(text) ? { value: text } : { fault: 'Enter an age from 1 to 19 in figures' }),
  },
]

const lines: Question = { name: 'lines', label: 'Address', hint: 'Line by line, without the postcode.', kind: 'lines' }

/** A form in three parts, the fields of each read by themselves. */
const who: readonly Question[] = [
  ...whoTheChildIs.names,
  ...birth,
  whoTheChildIs.sex,
  whoTheChildIs.upn,
  whoTheChildIs.nhsNumber,
  ...whoTheChildIs.speaking,
]
const home = (districts: readonly string[]): readonly Question[] => [lines, postcode, districtQuestion(districts)]
const roll = (schools: CreateOpened['schools'], ownSchool: string | null): readonly Question[] => [
  ...(ownSchool === null ? [optional(schoolQuestion(schools))] : []),
  { name: 'from', label: ownSchool === null ? 'First day on its roll' : 'First day on your roll', kind: 'date' },
  yearGroup,
]

const optional = ({ needed, ...question }: Question): Question => ({ ...question, none: 'On no roll that is known' }) as Question

/** The form for a new child. Where what was typed may be a child who is on record, that child stands on top. */
export const createPage: Page<CreateAsked, CreateOpened> = {
  read: ({ params, body }) => {
    const search = params['search'] ?? ''
    const read = Object.keys(body).length === 0 ? undefined : readChild(body)
    if (!read || 'faults' in read) return { input: { search } }
    const home = readHome(body)
    return { input: { search, child: read.child, ...('address' in home && home.address && { address: home.address }) } }
  },
  template: 'pages/find/create.njk',
  view: (opened, { today, typed, faults }) => {
    const { search, schools, ownSchool, districts } = opened
    const texts = typed ?? prefilled(opened.typed, today)
    const path = pathOfSearch(search)
    const pointed = faults.map(({ pointer, message }) => ({ pointer: pointer.replace('/stay/', '/'), message }))
    return {
      find: undefined,
      action: `${path}/create`,
      cancel: path,
      like: opened.like.map((one, place) => likeRow(one, place, path)),
      another: faults.find(({ pointer }) => pointer === '/isAnother')?.message,
      who: fieldsOf(who, texts, pointed),
      home: fieldsOf(home(districts), texts, pointed),
      roll: schools.length > 0 ? fieldsOf(roll(schools, ownSchool), texts, pointed) : [],
      ownSchool: schools.find(({ id }) => id === ownSchool),
      faults: linked(pointed),
    }
  },
}

/** A child who may be the one, with the way to it: its page, or where it is said of whom one was told. */
const likeRow = ({ head, isSeen, band, fields }: LikeChild, place: number, path: string) => ({
  ...{ place, isSeen },
  ...{ name: candidateName(fields), band: bands[band], fields: comparedRows(fields) },
  path: isSeen ? pathOfChild(head) : `${path}/notify/${encodeURIComponent(head)}`,
})

/** What was searched for is not typed again. */
function prefilled(typed: string, today: Day): Fields {
  const { dates, rest } = takeDates(typed, today)
  const words = rest
    .trim()
    .split(/[\s,]+/)
    .filter((word) => /^\p{L}[\p{L}'’-]*$/u.test(word))
  const born = dates[0]?.beginsWith
  const isFamilyFirst = /^\s*\S+\s*,/.test(rest)
  const named = (isFamilyFirst ? [...words.slice(1), ...words.slice(0, 1)] : words).map((word) =>
    word === word.toLowerCase() ? word.slice(0, 1).toUpperCase() + word.slice(1) : word,
  )
  return {
    givenNames: named.slice(0, Math.max(1, named.length - 1)).join(' '),
    familyName: named.length > 1 ? (named.at(-1) ?? '') : '',
    ...(isCivilDate(born) && dayTexts('dateOfBirth', born)),
    needsInterpreter: 'unknown',
  }
}

type ReadChild = { readonly child: NewChildValues } | { readonly faults: readonly Fault[] }

const nothingKnown = {
  ...{ knownAs: null, upn: null, nhsNumber: null, language: null, needsInterpreter: null, accessNeeds: null, dateOfBirth: null, age: null },
} as const

function readChild(body: Fields): ReadChild {
  const read = readAnswers(who, body)
  if ('faults' in read) return read
  const { age, ...values } = read.values
  const child = { ...nothingKnown, ...values, age: age ? Number(age) : null } as NewChildValues
  const fault = (message: string) => ({ faults: [{ pointer: '/dateOfBirth', message }] })
  if (child.dateOfBirth === null && child.age === null)
    return fault('Enter the date of birth, or the age: without either nothing can be said of the next steps')
  if (child.dateOfBirth === null && !child.isDateOfBirthEstimated) return fault('Enter the date of birth, or say that it is not known')
  return { child }
}

/** Makes the record of the child and goes to what is recorded of it first. */
export const createForm: Form<NewChildAsked, { readonly child: string; readonly isNotifiedFirst: boolean }> = {
  read: ({ params, body }: Sent) => {
    const child = readChild(body)
    const home = readHome(body)
    const stay = readStay(body)
    const faults = [child, home, stay].flatMap((read) => ('faults' in read ? read.faults : []))
    if (faults.length > 0 || !('child' in child) || !('address' in home) || !('stay' in stay)) return { faults }
    return {
      input: {
        search: params['search'] ?? '',
        child: child.child,
        ...(home.address && { address: home.address }),
        ...(stay.stay && { stay: stay.stay }),
        isAnother: one(body, 'isAnother') === 'yes',
      },
    }
  },
  next: ({ child, isNotifiedFirst }) => (isNotifiedFirst ? pathOfForm(child, 'cme-notification') : pathOfChild(child)),
}

type Home = NonNullable<NewChildAsked['address']>

/** Where the child lives, where a line of it is given. */
function readHome(body: Fields): { readonly address: Home | undefined } | { readonly faults: readonly Fault[] } {
  const read = readAnswers(home([]), body)
  if ('faults' in read) return read
  const { lines, postcode, district } = read.values as Home
  if (lines?.length) return { address: { lines, postcode: postcode ?? null, district: district ?? null } }
  return postcode || district
    ? { faults: [{ pointer: '/lines', message: 'Enter at least one line of the address' }] }
    : { address: undefined }
}

/** A stay on a roll, where a school or a day is given. Of a school the roll is its own, and the field is not there. */
function readStay(body: Fields): { readonly stay: NewChildAsked['stay'] } | { readonly faults: readonly Fault[] } {
  const read = readAnswers(roll([], null), body)
  if ('faults' in read) return read
  const {
    school = null,
    from,
    yearGroup: group,
  } = read.values as { school?: string | null; from?: CivilDate | null; yearGroup?: number | null }
  if (!from && !school) return { stay: undefined }
  if (!from) return { faults: [{ pointer: '/from', message: 'Enter the first day on the roll' }] }
  return { stay: { school, from, yearGroup: group ?? null } }
}
