import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DatabaseUnavailable, type Ground } from '../../actions/action.ts'
import {
  forgetAnswers,
  keepAnswers,
  LIMIT_MINUTES,
  type Limits,
  PUBLIC_DRAFT_HOURS,
  type PublicContacts,
  readAnswers,
  readPublicContacts,
  readReceipt,
  sendAnswers,
  type TypedAnswers,
  usualLimits,
} from '../../actions/tell-us.ts'
import { dayOf } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Fault } from '../../casefile/fault.ts'
import { Cookie } from '../sign-in/cookies.ts'
import { answerInWords, asked, faultsOfQuestion, fieldsOf, firstOpen, isNeeded, type Question, questions, toldBy } from './questions.ts'
import { fieldsShown } from './shown.ts'

/*
 * Tell us about a child: the pages for everybody, without an account. What was typed is kept under a cookie and nowhere else; what is known of any child is not
 * asked, so nobody learns it here.
 */

/** What stands where nobody has said which council it is. */
export const UNNAMED_COUNCIL = 'Your county council'

export interface TellUsOptions {
  readonly ground: Ground
  /** Sends a page: a template, as a path from `src/web`, and what it shows. It adds what all pages have, the form's token `csrf` among it. */
  readonly render: (reply: FastifyReply, template: string, data: object) => FastifyReply
  /** Whose pages they are. */
  readonly council?: string
  readonly limits?: Limits
  /** Told of what went wrong, before somebody is shown that it did. */
  readonly onProblem?: (error: Error, request: FastifyRequest) => void
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** A page or form. `audit` is what the audit log calls it; null where nothing is saved but what the same browser typed, and nothing else is shown. */
interface PublicRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly audit: string | null
  readonly answer: Answer
}

const PATH = '/tell-us'
const pathOf = ({ slug }: Question): string => `${PATH}/${slug}`
const first = pathOf(questions[0] as Question)

/** What was typed so far. */
const cookie = new Cookie('__Host-onroll-tell-us')

const TOLD = 'told-us-of-child'

