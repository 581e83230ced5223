import { registeredAtSchool } from '../child.ts'
import { type DutyClause, duty, type EpisodeSoFar, type OptionClause, on, option } from '../clause.ts'
import { workingDays } from '../due.ts'

export const notify: DutyClause = duty({
  id: '1.2a',
  cites: '§1.2',
  title: 'Tell the council',
  says: 'An agency that knows a child is missing education tells the council without delay.',
  reading:
    '"Without delay" has no number in the guidance. The agency that recorded the child off roll is asked, unless it knows where the child went.',
  hinges: ['must be made without delay'],
  force: 'must',
  pathways: ['cme'],
  owner: (offRoll) => offRoll.by,
  ownerWords: 'the agency that recorded it',
  startsWords: 'the child comes off roll and it is not known where to',
  starts: [on('off-roll', (offRoll) => offRoll.detail.destinationKnown !== true)],
  due: workingDays('notifyWithin'),
  dischargedWords: 'a notification, or a place on a school’s roll; an earlier one counts',
  discharged: [
    { ...on('cme-notification'), earlier: { of: 'episode' } },
    ...registeredAtSchool.map((pattern) => ({ ...pattern, earlier: { of: 'episode' as const } })),
  ],
})

export const register: DutyClause = duty({
  id: '1.2b',
  cites: '§1.2',
  title: 'Put the child on the CME database',
  says: 'A child who was notified is included on the CME database, or the notification is turned down with a reason.',
  hinges: ['included on the CME database'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'a notification of a child who is not registered yet',
  starts: [on('cme-notification', (_, cme) => !cme.any('cme-registered'))],
  due: workingDays('registerWithin'),
  dischargedWords: 'the child is registered, or the case closed',
  discharged: [on('cme-registered'), on('cme-closed')],
})

export const checkHomeEducation: DutyClause = duty({
  id: '1.2c',
  cites: '§1.2',
  title: 'Check the home-education register',
  says: 'Where parents say that they educate the child at home, the register of home-educated children is checked.',
  reading: 'A statement made before the case opened counts too, while it has not been checked.',
  hinges: ['on the EHE database'],
  force: 'must',
  pathways: ['cme'],
  owner: 'ehe-team',
  guidanceNamesNobody: true,
  startsWords: 'parents state that they home educate; or a case opens while an earlier statement is unchecked',
  starts: [on('ehe-stated'), { atOpening: uncheckedStatement }],
  due: workingDays('eheCheckWithin'),
  dischargedWords: 'the register is checked',
  discharged: [on('ehe-check')],
})

function uncheckedStatement({ child }: EpisodeSoFar) {
  const stated = child.last('ehe-stated')
  return stated && !child.any('ehe-check', (check) => check.place > stated.place) ? stated : undefined
}

export const raiseConcern: OptionClause = option({
  id: '1.2d',
  cites: '§1.2',
  title: 'Raise a concern about home education',
  says: 'Anybody may raise a concern about the education given at home with the home-education team.',
  reading: 'While such a concern is open the case cannot be closed as home educated.',
  hinges: ['can also be raised'],
  pathways: ['cme'],
  agency: 'any',
  startsWords: 'parents state that they home educate, or the child is found on the register',
  starts: [on('ehe-stated'), on('ehe-check', (check) => check.detail.onRegister)],
  dischargedWords: 'a concern is raised, or resolved',
  discharged: [on('ehe-concern')],
})
