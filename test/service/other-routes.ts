import { assetsPath } from '../../src/web/assets.ts'
import { fieldsOf, type Question, questions } from '../../src/web/tell-us/questions.ts'
import type { Answer, Visitor } from './visitor.ts'

/** A route that stands outside of src/web/routes.ts: who may is not a question there, or is answered by it alone. */
interface OtherRoute {
  readonly method: string
  /** As the router has it. */
  readonly path: string
  readonly why: string
  readonly ask: (visitor: Visitor) => Promise<Answer>
}

const get = (path: string, why: string, asked = path): OtherRoute => ({ method: 'GET', path, why, ask: (visitor) => visitor.get(asked) })

const post = (path: string, why: string, fields: Readonly<Record<string, string>> = {}, asked = path): OtherRoute => ({
  method: 'POST',
  path,
  why,
  ask: (visitor) => visitor.post(asked, fields),
})

/** More than fits in any field. */
const tooMuch = (question: Question): Readonly<Record<string, string>> =>
  Object.fromEntries(fieldsOf(question).map(({ name }) => [name, 'x'.repeat(5000)]))

/** All of them. A new one comes in here first, with the reason. */
export const otherRoutes: readonly OtherRoute[] = [
  get('/', 'leads to the first page of the role'),
  get('/live', 'health: the process runs'),
  get('/ready', 'health: the database answers'),
  get('/sign-in', 'leads to the provider'),
  get('/sign-in/return', 'comes back from the provider, here with nothing in hand'),
  get('/sign-in/again', 'says what became of a form that was sent after the session had ended'),
  get('/signed-out', 'says that it is so'),
  get('/act-for', 'asks for which agency'),
  post('/act-for', 'chooses an agency, here none of theirs', { place: 'auditor:a-nobody' }),
  get('/session/left', 'how long somebody stays signed in'),
  post('/session/stay', 'somebody is still there'),
  get('/demo-sign-in/people/:uid', 'the demo’s provider: whom to be, here without a sign-in under way', '/demo-sign-in/people/nobody'),
  post('/demo-sign-in/people/:uid', 'the demo’s provider', { person: 'p-halloran' }, '/demo-sign-in/people/nobody'),
  get('/demo-sign-in/*', 'the demo’s provider', '/demo-sign-in/.well-known/openid-configuration'),
  get(`${assetsPath}/*`, 'what goes with the pages, here nothing that there is', `${assetsPath}/secret.txt`),
  get('/tell-us', 'the form for everybody: what to do when a child is in danger, and what is asked'),
  ...questions.flatMap((question) => [
    get(`/tell-us/${question.slug}`, 'the form for everybody: a question, with what the same browser has answered'),
    post(`/tell-us/${question.slug}`, 'the form for everybody: an answer, here one that cannot be taken', tooMuch(question)),
  ]),
  get('/tell-us/danger-now', 'the form for everybody: whom to ring'),
  get('/tell-us/check', 'the form for everybody: what the same browser has answered'),
  post('/tell-us/send', 'the form for everybody: sends what was answered, here nothing'),
  get('/tell-us/sent', 'the form for everybody: the reference of what the same browser sent'),
  post('/tell-us/delete', 'the form for everybody: deletes what the same browser has answered'),
  get('/tell-us/deleted', 'the form for everybody: says that it is so'),
  post('/sign-out', 'ends the session'),
]
