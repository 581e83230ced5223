import MailComposer from 'nodemailer/lib/mail-composer'
import type { Letter } from '../actions/send-alerts.ts'

/*
 * The two messages that Onroll sends, as a mail server takes them. There is nothing in them of anybody but the address of whom they are for.
 */

/** As whom Onroll writes, and its own address: `https://onroll.county.example`. */
export interface Sender {
  readonly from: string
  readonly address: string
}

const subjects: Readonly<Record<Letter['kind'], string>> = {
  steps: 'Something waits for you in Onroll',
  danger: 'Onroll needs you now',
}

const openings: Readonly<Record<Letter['kind'], string>> = {
  steps: 'Something waits for you in Onroll. Sign in to see what it is:',
  danger: 'Something came to Onroll that cannot wait. Sign in now to see what it is:',
}

/** Lines short enough to be sent as they stand. */
const ending = ['This is all that is ever written here. Nobody reads what is sent back.', 'Onroll writes so once a day at most.']

const text = (kind: Letter['kind'], { address }: Sender): string => [openings[kind], '', address, '', ...ending, ''].join('\r\n')

/** What stands in front of the @ of a message's id is its own; what stands behind is ours. */
const idOf = ({ messageId }: Letter, { from }: Sender): string => `<${messageId}@${hostOf(from)}>`

const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** A letter in the form of RFC 5322. */
export const composed = (letter: Letter, sender: Sender): Promise<Buffer> =>
  new MailComposer({
    from: { name: 'Onroll', address: sender.from },
    to: { name: '', address: letter.to },
    subject: subjects[letter.kind],
    text: text(letter.kind, sender),
    messageId: idOf(letter, sender),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
