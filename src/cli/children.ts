import { userInfo } from 'node:os'
import { type ChildChangeAsked, joinChildren, partRecord, Refused, sealChild, unsealChild } from '../actions/look-after-children.ts'
import { either } from '../casefile/fault.ts'
import { askedWrongly, type Command, type ExitCode, lines, type Screen } from './command.ts'
import { asking, today } from './database.ts'

/* What an operator does to the record of a child, at the request of information governance. */

const options = {
  for: { takes: 'USERS', words: 'for whom alone the child is to exist: ids, email addresses or subjects, with commas between them' },
  why: { takes: 'TEXT', words: 'the reason; it is kept with the change' },
  'asked-by': { takes: 'WHO', words: 'who of information governance asked for it' },
  by: { takes: 'NAME', words: 'who makes the change; the user of this machine unless given' },
} as const

type Asked = { readonly [Name in keyof typeof options]?: string }

/** A form: how many records it is about, whether it names users, and what is said when it is done. */
interface Form {
  readonly records: 1 | 2
  readonly isForUsers: boolean
  readonly run: (asked: ChildChangeAsked, records: readonly string[], users: readonly string[]) => Promise<string>
}

const forms: Readonly<Record<string, Form>> = {
  seal: {
    records: 1,
    isForUsers: true,
    run: async (asked, [child = ''], users) => {
      const named = (await sealChild(process.env, asked, child, users)).map(({ name }) => name)
      return `${child} is sealed. From now on it exists for ${named.join(', ')}, and for nobody else.`
    },
  },
  unseal: {
    records: 1,
    isForUsers: false,
    run: async (asked, [child = '']) => {
      await unsealChild(process.env, asked, child)
      return `${child} is not sealed any more. Whoever may see it by what is on record sees it again.`
    },
  },
  join: {
    records: 2,
    isForUsers: false,
    run: async (asked, [child = '', other = '']) => {
      await joinChildren(process.env, asked, child, other)
      return `${child} and ${other} are one child from now on; onroll child part ${other} undoes it.`
    },
  },
  part: {
    records: 1,
    isForUsers: false,
    run: async (asked, [record = '']) => {
      const from = await partRecord(process.env, asked, record)
      return `${record} and ${from} are two children from now on. See that each has somebody who works with it.`
    },
  },
}

export const childCommand: Command = {
  name: 'child',
  summary: 'seals a child, joins two records as one child, and undoes either',
  forms: [
    'child seal CHILD --for USERS --why TEXT --asked-by WHO [--by NAME]',
    'child unseal CHILD --why TEXT --asked-by WHO [--by NAME]',
    'child join CHILD OTHER --why TEXT --asked-by WHO [--by NAME]',
    'child part RECORD --why TEXT --asked-by WHO [--by NAME]',
  ],
  words: [
    'For an operator whom information governance asks. CHILD, OTHER and RECORD are references; they stand on the page of the child, and in its address.',
    'A sealed child exists for the persons that are named, and for nobody else: in no list, no search and no number. Sealing again names others in their place.',
    'Records that are joined are one child, for which CHILD stands. Nothing of either changes, so that they can be parted again. Where both are sealed, the child exists for those alone whom both seals list.',
    'Each holds from the next page that somebody opens, and stays on record with who did it, who asked and why. It uses DATABASE_URL; where no database is named, the one that comes with npm.',
  ],
  options,
  examples: [
    'child seal 01m86twke47c8j7sm6ah08sdpf --for brackley@county.example,4711 --why "Court order of 3 November" --asked-by "Information governance lead"',
    'child join 01m86twke47c8j7sm6ah08sdpf 01m86twke4v2n0q9d3b1x7c5ha --why "One child, notified twice" --asked-by "Information governance lead"',
  ],
  run: (args, screen) =>
    asking('child', args, options, screen, 3, async ([what = '', ...records], asked) => {
      const form = Object.hasOwn(forms, what) ? forms[what] : undefined
      if (!form) return askedWrongly('child', `Say ${either(Object.keys(forms))}.`, screen)
      const wrong = wrongWith(what, form, records, asked)
      return wrong ? askedWrongly('child', wrong, screen) : doing(form, records, asked, screen)
    }),
}

function wrongWith(what: string, { records: count, isForUsers }: Form, records: readonly string[], asked: Asked): string | undefined {
  if (records.length < count) return `child ${what} needs ${count === 1 ? 'the record that it is about' : 'two records'}.`
  const extra = records[count]
  if (extra !== undefined) return `There is nothing to be done with ${extra}.`
  const needs = (['for', 'why', 'asked-by'] as const).filter((name) => name !== 'for' || isForUsers)
  const missing = needs.filter((name) => asked[name] === undefined)
  if (missing.length > 0) return `child ${what} needs ${missing.map((name) => `--${name} ${options[name].takes}`).join(' and ')}.`
  return asked.for !== undefined && !isForUsers ? `child ${what} does not take --for.` : undefined
}

async function doing({ run }: Form, records: readonly string[], asked: Asked, screen: Screen): Promise<ExitCode> {
  const users = (asked.for ?? '').split(',').flatMap((name) => name.trim() || [])
  const change = { by: asked.by ?? userInfo().username, askedBy: asked['asked-by'] ?? '', why: asked.why ?? '', today: today() }
  try {
    screen.out.write(lines(await run(change, records, users)))
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    screen.err.write(lines(...error.faults.map(({ message }) => `onroll child: ${message}`)))
    return 2
  }
}
