import { userInfo } from 'node:os'
import {
  addUser,
  changeUser,
  disableUser,
  enableUser,
  endRole,
  giveRole,
  Refused,
  type User,
  usersOf,
} from '../actions/look-after-people.ts'
import { either } from '../casefile/fault.ts'
import { roles } from '../sharing/roles.ts'
import type { Given } from './arguments.ts'
import { askedWrongly, type Command, type ExitCode, lines, type Screen } from './command.ts'
import { asking } from './database.ts'
import { table } from './layout.ts'

/* Who may sign in, in which roles, for which agencies. */

const options = {
  subject: { takes: 'S', words: 'the name under which the provider vouches for them; the page that does not let them in shows it to them' },
  issuer: { takes: 'I', words: 'the provider’s address, as it calls itself' },
  name: { takes: 'N', words: 'the name that others see' },
  email: { takes: 'E', words: 'where alerts to them go: that something waits, and nothing of what; none, for nowhere' },
  role: { takes: 'R', words: either(roles) },
  agency: { takes: 'A', words: 'the id of the agency for which they act in that role' },
  by: { takes: 'WHO', words: 'who makes the change; the user of this machine unless given' },
} as const

type Asked = Given<typeof options>['options']
type Name = keyof typeof options

/** What each form needs and what it takes besides. Where it is about a user, that user is its last word. */
interface Form {
  readonly words: readonly string[]
  readonly isAboutUser: boolean
  readonly needs: readonly Name[]
  readonly takes: readonly Name[]
  readonly run: (asked: Required<Asked>, user: string, screen: Screen) => Promise<void>
}

const say = ({ out }: Screen, ...sentences: string[]): void => out.write(lines(...sentences))

const forms: readonly Form[] = [
  {
    words: ['list'],
    isAboutUser: false,
    needs: [],
    takes: [],
    run: async (_, __, screen) => {
      const users = await usersOf(process.env)
      say(screen, ...(users.length === 0 ? ['Nobody is there yet.'] : linesOf(users, screen.width)))
    },
  },
  {
    words: ['add'],
    isAboutUser: false,
    needs: ['subject', 'issuer', 'name', 'role', 'agency'],
    takes: ['email', 'by'],
    run: async ({ by, ...user }, _, screen) => say(screen, `${user.name} is added: ${await addUser(process.env, by, user)}.`),
  },
  {
    words: ['change'],
    isAboutUser: true,
    needs: ['email'],
    takes: ['by'],
    run: async ({ by, email }, user, screen) => {
      const { name } = await changeUser(process.env, by, user, email === 'none' ? undefined : email)
      say(screen, email === 'none' ? `${name} gets no alerts any more.` : `Alerts to ${name} go to ${email} from now on.`)
    },
  },
  {
    words: ['role', 'add'],
    isAboutUser: true,
    needs: ['role', 'agency'],
    takes: ['by'],
    run: async ({ by, role, agency }, user, screen) => {
      const { name } = await giveRole(process.env, by, user, { role, agency })
      say(screen, `${name} is ${role} for ${agency} from now on.`)
    },
  },
  {
    words: ['role', 'end'],
    isAboutUser: true,
    needs: ['role', 'agency'],
    takes: ['by'],
    run: async ({ by, role, agency }, user, screen) => {
      const { name } = await endRole(process.env, by, user, { role, agency })
      say(screen, `${name} is no longer ${role} for ${agency}.`)
    },
  },
  {
    words: ['disable'],
    isAboutUser: true,
    needs: [],
    takes: ['by'],
    run: async ({ by }, user, screen) => {
      const { name } = await disableUser(process.env, by, user)
      say(screen, `${name} is disabled and signed out everywhere.`)
    },
  },
  {
    words: ['enable'],
    isAboutUser: true,
    needs: [],
    takes: ['by'],
    run: async ({ by }, user, screen) => {
      const { name } = await enableUser(process.env, by, user)
      say(screen, `${name} may sign in again.`)
    },
  },
]

export const userCommand: Command = {
  name: 'user',
  summary: 'adds people who sign in, and changes their roles',
  forms: [
    'user list',
    'user add --subject S --issuer I --name N [--email E] --role R --agency A [--by WHO]',
    'user change USER --email E [--by WHO]',
    'user role add USER --role R --agency A [--by WHO]',
    'user role end USER --role R --agency A [--by WHO]',
    'user disable USER [--by WHO]',
    'user enable USER [--by WHO]',
  ],
  words: [
    'People sign in at the council’s OpenID Connect provider; here they are let into Onroll, each in one or more roles. USER is an id, or an email address or subject that only one has.',
    'Every change holds from the next page that they open, and stays on record with its date and who made it. It uses DATABASE_URL; where no database is named, the one that comes with npm.',
  ],
  options,
  examples: [
    'user add --issuer https://sign-in.county.example --subject 4711 --name "Bridie Halloran" --role cme-officer --agency a-cme',
    'user change 4711 --email bridie.halloran@county.example',
    'user role end bridie.halloran@county.example --role cme-officer --agency a-cme',
    'user disable bridie.halloran@county.example --by "Help desk"',
  ],
  run: (args, screen) =>
    asking('user', args, options, screen, 3, async (words, asked) => {
      const form = forms.find(({ words: own }) => own.every((word, place) => words[place] === word))
      if (!form) return askedWrongly('user', `Say ${either(forms.map(({ words }) => words.join(' ')))}.`, screen)
      const wrong = wrongWith(form, words, asked)
      return wrong ? askedWrongly('user', wrong, screen) : doing(form, words, asked, screen)
    }),
}

function wrongWith({ words: own, isAboutUser, needs, takes }: Form, words: readonly string[], asked: Asked): string | undefined {
  const said = `user ${own.join(' ')}`
  const more = words.slice(own.length)
  if (isAboutUser && more.length === 0) return `${said} needs the user whom it is about.`
  const tooMany = more[isAboutUser ? 1 : 0]
  if (tooMany !== undefined) return `There is nothing to be done with ${tooMany}.`
  const missing = needs.filter((name) => asked[name] === undefined)
  if (missing.length > 0) return `${said} needs ${missing.map((name) => `--${name} ${options[name].takes}`).join(' and ')}.`
  const idle = Object.keys(asked).find((name) => ![...needs, ...takes].includes(name as Name))
  return idle === undefined ? undefined : `${said} does not take --${idle}.`
}

async function doing({ words: own, run }: Form, words: readonly string[], asked: Asked, screen: Screen): Promise<ExitCode> {
  try {
    await run({ by: userInfo().username, ...asked } as Required<Asked>, words[own.length] ?? '', screen)
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    screen.err.write(lines(...error.faults.map(({ message }) => `onroll user: ${message}`)))
    return 2
  }
}

function linesOf(users: readonly User[], width: number): readonly string[] {
  const roleOf = ({ holds, isDisabled }: User): string =>
    [...(isDisabled ? ['disabled'] : []), ...holds.map(({ role, agency }) => `${role} for ${agency.id}`)].join(', ') || 'no role'
  const rows = users.map((user) => [user.id, user.name, user.email ?? '', roleOf(user)])
  return table(rows, width)
}
