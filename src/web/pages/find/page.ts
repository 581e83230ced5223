import type { Alike, FoundChild, FoundOther, SearchSeen } from '../../../actions/find-child.ts'
import { type CivilDate, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { nhsNumberInGroups } from '../../../people/nhs-number.ts'
import { relationships } from '../../../sharing/relationships.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { pathOfChild, pathOfSearch } from '../../paths.ts'
import { type Form, one, type Page } from '../../route.ts'
import { ageAndYear } from '../child/who.ts'
import { sexes } from '../child-details/forms.ts'

type Nothing = Record<never, never>

/** Where somebody looks for a child. */
export const findPage: Page<Nothing, Nothing> = {
  read: () => ({ input: {} }),
  template: 'pages/find/page.njk',
  view: (_, { actor, typed, faults }) => ({
    ...searchBox(actor, typed ? one(typed, 'find') : ''),
    error: faults[0]?.message,
    faults: faults.map(({ message }) => ({ message, field: 'find' })),
  }),
}

/** The page has a search of its own, and so its head has none. */
const searchBox = (actor: Actor, text: string) => ({
  find: undefined,
  text,
  mayCreate: may(actor.role, 'create-children'),
})

const LONGEST = 200

/** What somebody typed is kept, and in no address; a reference leads to the child itself. */
export const findForm: Form<{ readonly typed: string }, { readonly search: string; readonly child?: string }> = {
  mayBeSentAgain: true,
  read: ({ body }) => {
    const typed = one(body, 'find')
    if (typed === '')
      return { faults: [{ pointer: '/find', message: 'Enter a name, a date of birth, a number, a postcode, or a reference' }] }
    return typed.length > LONGEST
      ? { faults: [{ pointer: '/find', message: `Search for ${LONGEST} characters or fewer` }] }
      : { input: { typed } }
  },
  next: ({ search, child }) => (child === undefined ? pathOfSearch(search) : pathOfChild(child)),
}

/** Whom a search finds. */
export const foundPage: Page<{ readonly search: string }, SearchSeen> = {
  read: ({ params }) => ({ input: { search: params['search'] ?? '' } }),
  template: 'pages/find/page.njk',
  view: (found, { actor, today, sent }) => ({
    ...searchBox(actor, found.typed),
    isFound: true,
    isNotified: one(sent.query, 'notified') === 'yes',
    remarks: found.remarks,
    ...rowsOf(found, found.search, today),
    isMore: found.isMore,
    create: may(actor.role, 'create-children') ? `${pathOfSearch(found.search)}/create` : undefined,
    mayMatch: may(actor.role, 'match-children'),
  }),
}

/** Children that were found, as rows: those that may be opened, and the others. */
export const rowsOf = (
  { seen, others }: { readonly seen: readonly FoundChild[]; readonly others: readonly FoundOther[] },
  search: string,
  today: Day,
) => ({
  children: seen.map(({ details, alike }) => {
    const stay = details.stays.find(({ until }) => until === null || dayOf(until) >= today)
    const district = details.addresses.find(({ until }) => until === null)?.district
    return {
      ...whoRow(details, alike, today),
      path: pathOfChild(details.head),
      where: [stay?.school ?? (details.isWhereaboutsWithheld ? undefined : 'on no roll known here'), district].filter(Boolean).join(', '),
      because: details.relationships.map((name) => relationships[name].words)[0],
    }
  }),
  others: others.map(({ compared, alike }) => ({
    ...whoRow(compared, alike, today),
    notify: `${pathOfSearch(search)}/notify/${encodeURIComponent(compared.head)}`,
  })),
})

const howAlike: Readonly<Record<Alike, string>> = {
  sound: 'Sounds alike',
  swapped: 'Day and month the other way round',
  contact: 'By somebody who can be asked',
  phone: 'By a telephone number',
  postcode: 'By a postcode',
}

/** What tells a child from others. */
export function whoRow(child: FoundOther['compared'], alike: readonly Alike[], today: Day) {
  const { givenNames, familyName, knownAs, formerNames, dateOfBirth, isDateOfBirthEstimated, sex, upn, nhsNumber } = child
  return {
    name: `${givenNames} ${familyName}`,
    alsoKnown: [knownAs && `known as ${knownAs}`, formerNames.length > 0 && `formerly ${formerNames.join(', ')}`]
      .filter(Boolean)
      .join('; '),
    born: dateOfBirth === null ? 'Date of birth not known' : `${dateInWords(dateOfBirth)}${isDateOfBirthEstimated ? ' (estimated)' : ''}`,
    age: dateOfBirth === null ? '' : ageAndYear(child, today),
    sex: sex && sex !== 'unknown' ? sexes[sex] : undefined,
    upn,
    nhsNumber: nhsNumber && nhsNumberInGroups(nhsNumber),
    how: alike.map((way) => howAlike[way]),
  }
}

const dateInWords = (date: CivilDate): string => inWords(dayOf(date)).replace(/^\w+ /, '')
