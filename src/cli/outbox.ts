import { userInfo } from 'node:os'
import { type AlertFailure, type Outbox, retryOutbox, seeOutbox } from '../actions/look-after-outbox.ts'
import { dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import { inLondon } from '../casefile/moment.ts'
import { askedWrongly, type Command, type ExitCode, lines, type Screen } from './command.ts'
import { asking } from './database.ts'
import { table } from './layout.ts'

/* How alerts stand, for whoever looks after Onroll. */

const options = { by: { takes: 'WHO', words: 'who has them tried again; the user of this machine unless given' } } as const

export const outboxCommand: Command = {
  name: 'outbox',
  summary: 'says how alerts stand, and has those tried again that were given up',
  forms: ['outbox', 'outbox retry [--by WHO]'],
  words: [
    'People are told by email that something waits for them, and nothing of what: once a day at most, on working days from 7. The worker sends them.',
    'outbox: how many wait, were sent and were given up, and why. It ends with 2 where some were given up, or have failed and are to be tried again.',
    'retry: those that were given up go again, the last of each person.',
  ],
  options,
  examples: ['outbox', 'outbox retry --by "Help desk"'],
  run: (args, screen) =>
    asking('outbox', args, options, screen, 1, async ([what], { by }) => {
      if (what === undefined && by === undefined) return print(await seeOutbox(process.env), screen)
      if (what === undefined) return askedWrongly('outbox', 'Only retry takes --by.', screen)
      if (what !== 'retry') return askedWrongly('outbox', 'Say retry, or nothing.', screen)
      const retried = await retryOutbox(process.env, by ?? userInfo().username)
      screen.out.write(lines(retried === 0 ? 'None was given up.' : `${retried} ${retried === 1 ? 'goes' : 'go'} again.`))
      return 0
    }),
}

/** What is said of each failure: the words that the outbox keeps. */
const failures: Readonly<Record<AlertFailure, string>> = {
  'no-address': 'has no address, no role or may not sign in',
  'address-refused': 'the mail server does not take the address',
  'message-refused': 'the mail server does not take the message',
  'sender-refused': 'the mail server takes nothing from ONROLL_MAIL_FROM, or does not know the user of ONROLL_SMTP_URL',
  'server-busy': 'the mail server puts us off',
  'no-connection': 'the mail server is not reached, or speaks no TLS with a certificate that holds',
  'no-answer': 'the mail server does not say whether it took it',
  'broken-off': 'whoever sent it was ended each time, and it may have been sent',
  'not-written': 'the folder for it cannot be written',
}

function print({ waiting, sending, sent, givenUp, failingSince, given }: Outbox, { out, width }: Screen): ExitCode {
  out.write(lines(`${waiting} waiting, ${sending} being sent, ${sent} sent within 90 days, ${givenUp} given up.`))
  if (failingSince !== null) {
    const { day, time } = inLondon(failingSince)
    out.write(lines(`Some have failed since ${inWords(day)}, ${time}, and are tried again.`))
  }
  const rows = given.map(({ user, name, kind, day, tries, failure }) => [
    user,
    name,
    kind === 'danger' ? 'a child in danger' : 'next steps',
    inWords(dayOf(day)),
    `${tries} ${tries === 1 ? 'try' : 'tries'}: ${failures[failure]}`,
  ])
  if (rows.length > 0) out.write(lines('', ...table(rows, width), '', 'onroll outbox retry has them tried again.'))
  return givenUp > 0 || failingSince !== null ? 2 : 0
}
