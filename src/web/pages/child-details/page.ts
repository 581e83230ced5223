import { itemText, latestOf, type PeopleSeen } from '../../../actions/see-people.ts'
import { type CivilDate, compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { nhsNumberInGroups } from '../../../people/nhs-number.ts'
import { mayChangeRoll, rollToChange } from '../../../sharing/changing.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { accessNeeds } from '../../../words/access-needs.ts'
import { capital } from '../../../words/guidance-words.ts'
import { pathOfChild, pathOfDetail, pathOfDetails } from '../../paths.ts'
import { one, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { nameAndAge } from '../child/who.ts'
import { kindsOfAddress, sexes, yearGroups } from './forms.ts'
import { tabsOf } from './tabs.ts'

/** Who the child is, its family, whom to ask, where it lives, and at which school it is. */
export const peoplePage: Page<{ readonly child: string }, PeopleSeen> = {
  read: ({ params }) => ({ input: { child: params['child'] ?? '' } }),
  template: 'pages/child-details/page.njk',
  view: (seen, { actor, today, sent }) => {
    const { head, details } = seen
    const mayChange = may(actor.role, 'change-details') && details.classes.includes('locating')
    return {
      ...identityOf(seen, today),
      saved: savedOf(one(sent.query, 'saved')),
      history: `${pathOfDetails(head)}/history`,
      tabs: tabsOf(seen, 'details'),
      isWithheld: details.isWhereaboutsWithheld,
      needs: accessNeeds(details),
      who: whoRows(seen),
      change: mayChange ? pathOfDetail(head, 'child', 'who') : undefined,
      contacts: contactsOf(seen, mayChange, (isInUse) => isInUse),
      formerContacts: contactsOf(seen, mayChange, (isInUse) => !isInUse),
      addContact: mayChange ? pathOfDetail(head, 'contact', 'new') : undefined,
      homes: addressesOf(seen, mayChange, today),
      addAddress: mayChange ? pathOfDetail(head, 'address', 'new') : undefined,
      stays: staysOf(seen, actor),
      addStay: rollToChange(actor) === undefined || details.isWhereaboutsWithheld ? undefined : pathOfDetail(head, 'stay', 'new'),
      atSameAddress: seen.atSameAddress.map((other) => ({ name: nameAndAge(other, today), path: pathOfChild(other.head) })),
    }
  },
}

const saidSaved: Readonly<Record<string, string>> = {
  child: 'who the child is',
  contact: 'the contact',
  address: 'the address',
  stay: 'the stay on the roll',
}

const savedOf = (kind: string): string | undefined => saidSaved[kind]

function whoRows({ details }: PeopleSeen) {
  const { givenNames, familyName, knownAs, formerNames, dateOfBirth, isDateOfBirthEstimated, sex, upn, formerUpns, nhsNumber, ehcp } =
    details
  return [
    ['Name', `${givenNames} ${familyName}`],
    ['Known as', knownAs],
    ['Former names', formerNames.join(', ')],
    [
      'Date of birth',
      dateOfBirth === null ? 'Not known yet' : `${dateInWords(dateOfBirth)}${isDateOfBirthEstimated ? ' (estimated)' : ''}`,
    ],
    ['Sex', sex && sexes[sex]],
    ['Unique pupil number', upn],
    ['Former numbers', formerUpns.join(', ')],
    ['NHS number', nhsNumber && nhsNumberInGroups(nhsNumber)],
    [
      'Education, health and care plan',
      ehcp.map(({ from, to }) => `from ${dateInWords(from)}${to ? ` to ${dateInWords(to)}` : ''}`).join('; '),
    ],
    ['Language', details.language],
    ['Interpreter', details.needsInterpreter === null ? null : details.needsInterpreter ? 'Needed' : 'Not needed'],
    ['What helps', details.accessNeeds],
  ].flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

const dateInWords = (date: CivilDate): string => inWords(dayOf(date)).replace(/^\w+ /, '')

const orNobody = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined

function contactsOf({ head, versions }: PeopleSeen, mayChange: boolean, isMeant: (isInUse: boolean) => boolean) {
  return latestOf(versions.contact)
    .filter(({ values }) => isMeant(values.isInUse ?? true))
    .map((version) => {
      const { values } = version
      const ways = [
        [values.mayBeCalled, 'ring'],
        [values.mayBeLeftAMessage, 'leave a message'],
        [values.mayBeWrittenTo, 'write'],
        [values.mayBeEmailed, 'email'],
      ] as const
      return {
        name: values.name,
        relationship: capital(values.relationship ?? ''),
        responsibility:
          values.hasParentalResponsibility === true
            ? 'Has parental responsibility'
            : values.hasParentalResponsibility === false
              ? 'No parental responsibility'
              : 'Parental responsibility not known',
        phone: orNobody(values.phone),
        email: orNobody(values.email),
        address: [...(values.addressLines ?? []), values.postcode ?? ''].filter((line) => line !== '').join(', '),
        unsafe: ways.filter(([isSafe]) => isSafe === false).map(([, way]) => way),
        safe: ways.filter(([isSafe]) => isSafe === true).map(([, way]) => way),
        spoken: values.needsInterpreter ? `Interpreter${values.language ? `, ${values.language}` : ''}` : orNobody(values.language),
        accessNeeds: orNobody(values.accessNeeds),
        change: mayChange ? pathOfDetail(head, 'contact', itemText(version)) : undefined,
      }
    })
}

function addressesOf({ head, versions }: PeopleSeen, mayChange: boolean, today: Day) {
  return latestOf(versions.address)
    .filter(({ values }) => values.isInUse)
    .toSorted((a, b) => compare(b.values.until ?? '9999', a.values.until ?? '9999') || compare(b.values.from ?? '', a.values.from ?? ''))
    .map((version) => {
      const { kind, lines, postcode, district, from, until, mayBeWrittenTo } = version.values
      return {
        kind: kind && kindsOfAddress[kind],
        isSafePlace: kind === 'safe-place',
        text: [...(lines ?? []), postcode ?? ''].filter((line) => line !== '').join(', '),
        district: orNobody(district),
        times: [from && `from ${dateInWords(from)}`, until && `until ${dateInWords(until)}`].filter(Boolean).join(' '),
        isPast: until !== null && until !== undefined && dayOf(until) < today,
        mayBeWrittenTo,
        change: mayChange ? pathOfDetail(head, 'address', itemText(version)) : undefined,
      }
    })
}

function staysOf({ head, details, versions }: PeopleSeen, actor: Actor) {
  const items = new Map(latestOf(versions.stay).map((version) => [`${version.values.school}~${version.values.from}`, itemText(version)]))
  return details.stays.map(({ agency, school, from, until, yearGroup }) => {
    const item = items.get(`${agency}~${from}`)
    return {
      school,
      from: dateInWords(from),
      until: until && dateInWords(until),
      yearGroup: yearGroup === null ? undefined : yearGroups[String(yearGroup)],
      change: item !== undefined && mayChangeRoll(actor, agency) ? pathOfDetail(head, 'stay', item) : undefined,
    }
  })
}
