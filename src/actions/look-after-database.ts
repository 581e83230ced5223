import type { Day } from '../calendar/civil-date.ts'
import { readCatalogue, schemaText } from '../database/catalogue.ts'
import { migrate } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/pool.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { type Checked, check, type OnProgress, type Rules, rebuild } from '../database/projection.ts'
import { reachDatabase } from '../database/reach.ts'
import { rolesInWords } from '../database/roles.ts'
import { readRules } from '../database/rules.ts'
import { type Swept, sweep } from '../database/sweep.ts'

/*
 * What whoever looks after the database does, from the command line: no child is shown.
 * All of it throws a `DatabaseProblem`, a sentence for that person, where it cannot be done.
 */

export { DatabaseProblem, type OnProgress }

type Environment = NodeJS.ProcessEnv

/** The statements that make the roles on a server of one's own. */
export const rolesForServer = (): string => rolesInWords()

/** Brings the schema to where this version wants it. Returns the names of what was applied. */
export async function migrateDatabase(env: Environment, onBegin: (name: string) => void = () => {}): Promise<readonly string[]> {
  const reached = await reachDatabase(env, 'owner')
  try {
    return (await migrate(reached.address('owner'), { onBegin })).applied
  } finally {
    await reached.leave()
  }
}

/** The schema as it stands, read from the catalogue. */
export const schemaOfDatabase = (env: Environment): Promise<string> =>
  withDatabase(env, 'app', async (database) => schemaText(await database.inTransaction(({ askFreely }) => readCatalogue(askFreely))))

/** Whether what is stored of every child is what the guidance says. Changes nothing. */
export const checkProjection = (env: Environment, day: Day, onProgress: OnProgress): Promise<Checked> =>
  withDatabase(env, 'worker', async (database) => check(database, await rulesOf(database), day, onProgress))

/** Stores what the guidance says of every child anew. */
export const rebuildProjection = (env: Environment, day: Day, onProgress: OnProgress): Promise<void> =>
  withDatabase(env, 'worker', async (database) => rebuild(database, await rulesOf(database), day, onProgress))

/** Assesses every child anew whose answer has changed by the day alone. */
export const sweepChildren = (env: Environment, day: Day, onProgress: OnProgress): Promise<Swept> =>
  withDatabase(env, 'worker', (database) => sweep(database, day, { onProgress }))

async function rulesOf(database: Database): Promise<Rules> {
  const rules = await database.inTransaction((transaction) => readRules(transaction))
  if (!rules) throw new DatabaseProblem('The database has no calendar yet, and nothing can be assessed without one.')
  return rules
}

/** Opens the database that the environment names for a piece of work that may take long. */
export async function withDatabase<Result>(
  env: Environment,
  role: 'owner' | 'app' | 'worker',
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const reached = await reachDatabase(env, role)
  const database = openDatabase(reached.address(role), { size: 2, forLongWork: true, name: 'onroll, a command' })
  try {
    return await work(database)
  } finally {
    await database.close()
    await reached.leave()
  }
}
