import { rungChoices } from '../../../actions/record-ring.ts'
import { turningDown } from '../../../actions/triage-decide.ts'
import type {
  CompulsoryAge,
  Decision,
  Notification,
  NotificationAsked,
  NotificationSeen,
  Ring,
  Triage,
  TriageAsked,
} from '../../../actions/triage-see.ts'
import { type CivilDate, civilDate, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { inLondon } from '../../../casefile/moment.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { ageOn } from '../../../words/age.ts'
import { capital } from '../../../words/guidance-words.ts'
import { dayParts, dayTexts } from '../../day-fields.ts'
import { linked } from '../../field-ids.ts'
import { pathOfChild, pathOfNotification } from '../../paths.ts'
import { type Fields, one, type Page, pageNumber } from '../../route.ts'
import { dayOfRecord, dueWhen } from '../../when.ts'
import { bands, candidateName, comparedRows, nameTold, reasons, rungWords, tellers } from './words.ts'

/* New notifications: what waits, and one of them. */

const inWordsOf = (date: CivilDate): string => inWords(dayOf(date))

/** The child as it was told, by name and age. */
export const nameOfTold = (notification: Notification, today: Day): string => nameTold(notification.about, yearsOf(notification, today))

const yearsOf = ({ about: { dateOfBirth } }: Notification, today: Day): number | undefined =>
  dateOfBirth === undefined ? undefined : ageOn(today, dayOf(dateOfBirth))

/** What waits to be decided, or was settled. */
export const triagePage: Page<TriageAsked, Triage> = {
  read: ({ query }) => ({ input: { shows: one(query, 'show') === 'settled' ? 'settled' : 'waiting', page: pageNumber(query) } }),
  template: 'pages/triage/list.njk',
  view: ({ notifications, shows, page, hasNext, waiting, onlyInDanger, rules }, { today, actor }) => ({
    ...{ shows, page, hasNext, waiting, onlyInDanger },
    today: inWords(today),
    here: shows === 'settled' ? '/triage?show=settled' : '/triage',
    rows: notifications.map((notification) => ({
      path: pathOfNotification(notification.id),
      name: nameOfTold(notification, today),
      by: byWords(notification),
      received: inWordsOf(notification.receivedOn),
      isInDanger: notification.urgency === 'danger',
      mayBeInDanger: notification.urgency === 'unsure',
      isRung: notification.isRung,
      owner: ownerWords(notification, actor),
      outcome: notification.outcome && outcomes[notification.outcome],
      due: rules && dueWhen(notification.dueOn, today, 'working days', rules.calendar),
    })),
  }),
}

const outcomes = { 'this-child': 'a child on record', 'new-child': 'a new child', 'turned-down': 'turned down' } as const

export const ownerWords = ({ ownerUser, ownerName }: Notification, actor: Actor): string =>
  ownerUser === null ? 'Nobody yet' : ownerUser === actor.user ? 'You' : (ownerName ?? ownerUser)

export function byWords({ notifierIs, organisation, agencyName }: Notification): string {
  const where = agencyName ?? organisation
  const teller = tellers[notifierIs] ?? notifierIs
  return where === undefined ? teller : `${where} (${teller})`
}

/** One notification: what was told, which child it may be, and what can be decided. */
export const notificationPage: Page<NotificationAsked, NotificationSeen> = {
  read: ({ params }) => ({ input: { notification: params['notification'] ?? '' } }),
  template: 'pages/triage/notification.njk',
  showsBoth: true,
  view: (seen, { today, actor, typed, faults, isCollision }) => {
    const { notification, rules, candidates, age, decisions, rings, mayDecide } = seen
    const filled: Filled = { form: typed ? one(typed, 'form') : '', typed, faults }
    return {
      ...{ mayDecide, isCollision, path: pathOfNotification(notification.id), form: filled.form },
      version: notification.version,
      name: nameOfTold(notification, today),
      reference: notification.reference,
      isInDanger: notification.urgency === 'danger',
      mayBeInDanger: notification.urgency === 'unsure',
      isWaiting: notification.outcome === null,
      rings: rings.map((ring) => ringWords(ring, today)),
      ring: notification.urgency === 'danger' && ringFields(filled, actor, today),
      due: rules && dueWhen(notification.dueOn, today, 'working days', rules.calendar),
      owner: ownerWords(notification, actor),
      isOwn: notification.ownerUser === actor.user,
      told: toldRows(notification),
      says: notification.says,
      compulsoryAge: ageWords(age, today),
      isOfAge: age?.isOfAge,
      isSaidToBeHomeEducated: notification.about.isSaidToBeHomeEducated === true,
      candidates: candidates.map((candidate, place) => candidateFields(candidate, place, seen, filled)),
      other: otherChildFields(seen, filled),
      newChild: newChildFields(seen, filled),
      turnDown: turnDownFields(filled),
      putOff: putOffFields(filled),
      reopen: reopenFields(filled),
      outcome: notification.outcome,
      child: notification.child && pathOfChild(notification.child),
      decisions: decisions.map((decision) => decisionWords(decision, today)).reverse(),
      theirs: isCollision
        ? decisions.filter(({ version }) => version > Number(one(typed ?? {}, 'version'))).map((decision) => decisionWords(decision, today))
        : [],
      yours: isCollision && typed ? yourWords(typed) : [],
      faults: faultsShown(
        filled,
        candidates.map(({ head }) => head),
      ),
    }
  },
}

function toldRows(notification: Notification): readonly { readonly name: string; readonly value: string }[] {
  const { about, notifierName, notifierContact, receivedOn } = notification
  const { otherNames, dateOfBirth, age, sex, whereabouts, postcode, lastSchool, upn, nhsNumber, isSaidToBeHomeEducated } = about
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Name', [about.givenNames, about.familyName].filter((one) => one !== undefined).join(' ') || 'Not told'],
    ['Other names', otherNames],
    ['Born', dateOfBirth ? inWordsOf(dateOfBirth) : age === undefined ? 'Not told' : `About ${age} years old on ${inWordsOf(receivedOn)}`],
    ['Sex', sex],
    ['Lives, or was last seen', whereabouts ?? 'Not told'],
    ['Postcode', postcode],
    ['Last school', lastSchool],
    ['UPN', upn],
    ['NHS number', nhsNumber],
    ['Home education', isSaidToBeHomeEducated ? 'The parents are said to educate the child at home' : undefined],
    ['Who told', [notifierName, byWords(notification)].filter((one) => one !== undefined).join(', ')],
    ['How to reach them', notifierContact ?? 'Not told'],
    ['Received', inWordsOf(receivedOn)],
  ]
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

function ageWords(age: CompulsoryAge | undefined, today: Day): string {
  if (!age) return 'It cannot be worked out: neither a date of birth nor an age was told.'
  const { earliest, latest, isOfAge } = age
  const span = (first: Day, last: Day) => `from ${inWords(first)} to ${inWords(last)}`
  if (earliest.first === latest.first && earliest.last === latest.last) {
    const answer = isOfAge === 'yes' ? 'Yes' : today < earliest.first ? 'Not yet' : 'No longer'
    return `${answer}: ${span(earliest.first, earliest.last)}.`
  }
  const words = { yes: 'Yes, whatever the birthday', no: 'No, whatever the birthday', unsure: 'It depends on the date of birth' }[isOfAge]
  return `${words}: by the age that was told, a year more or less, the first day is between ${inWords(earliest.first)} and ${inWords(latest.first)}, and the last between ${inWords(earliest.last)} and ${inWords(latest.last)}.`
}

type Standing = NotificationSeen['candidates'][number]['standing']

function standingWords({ rolls, homeEducation, isEpisodeOpen, dateOfBirth }: Standing): readonly string[] {
  const ehe =
    homeEducation &&
    {
      stated: `parents said on ${inWordsOf(homeEducation.on)} that they educate the child at home; the register has not been checked since`,
      'on-register': `on the register of home-educated children when it was checked on ${inWordsOf(homeEducation.on)}`,
      'not-on-register': `not on the register of home-educated children when it was checked on ${inWordsOf(homeEducation.on)}`,
    }[homeEducation.is]
  return [
    rolls.length > 0 ? `On the roll of ${rolls.join(' and ')}` : 'On no roll that is known here',
    ehe
      ? `Home education: ${ehe}${homeEducation?.hasConcern ? '; a concern about it is open' : ''}`
      : 'Home education: nothing is on record',
    ...(isEpisodeOpen ? ['Missing education already: a case is open'] : []),
    ...(dateOfBirth === null ? ['No date of birth on record: nothing can be recorded of this child before there is one'] : []),
  ]
}

// ---- The forms of a decision -----------------------------------------------------------------------------------------------------------

/** Which form was sent, if one was, with what was typed into it and what is wrong with that. */
interface Filled {
  readonly form: string
  readonly typed: Fields | undefined
  readonly faults: readonly Fault[]
}

const typedInto = (name: string, { form, typed }: Filled): Fields | undefined => (form === name ? typed : undefined)

const errorIn = (name: string, pointer: string, { form, faults }: Filled): string | undefined =>
  form === name ? faults.find((fault) => fault.pointer === pointer)?.message : undefined

/** A child on record that may be meant, what was told beside what is on record of it, and the form that says that it is this one. */
function candidateFields(
  { head, band, fields, standing }: NotificationSeen['candidates'][number],
  place: number,
  seen: NotificationSeen,
  filled: Filled,
) {
  const typed = typedInto('this-child', filled)
  const isChosen = typed !== undefined && one(typed, 'child') === head
  return {
    head,
    band: bands[band],
    place,
    name: candidateName(fields),
    fields: comparedRows(fields),
    standing: standingWords(standing),
    isChosen,
    error: isChosen ? errorIn('this-child', '/isRegistered', filled) : undefined,
    chosen: chosenIn(isChosen ? typed : undefined, seen),
  }
}

/** What is ticked along with a decision. Home education as it was told, until somebody says otherwise. */
function chosenIn(typed: Fields | undefined, { notification }: NotificationSeen) {
  if (typed) return { isRegistered: one(typed, 'isRegistered') === 'yes', isHome: one(typed, 'isHome') === 'yes' }
  return { isRegistered: false, isHome: notification.about.isSaidToBeHomeEducated === true }
}

function otherChildFields(seen: NotificationSeen, filled: Filled) {
  const typed = typedInto('other-child', filled)
  return {
    isOpen: filled.form === 'other-child',
    reference: one(typed ?? {}, 'child'),
    chosen: chosenIn(typed, seen),
    error: errorIn('other-child', '/isRegistered', filled),
    childError: errorIn('other-child', '/child', filled),
  }
}

/** The record to be made, from what was told; of a guessed age a date in its middle, marked as estimated. */
function newChildFields(seen: NotificationSeen, filled: Filled) {
  const { about, receivedOn } = seen.notification
  const typed = typedInto('new-child', filled)
  const estimate = about.age === undefined ? undefined : civilDate(dayOf(receivedOn) - Math.round((about.age + 0.5) * 365.25))
  const value = (name: string, told: string | undefined) => (typed ? one(typed, name) : (told ?? ''))
  const error = (pointer: string) => errorIn('new-child', pointer, filled)
  return {
    isOpen: typed !== undefined,
    givenNames: value('givenNames', about.givenNames),
    familyName: value('familyName', about.familyName),
    knownAs: value('knownAs', undefined),
    parts: dayParts('born', typed ?? dayTexts('born', about.dateOfBirth ?? estimate)),
    isEstimated: typed ? one(typed, 'isEstimated') === 'yes' : about.dateOfBirth === undefined && estimate !== undefined,
    sex: value('sex', about.sex ?? 'unknown'),
    districts: seen.districts.map((name) => ({ name, isChosen: value('district', undefined) === name })),
    chosen: chosenIn(typed, seen),
    errors: {
      givenNames: error('/givenNames'),
      familyName: error('/familyName'),
      born: error('/born'),
      isRegistered: error('/isRegistered'),
    },
  }
}

function turnDownFields(filled: Filled) {
  const typed = typedInto('turn-down', filled) ?? {}
  return {
    reasons: turningDown.map((value, place) => ({
      value,
      ...reasons[value],
      id: place === 0 ? 'because' : `because-${value}`,
      isChosen: one(typed, 'because') === value,
    })),
    says: one(typed, 'says'),
    becauseError: errorIn('turn-down', '/because', filled),
    error: errorIn('turn-down', '/says', filled),
  }
}

function putOffFields(filled: Filled) {
  const typed = typedInto('put-off', filled) ?? {}
  return {
    parts: dayParts('due', typed),
    says: one(typed, 'says'),
    dueError: errorIn('put-off', '/dueOn', filled),
    error: errorIn('put-off', '/says', filled),
  }
}

const reopenFields = (filled: Filled) => ({
  says: one(typedInto('reopen', filled) ?? {}, 'says'),
  error: errorIn('reopen', '/says', filled),
})

// ---- Who was rung ----------------------------------------------------------------------------------------------------------------------

function ringWords({ rung, whom, rungBy, on, at, says, recordedBy, agency }: Ring, today: Day) {
  return { who: whom ?? rungWords[rung], day: dayOfRecord(dayOf(on), today), at, rungBy, says, recordedBy, agency }
}

/** The form. Of today, and rung by whoever has it before them, unless they say otherwise. */
function ringFields(filled: Filled, actor: Actor, today: Day) {
  const typed = typedInto('rung', filled)
  const error = (pointer: string) => errorIn('rung', pointer, filled)
  return {
    isOpen: typed !== undefined,
    choices: rungChoices.map((value, place) => ({
      ...{ value, label: capital(rungWords[value]), id: place === 0 ? 'rung' : `rung-${value}` },
      isChosen: typed !== undefined && one(typed, 'rung') === value,
    })),
    whom: one(typed ?? {}, 'whom'),
    rungBy: typed ? one(typed, 'rungBy') : actor.name,
    parts: dayParts('rungOn', typed ?? dayTexts('rungOn', civilDate(today))),
    at: one(typed ?? {}, 'at'),
    says: one(typed ?? {}, 'says'),
    errors: {
      ...{ rung: error('/rung'), whom: error('/whom'), rungOn: error('/rungOn'), at: error('/at'), rungBy: error('/rungBy') },
      says: error('/says'),
    },
  }
}

// ---- What was decided ------------------------------------------------------------------------------------------------------------------

const decided: Readonly<Record<Decision['decision'], string>> = {
  taken: 'Taken',
  'put-off': 'Put off',
  'this-child': 'Found to be a child on record',
  'new-child': 'Found to be a new child; a record was made',
  'turned-down': 'Turned down',
  reopened: 'Taken back; it waits again',
}

function decisionWords({ decision, because, says, dueOn, recordedBy, recordedAt }: Decision, today: Day) {
  const reason = turningDown.find((one) => one === because)
  const { day, time } = inLondon(recordedAt)
  return {
    what: `${decided[decision]}${dueOn && decision === 'put-off' ? ` to ${inWordsOf(dueOn)}` : ''}`,
    reason: reason && reasons[reason].label,
    says,
    who: recordedBy,
    day: dayOfRecord(day, today),
    time,
  }
}

const yourForms: Readonly<Record<string, string>> = {
  'this-child': 'Say that it is a child on record',
  'other-child': 'Say that it is another child on record',
  'new-child': 'Make the record of a new child',
  'turn-down': 'Turn it down',
  'put-off': 'Put it off',
  take: 'Take it',
  reopen: 'Take the decision back',
}

/** What somebody was about to decide when somebody else was there before. */
function yourWords(typed: Fields): readonly string[] {
  const because = one(typed, 'because')
  return [
    yourForms[one(typed, 'form')] ?? 'Decide',
    ...(Object.hasOwn(reasons, because) ? [reasons[because as keyof typeof reasons].label] : []),
    ...['givenNames', 'familyName', 'says'].flatMap((name) => one(typed, name) || []),
  ]
}

/** Leads from each fault to its field. */
function faultsShown({ form, typed, faults }: Filled, heads: readonly string[]) {
  const place = heads.indexOf(one(typed ?? {}, 'child'))
  const fields: Readonly<Record<string, string>> = {
    '/because': 'because',
    '/says': `${form}-says`,
    '/dueOn': 'due',
    '/born': 'born',
    '/rung': 'rung',
    '/whom': 'rung-whom',
    '/rungOn': 'rungOn',
    '/at': 'rung-at',
    '/rungBy': 'rung-by',
    '/givenNames': 'givenNames',
    '/familyName': 'familyName',
    '/isRegistered': form === 'new-child' ? 'new-isRegistered' : form === 'other-child' ? 'other-isRegistered' : `isRegistered-${place}`,
    '/child': 'other-child',
  }
  return linked(faults, (pointer) => fields[pointer])
}