export function registerTellUs(app: FastifyInstance, options: TellUsOptions): Promise<void> {
  const { ground, render, council = UNNAMED_COUNCIL, limits = usualLimits, onProblem = () => {} } = options
  let known: PublicContacts = { safety: undefined, missingEducation: undefined, homeEducation: undefined }

  /** Whom to ring; what was read last where it cannot be read now, since it matters most then. */
  const contacts = async (): Promise<PublicContacts> => {
    try {
      known = await readPublicContacts(ground)
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
    }
    return known
  }
  const page = async (reply: FastifyReply, name: string, data: object = {}): Promise<FastifyReply> =>
    render(reply, `tell-us/${name}.njk`, { council, contacts: await contacts(), path: PATH, ...data })
  const problem = (reply: FastifyReply, status: number, kind: string, saysDanger = false): Promise<FastifyReply> =>
    page(reply.status(status), 'problem', { kind, saysDanger, minutes: LIMIT_MINUTES, dangerPath: `${PATH}/danger` })
  const tooMany = (reply: FastifyReply, saysDanger: boolean): Promise<FastifyReply> =>
    problem(reply.header('retry-after', String(LIMIT_MINUTES * 60)), 429, 'too-many', saysDanger)

  const answersOf = async (request: FastifyRequest): Promise<TypedAnswers> => {
    const held = cookie.of(request)
    const draft = held === undefined ? undefined : await readAnswers(ground, held)
    return draft === undefined || draft.reference !== null ? {} : draft.answers
  }
  const from = (request: FastifyRequest) => ({ address: networkOf(request.ip), event: TOLD, requestId: request.id, limits })

  const start: Answer = async (request, reply) => {
    const isBegun = Object.keys(await answersOf(request)).length > 0
    return page(reply, 'start', { first, isBegun, hours: PUBLIC_DRAFT_HOURS })
  }

  const showQuestion = (question: Question, reply: FastifyReply, answers: TypedAnswers, isChange: boolean, faults: readonly Fault[] = []) =>
    page(faults.length > 0 ? reply.status(422) : reply, 'question', {
      question: {
        ...{ asks: question.asks, hint: question.hint, action: pathOf(question) },
        mayBeSkipped: !isNeeded(question, answers),
        fields: fieldsShown(question, answers, faults),
      },
      faults: faults.map(({ pointer, message }) => ({ field: idOf(pointer), message })),
      isChange,
      wayBack: isChange ? `${PATH}/check` : before(question, answers),
    })

  const askQuestion =
    (question: Question): Answer =>
    async (request, reply) =>
      showQuestion(question, reply, await answersOf(request), isChangeIn(request.query))

  const takeAnswer =
    (question: Question): Answer =>
    async (request, reply) => {
      const isChange = isChangeIn(request.body)
      const typed = typedFor(question, request.body)
      const answers = { ...(await answersOf(request)), ...typed }
      const faults = faultsOfQuestion(question, answers, ground.today())
      if (faults.length > 0) return showQuestion(question, reply, answers, isChange, faults)
      const kept = await keepAnswers(ground, cookie.of(request), typed, from(request))
      if (kept.outcome === 'too-many') return tooMany(reply, question.slug === 'danger' && typed['danger'] !== 'none')
      cookie.give(reply, kept.cookie)
      const next = isChange ? (firstOpen(kept.answers, ground.today()) ?? undefined) : after(question, kept.answers)
      const to = next === undefined ? `${PATH}/check` : `${pathOf(next)}${isChange ? '?change=yes' : ''}`
      const isDanger = question.slug === 'danger' && kept.answers['danger'] !== 'none'
      return reply.redirect(isDanger ? `${PATH}/danger-now${isChange ? '?change=yes' : ''}` : to, 303)
    }

  const dangerNow: Answer = async (request, reply) => {
    const answers = await answersOf(request)
    const question = questions.find(({ slug }) => slug === 'danger')
    const next = question && (isChangeIn(request.query) ? firstOpen(answers, ground.today()) : after(question, answers))
    return page(reply, 'danger', { danger: answers['danger'], next: next ? pathOf(next) : `${PATH}/check` })
  }

  const checkAnswers: Answer = async (request, reply) => {
    const answers = await answersOf(request)
    const open = firstOpen(answers, ground.today())
    if (open) return reply.redirect(pathOf(open), 303)
    return page(reply, 'check', {
      danger: answers['danger'],
      wayBack: pathOf(asked(answers).at(-1) as Question),
      rows: asked(answers).map((question) => ({
        short: question.short,
        lines: answerInWords(question, answers),
        change: `${pathOf(question)}?change=yes`,
      })),
    })
  }

  const send: Answer = async (request, reply) => {
    const held = cookie.of(request)
    if (held === undefined) return problem(reply.status(410), 410, 'gone')
    const sent = await sendAnswers(ground, held, (answers) => toldBy(answers, ground.today()), from(request))
    switch (sent.outcome) {
      case 'sent':
        return reply.redirect(`${PATH}/sent`, 303)
      case 'too-many':
        return tooMany(reply, sent.saysDanger)
      case 'unknown':
        return problem(reply, 410, 'gone')
      case 'faults':
        return reply.redirect(`${PATH}/check`, 303)
    }
  }

  const showReceipt: Answer = async (request, reply) => {
    const held = cookie.of(request)
    const receipt = held === undefined ? undefined : await readReceipt(ground, held)
    if (!receipt) return reply.redirect(PATH, 303)
    const { reference, urgency, dueOn } = receipt
    return page(reply, 'sent', { reference, danger: urgency, by: dueOn && inWords(dayOf(dueOn)), again: first })
  }

  const forget: Answer = async (request, reply) => {
    const held = cookie.of(request)
    if (held !== undefined) await forgetAnswers(ground, held)
    cookie.takeAway(reply)
    return reply.redirect(`${PATH}/deleted`, 303)
  }

  const get = (path: string, audit: string | null, answer: Answer): PublicRoute => ({ method: 'GET', path, audit, answer })
  const post = (path: string, audit: string | null, answer: Answer): PublicRoute => ({ method: 'POST', path, audit, answer })

  const routes: readonly PublicRoute[] = [
    get(PATH, null, start),
    ...questions.flatMap((question) => [
      get(pathOf(question), null, askQuestion(question)),
      post(pathOf(question), null, takeAnswer(question)),
    ]),
    get(`${PATH}/danger-now`, null, dangerNow),
    get(`${PATH}/check`, null, checkAnswers),
    post(`${PATH}/send`, TOLD, send),
    get(`${PATH}/sent`, null, showReceipt),
    post(`${PATH}/delete`, null, forget),
    get(`${PATH}/deleted`, null, (_, reply) => page(reply, 'deleted', { first })),
  ]

  return Promise.resolve(
    app.register(async (scope) => {
      scope.setErrorHandler(async (error: Error & { code?: string; statusCode?: number }, request, reply) => {
        if (error instanceof DatabaseUnavailable) return problem(reply.header('retry-after', '5'), 503, 'cannot-now')
        if (error.code?.startsWith('FST_CSRF')) return problem(reply, 403, 'too-old')
        if (error.statusCode === 415) return problem(reply, 415, 'no-files')
        if (error.statusCode === 413) return problem(reply, 413, 'too-long')
        if (error.statusCode !== undefined && error.statusCode < 500) return problem(reply, error.statusCode, 'not-read')
        onProblem(error, request)
        return problem(reply, 500, 'went-wrong')
      })
      for (const { method, path, answer } of routes) {
        if (method === 'GET') scope.get(path, answer)
        else scope.post(path, { preHandler: scope.csrfProtection }, answer)
      }
    }),
  )
}

/** What counts as one address: of one of the newer kind its network, since one household has billions. */
export function networkOf(ip: string): string {
  const address = ip.toLowerCase()
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [before = '', after] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(before), groups(after ?? '')]
  const left = after === undefined ? 0 : Math.max(0, GROUPS - first.length - last.length)
  const all = [...first, ...Array.from({ length: left }, () => '0'), ...last]
  return all
    .slice(0, GROUPS / 2)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

const GROUPS = 8

const isChangeIn = (fields: unknown): boolean => (fields as { readonly change?: unknown } | undefined)?.change === 'yes'

/** The fields of a question out of what was sent, and no others; all of them empty where it was skipped. */
function typedFor(question: Question, body: unknown): TypedAnswers {
  const sent = new Map<string, unknown>(Object.entries((body ?? {}) as object))
  const isSkipped = sent.get('skip') === 'yes' && question.mayBeSkipped
  return Object.fromEntries(
    fieldsOf(question).map(({ name }) => {
      const value = sent.get(name)
      return [name, isSkipped || typeof value !== 'string' ? '' : cleaned(value)]
    }),
  )
}

/** Without what nobody types and the database, or a page, cannot hold. */
const cleaned = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{C}\n\t\u{200c}\u{200d}]/gu, '')
    .trim()

const idOf = (pointer: string): string => pointer.slice(1).replaceAll('.', '-')

const after = (question: Question, answers: TypedAnswers): Question | undefined => {
  const all = asked(answers)
  return all[all.indexOf(question) + 1]
}

const before = (question: Question, answers: TypedAnswers): string => {
  const all = asked(answers)
  const previous = all[all.indexOf(question) - 1]
  return previous ? pathOf(previous) : PATH
}
