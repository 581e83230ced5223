import { type RingAsked, rungChoices } from '../../../actions/record-ring.ts'
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
import { pathOfNotification } from '../../paths.ts'
import { type Fields, type Form, one, type Sent } from '../../route.ts'

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
const LONGEST_NAME = 200

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

// ---- Who was rung ----------------------------------------------------------------------------------------------------------------------

/** `14:05`, `9.30` or `0930` as `09:30`; nothing for what is no time. */
function typedTime(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.]?(\d{2})$/.exec(text) ?? []
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined
}

/** Nothing is decided by it: so it does not matter how the notification was when it was seen. */
export const ringForm: Form<RingAsked, { readonly notification: string }> = {
  read: ({ params, body }) => {
    const rung = rungChoices.find((choice) => choice === one(body, 'rung'))
    const [whom, rungBy] = [one(body, 'whom'), one(body, 'rungBy')]
    const { day: on, wrong } = typedDay('rungOn', body)
    const at = typedTime(one(body, 'at'))
    const faults: readonly Fault[] = [
      ...(rung ? [] : [{ pointer: '/rung', message: 'Select who was rung' }]),
      ...(rung === 'other' && whom === '' ? [{ pointer: '/whom', message: 'Enter who it was' }] : []),
      ...(on ? [] : [{ pointer: '/rungOn', message: wrong ?? 'Enter the day on which they were rung' }]),
      ...(at === undefined ? [{ pointer: '/at', message: 'Enter the time by a 24-hour clock, such as 14:05' }] : []),
      ...(rungBy === '' ? [{ pointer: '/rungBy', message: 'Enter who rang' }] : []),
      ...(one(body, 'says') === '' ? [{ pointer: '/says', message: 'Write what they answered' }] : needsReason(body)),
      ...Object.entries({ whom, rungBy }).flatMap(([name, text]) =>
        text.length > LONGEST_NAME ? [{ pointer: `/${name}`, message: `Shorten this to ${LONGEST_NAME} characters` }] : [],
      ),
    ]
    if (!rung || !on || at === undefined || faults.length > 0) return { faults }
    const ring = { rung, ...(rung === 'other' && { whom }), rungBy, on, at, says: one(body, 'says') }
    return { input: { notification: params['notification'] ?? '', ring } }
  },
  next: ({ notification }) => pathOfNotification(notification),
}
