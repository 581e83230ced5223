import type { ReturnOfChild, ReturnSeen, ReturnsOfSchools, ReturnsOfSchoolsAsked } from '../../../actions/see-returns.ts'
import { type CivilDate, dayOf } from '../../../calendar/civil-date.ts'
import { inWords, listed } from '../../../calendar/words.ts'
import { deletionGrounds, groundLetters } from '../../../casefile/deletion-grounds.ts'
import { isDestinationUnknown, type ReturnContent } from '../../../casefile/deletion-return.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { pathOfChild, pathOfReturn, withQuery } from '../../paths.ts'
import { one, type Page, pageNumber } from '../../route.ts'
import { byLabel } from '../../sorting.ts'
import { fullName, nameAndAge } from '../child/who.ts'

/* What schools returned of children whose names they took off their registers, for the council. */

export const returnsOfSchoolsPage: Page<ReturnsOfSchoolsAsked, ReturnsOfSchools> = {
  read: ({ query }) => ({
    input: {
      ground: groundLetters.find((letter) => letter === one(query, 'ground')),
      school: one(query, 'school') || undefined,
      page: pageNumber(query),
    },
  }),
  template: 'pages/returns/list.njk',
  view: ({ returns, page, hasNext, ground, school, schools }, { today }) => ({
    ...{ page, hasNext },
    here: withQuery('/returns', { ...(ground && { ground }), ...(school && { school }) }),
    isFiltered: ground !== undefined || school !== undefined,
    grounds: groundLetters.map((letter) => ({
      value: letter,
      label: `${letter}. ${deletionGrounds[letter].says}`,
      chosen: letter === ground,
    })),
    schools: schools
      .map(({ id, name }): [string, string] => [id, name])
      .toSorted(byLabel)
      .map(([value, label]) => ({ value, label, chosen: value === school })),
    rows: returns.map((row) => ({ ...inList(row), name: nameAndAge(row.details, today) })),
  }),
}

function inList({ made }: ReturnOfChild) {
  const { id, school, deletedOn, ground, content, recordedAt, isOpen } = made
  const returnedOn = inLondon(recordedAt).day
  return {
    ...{ path: pathOfReturn(id), school, isOpen },
    deletedOn: inWords(dayOf(deletedOn)),
    ground: `${ground}. ${deletionGrounds[ground].says}`,
    when: inWords(returnedOn),
    isLate: returnedOn > dayOf(deletedOn),
    next: nextWords(made, content),
  }
}

function nextWords(
  { ground, nextSchool }: Pick<ReturnOfChild['made'], 'ground' | 'nextSchool'>,
  { nextSchoolName, startsOn, ...content }: ReturnContent,
): string {
  const next = nextSchool ?? nextSchoolName
  if (next !== undefined) return `${next}${startsOn ? `, from ${inWords(dayOf(startsOn))}` : ', no first day said'}`
  if (isDestinationUnknown({ ground, content })) return 'Not known'
  return deletionGrounds[ground].leavesTo === 'at-home' ? 'Educated at home' : 'No school has to be found'
}

const members: Readonly<Record<string, string>> = {
  address: 'where the pupil lived',
  parents: 'the parents',
  movesTo: 'the new address',
  movesOn: 'the day of the move',
  nextSchool: 'the next school',
  nextSchoolName: 'the next school',
  startsOn: 'the first day there',
  enquiries: 'what the school did to find the child',
  councilEnquiries: 'what the council did to find the child',
}

export const returnOfSchoolPage: Page<{ readonly return: string }, ReturnSeen> = {
  read: ({ params }) => ({ input: { return: params['return'] ?? '' } }),
  template: 'pages/returns/return.njk',
  view: ({ made, details, shown: { content, withheld } }) => {
    const { address, parents, movesTo, movesOn, enquiries, councilEnquiries } = content
    const day = (on: CivilDate | undefined): string | undefined => on && inWords(dayOf(on))
    return {
      ...inList({ made, details }),
      ...{ child: pathOfChild(made.child), name: fullName(details), regulations: made.regulations, by: made.recordedBy },
      ...{ address, parents, movesTo, movesOn: day(movesOn), enquiries, councilEnquiries },
      needsEnquiries: 'needsEnquiries' in deletionGrounds[made.ground],
      withheld: withheld.length > 0 ? `Withheld: ${listed([...new Set(withheld.map((member) => members[member] ?? member))])}.` : undefined,
    }
  },
}
