import {
  type Deciding,
  type Done,
  type NewChildOfNotification,
  type PutOff,
  type Reopened,
  type ThisChild,
  type TurnedDown,
  turningDown,
} from '../../../actions/triage-decide.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { typedDay } from '../../day-fields.ts'
import { type Fields, type Form, one, type Sent } from '../../route.ts'
import { pathOfNotification } from './page.ts'

/* What is decided of a notification, as forms. */

type Read<Input> = { readonly input: Input } | { readonly faults: readonly Fault[] } | undefined

/** Which notification, and how it was when it was seen. Nothing where the form is none of ours. */
function decidingIn({ params, body }: Sent): Deciding | undefined {
  const version = Number(one(body, 'version'))
  return Number.isSafeInteger(version) && version >= 1 && version < 2 ** 31
    ? { notification: params['notification'] ?? '', version }
    : undefined
}

function form<Input extends Deciding>(read: (body: Fields, deciding: Deciding) => Read<Input>): Form<Input, Done> {
  return {
    read: (sent) => {
      const deciding = decidingIn(sent)
      return deciding && read(sent.body, deciding)
    },
    next: ({ notification }) => pathOfNotification(notification),
  }
}

const alongIn = (body: Fields) => ({
  isRegistered: one(body, 'isRegistered') === 'yes',
  isSaidToBeHomeEducated: one(body, 'isHome') === 'yes',
})

const needsReason = (body: Fields): readonly Fault[] => {
  const says = one(body, 'says')
  if (says === '') return [{ pointer: '/says', message: 'Write the reason, for whoever asks later' }]
  return says.length > LONGEST ? [{ pointer: '/says', message: `Shorten the reason to ${LONGEST} characters: it has ${says.length}` }] : []
}
const LONGEST = 4000
const LONGEST_REFERENCE = 100

export const thisChildForm: Form<ThisChild, Done> = form((body, deciding) => {
  const child = one(body, 'child')
    .replace(/^.*\/children\//, '')
    .replace(/[?#/].*$/, '')
  if (child === '') return { faults: [{ pointer: '/child', message: 'Enter the reference of the child, or the address of its page' }] }
  return child.length > LONGEST_REFERENCE ? undefined : { input: { ...deciding, ...alongIn(body), child } }
})

const sexes = ['female', 'male', 'unknown'] as const

export const newChildForm: Form<NewChildOfNotification, Done> = form((body, deciding) => {
  const [givenNames, familyName] = [one(body, 'givenNames'), one(body, 'familyName')]
  const born = typedDay('born', body).day
  const faults: readonly Fault[] = [
    ...(givenNames === '' ? [{ pointer: '/givenNames', message: 'Enter a first name; “Not known” where it is not' }] : []),
    ...(familyName === '' ? [{ pointer: '/familyName', message: 'Enter a family name; “Not known” where it is not' }] : []),
    ...[givenNames, familyName].flatMap((name, place) =>
      name.length > 200 ? [{ pointer: place === 0 ? '/givenNames' : '/familyName', message: 'Shorten the name to 200 characters' }] : [],
    ),
    ...(born
      ? []
      : [
          {
            pointer: '/born',
            message:
              'Enter a date of birth that exists. If it is not known, estimate it and say so; or put the notification off to find it out',
          },
        ]),
  ]
  if (!born || faults.length > 0) return { faults }
  return {
    input: {
      ...deciding,
      ...alongIn(body),
      child: {
        givenNames,
        familyName,
        knownAs: one(body, 'knownAs').slice(0, 200) || null,
        dateOfBirth: born,
        isDateOfBirthEstimated: one(body, 'isEstimated') === 'yes',
        sex: sexes.find((sex) => sex === one(body, 'sex')) ?? 'unknown',
      },
      district: one(body, 'district').slice(0, 200) || null,
    },
  }
})

export const turnDownForm: Form<TurnedDown, Done> = form((body, deciding) => {
  const because = turningDown.find((reason) => reason === one(body, 'because'))
  const faults: readonly Fault[] = [
    ...(because ? [] : [{ pointer: '/because', message: 'Select why it is turned down' }]),
    ...needsReason(body),
  ]
  return because && faults.length === 0 ? { input: { ...deciding, because, says: one(body, 'says') } } : { faults }
})

export const putOffForm: Form<PutOff, Done> = form((body, deciding) => {
  const dueOn = typedDay('due', body).day
  const faults: readonly Fault[] = [
    ...(dueOn ? [] : [{ pointer: '/dueOn', message: 'Enter the day by which you will know more' }]),
    ...needsReason(body),
  ]
  return dueOn && faults.length === 0 ? { input: { ...deciding, dueOn, says: one(body, 'says') } } : { faults }
})

export const takeForm: Form<Deciding, Done> = form((_, deciding) => ({ input: deciding }))

export const reopenForm: Form<Reopened, Done> = form((body, deciding) => {
  const faults = needsReason(body)
  return faults.length > 0 ? { faults } : { input: { ...deciding, says: one(body, 'says') } }
})
