import type { TakenOver, TakeoverAsked, TakeoverChecked, TakeoverOpened } from '../../../actions/allocate.ts'
import { linked } from '../../field-ids.ts'
import { TAKEOVER, withQuery } from '../../paths.ts'
import { type Form, hidden, one, type Page, type Sent } from '../../route.ts'
import { radios, toWhom } from './page.ts'

/*
 * Giving everything that one person has to another: somebody leaves, or is away for long.
 */

export const everythingPage: Page<Record<never, never>, TakeoverOpened> = {
  read: () => ({ input: {} }),
  template: 'pages/allocate/everything.njk',
  view: ({ people, colleagues }, { actor, sent, typed, faults }) => {
    const values = typed ?? sent.query
    return {
      people: radios(
        'leaver',
        'Whose children?',
        'Children of whom something is still to be done.',
        people.map(({ user, name, children, isStillHere }) => [
          user,
          `${name}, ${children} ${children === 1 ? 'child' : 'children'}${isStillHere ? '' : ', no longer here'}`,
        ]),
        one(values, 'leaver'),
        faults,
      ),
      isEmpty: people.length === 0,
      to: toWhom(colleagues, actor.user, one(values, 'to'), faults),
      left: leftOf(sent, people),
      faults: linked(faults),
    }
  },
}

/** After some were given, how many are left of them; they go on with one button. */
function leftOf({ query }: Sent, people: TakeoverOpened['people']) {
  const person = people.find(({ user }) => user === one(query, 'leaver'))
  return person && one(query, 'done') !== ''
    ? { number: person.children, name: person.name, leaver: person.user, to: one(query, 'to') }
    : undefined
}

function readAsked({ body }: Sent): ReturnType<Page<TakeoverAsked, never>['read']> {
  const [from, to] = [one(body, 'leaver'), one(body, 'to')]
  const faults = [
    ...(from === '' ? [{ pointer: '/leaver', message: 'Choose whose children' }] : []),
    ...(to === '' ? [{ pointer: '/to', message: 'Choose to whom' }] : []),
  ]
  return faults.length > 0 ? { faults } : { input: { from, to } }
}

export const checkEverythingPage: Page<TakeoverAsked, TakeoverChecked> = {
  read: readAsked,
  template: 'pages/allocate/check-everything.njk',
  view: ({ from, to, atOnce }, { actor, sent }) => ({
    leaver: from.name,
    children: from.children,
    name: to?.name,
    isMe: to?.user === actor.user,
    atOnce,
    agency: actor.agency.name,
    sent: hidden(sent.body, 'way'),
  }),
}

/** Gives so many as go at once, and goes on while some are left. */
export const everythingForm: Form<TakeoverAsked, TakenOver> = {
  read: readAsked,
  next: ({ left, from }, { body }) => {
    const done = { done: one(body, 'key') }
    return left > 0 ? withQuery(TAKEOVER, { leaver: from, to: one(body, 'to'), ...done }) : withQuery('/steps?whose=team', done)
  },
}
