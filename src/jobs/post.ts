import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { AlertFailure, Post, Posted } from '../actions/send-alerts.ts'
import { composed, type Sender } from './letter.ts'

/*
 * Where letters go: to the council's mail server, over TLS; or, for trying out, into a folder, where anybody can look at them and nobody gets any.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** Why no letters can be sent with this environment, a sentence each; none where they can, or none are to be. */
export function refusedPost(env: Environment): readonly string[] {
  const { ONROLL_SMTP_URL: text, ONROLL_MAIL_FROM: from } = env
  if (!text) return []
  const url = serverOf(text)
  // The address itself is not shown: there may be a password in it.
  return [
    ...(url
      ? []
      : [
          'ONROLL_SMTP_URL is no address of a mail server: expected one such as smtps://USER:PASSWORD@mail.county.example:465 or smtp://mail.county.example:587.',
        ]),
    ...(from && isAddress(from)
      ? []
      : ['ONROLL_MAIL_FROM is no email address, and letters are to be sent: expected one such as onroll@county.example.']),
  ]
}

const isAddress = (text: string): boolean => /^[\x21-\x7e]+@[\w.-]+$/.test(text)

function serverOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) ? url : undefined
}

/** The post that the environment names: a mail server, or else a folder, where one is given. `address` is Onroll's own. Only where nothing is refused. */
export function postFrom(env: Environment, address: string, folder?: string): Post | undefined {
  const { ONROLL_SMTP_URL: text = '', ONROLL_MAIL_FROM: from = 'onroll@localhost' } = env
  const url = serverOf(text)
  if (url) return mailServer(url, { from, address })
  return folder === undefined ? undefined : folderPost(folder, { from, address })
}

// ---- A folder --------------------------------------------------------------------------------------------------------------------------

/** Writes each letter to a file of its own. Sent again it is the same file. */
const folderPost = (folder: string, sender: Sender): Post => ({
  async send(letter) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${letter.messageId}.eml`)
      await writeFile(`${path}.part`, await composed(letter, sender), { mode: 0o600 })
      await rename(`${path}.part`, path)
      return { outcome: 'sent' }
    } catch {
      return { outcome: 'failed', why: 'not-written', is: 'for-now', isOfAll: true }
    }
  },
})

// ---- A mail server ---------------------------------------------------------------------------------------------------------------------

/** All times in milliseconds; together far below the minutes after which a letter is taken to have been broken off. */
const CONNECT = 10_000
const GREETING = 10_000
const SILENCE = 30_000

const loopback = ['localhost', '127.0.0.1', '[::1]', '::1']

/** Hands letters to a mail server, over TLS unless it is on this machine; a connection each. */
function mailServer(url: URL, sender: Sender): Post {
  const isHere = loopback.includes(url.hostname)
  const isSecure = url.protocol === 'smtps:'
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    ...{ secure: isSecure, requireTLS: !isHere && !isSecure, ignoreTLS: isHere && !isSecure },
    ...{ connectionTimeout: CONNECT, greetingTimeout: GREETING, socketTimeout: SILENCE, tls: { minVersion: 'TLSv1.2' as const } },
  }
  const login = url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    async send(letter) {
      const body = await composed(letter, sender)
      return handOver(new SMTPConnection(options), login, { from: sender.from, to: letter.to, body })
    },
  }
}

interface Handed {
  readonly from: string
  readonly to: string
  readonly body: Buffer
}

/** What the client says went wrong. */
interface Wrong {
  readonly code?: string | undefined
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
}

/** One letter to one server. It is in doubt from when the server began to get it until it says what it did with it. */
function handOver(
  connection: SMTPConnection,
  login: { user: string; pass: string } | undefined,
  { from, to, body }: Handed,
): Promise<Posted> {
  return new Promise((resolve) => {
    let isUnderWay = false
    const end = (posted: Posted): void => {
      connection.close()
      resolve(posted)
    }
    const fail = (error: Wrong): void => end(failureOf(error, isUnderWay))
    const message = Readable.from(
      (function* () {
        isUnderWay = true
        yield body
      })(),
    )
    const send = (): void =>
      connection.send({ from, to }, message, (error) => {
        if (error) return fail(error)
        connection.quit()
        resolve({ outcome: 'sent' })
      })
    // What is lost after the answer is no business of the letter any more.
    connection.on('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      if (!login) return send()
      connection.login({ credentials: login }, (refused) => (refused ? fail(refused) : send()))
    })
  })
}

const failure = (why: AlertFailure, is: 'for-good' | 'for-now' | 'in-doubt', isOfAll: boolean): Posted => ({
  outcome: 'failed',
  why,
  is,
  isOfAll,
})

function failureOf({ code, command, responseCode = 0 }: Wrong, isUnderWay: boolean): Posted {
  // Whether it is not there, or not to be spoken to safely, the client does not always tell apart.
  if (code === 'ETLS') return failure('no-connection', 'for-now', true)
  const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (code === 'EAUTH' || (code === 'EENVELOPE' && command === 'MAIL FROM')) return failure('sender-refused', 'for-now', true)
  // Without an answer of the server, the address is none that could have been put to it.
  if (code === 'EENVELOPE' && (responseCode === 0 || (responseCode >= 500 && command === 'RCPT TO')))
    return failure('address-refused', 'for-good', false)
  if (isOfLetter && responseCode >= 500) return failure('message-refused', 'for-good', false)
  if (responseCode >= 400) return failure('server-busy', 'for-now', !isOfLetter)
  return isUnderWay ? failure('no-answer', 'in-doubt', true) : failure('no-connection', 'for-now', true)
}
