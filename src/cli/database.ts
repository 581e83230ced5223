import {
  checkProjection,
  DatabaseProblem,
  migrateDatabase,
  type OnProgress,
  rebuildProjection,
  rolesForServer,
  schemaOfDatabase,
} from '../actions/look-after-database.ts'
import { type Day, dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { type Given, type Options, readArguments } from './arguments.ts'
import { askedWrongly, type Command, type ExitCode, lines, type Screen } from './command.ts'

/* What whoever looks after the database asks: its roles, its schema, its migrations, and whether the stored duties are right. */

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'brings the database to where this version wants it',
  forms: ['migrate'],
  words: [
    'Run it before the first start and after each update. It can be broken off and run again, and several at once do no harm.',
    'It uses DATABASE_OWNER_URL; where no database is named, the one that comes with npm.',
  ],
  options: {},
  examples: ['migrate'],
  run: (args, screen) =>
    asking('migrate', args, {}, screen, 0, async () => {
      const applied = await migrateDatabase(process.env, (name) => screen.err.write(`${name} …\n`))
      screen.out.write(applied.length === 0 ? 'Nothing was lacking.\n' : lines(`Applied: ${applied.join(', ')}.`))
      return 0
    }),
}

export const databaseCommand: Command = {
  name: 'database',
  summary: 'prints what a server needs, or the schema as it stands',
  forms: ['database roles', 'database schema'],
  words: [
    'roles: the SQL that makes the three roles and the database on a PostgreSQL server of your own, for its administrator.',
    'schema: tables, columns, indexes and rights, read from the database itself.',
  ],
  options: {},
  examples: ['database roles > roles.sql', 'database schema'],
  run: (args, screen) =>
    asking('database', args, {}, screen, 1, async ([what]) => {
      if (what !== 'roles' && what !== 'schema') return askedWrongly('database', 'Say roles or schema.', screen)
      screen.out.write(what === 'roles' ? rolesForServer() : await schemaOfDatabase(process.env))
      return 0
    }),
}

const projectionOptions = { 'as-of': { takes: 'DAY', words: 'the day to assess for; today unless given' } } as const

export const projectionCommand: Command = {
  name: 'projection',
  summary: 'checks or rebuilds the stored duties of every child',
  forms: ['projection check [--as-of DAY]', 'projection rebuild [--as-of DAY]'],
  words: [
    'check: asks the guidance about every child anew and compares with what is stored. It changes nothing, and ends with 2 where something differs.',
    'rebuild: stores the answers anew. Everybody can go on working meanwhile; it can be broken off and run again.',
  ],
  options: projectionOptions,
  examples: ['projection check', 'projection rebuild'],
  run: (args, screen) =>
    asking('projection', args, projectionOptions, screen, 1, async ([what], { 'as-of': asOf }) => {
      if (what !== 'check' && what !== 'rebuild') return askedWrongly('projection', 'Say check or rebuild.', screen)
      if (asOf !== undefined && !isCivilDate(asOf))
        return askedWrongly('projection', `${asOf} is not a day that exists, written YYYY-MM-DD.`, screen)
      const day = asOf === undefined ? today() : dayOf(asOf)
      return what === 'check' ? await printCheck(day, screen) : await printRebuild(day, screen)
    }),
}

async function printCheck(day: Day, screen: Screen): Promise<ExitCode> {
  const { children, different, unswept } = await checkProjection(process.env, day, progressOn(screen))
  for (const { child, what } of different) screen.out.write(`${child}: ${what.join('; ')}\n`)
  screen.out.write(lines(`${counted(children)} checked, ${different.length} different, ${unswept} not yet swept.`))
  return different.length === 0 ? 0 : 2
}

async function printRebuild(day: Day, screen: Screen): Promise<ExitCode> {
  let all = 0
  await rebuildProjection(process.env, day, (done, of) => {
    all = of
    progressOn(screen)(done, of)
  })
  screen.out.write(lines(`${counted(all)} rebuilt.`))
  return 0
}

const counted = (children: number): string => (children === 1 ? '1 child' : `${children} children`)

const BAR = 40

/** A bar on the screen of whoever watches, drawn over itself; elsewhere nothing. */
export const progressOn =
  ({ err }: Screen): OnProgress =>
  (done, of) => {
    if (!process.stderr.isTTY || of === 0) return
    const filled = Math.round((BAR * done) / of)
    err.write(`\r${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${of}${done === of ? '\n' : ''}`)
    void err.flush()
  }

/** Today in England, whatever the machine's time zone. */
export function today(): Day {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())
  if (!isCivilDate(text)) throw new TypeError(`the machine writes today as ${text}`)
  return dayOf(text)
}

/** Reads the arguments, does the work, and tells a problem of the database as the sentence that it is. */
export async function asking<O extends Options>(
  name: string,
  args: readonly string[],
  options: O,
  screen: Screen,
  words: number,
  work: (words: readonly string[], options: Given<O>['options']) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = readArguments(args, options)
  if ('wrong' in read) return askedWrongly(name, read.wrong, screen)
  if (read.given.words.length > words) return askedWrongly(name, `There is nothing to be done with ${read.given.words[words]}.`, screen)
  return atDatabase(name, screen, () => work(read.given.words, read.given.options))
}

/** Does the work, and tells a problem of the database as the sentence that it is. */
export async function atDatabase(name: string, screen: Screen, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error
    screen.err.write(`onroll ${name}: ${error.message}\n`)
    return 2
  }
}
