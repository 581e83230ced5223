/*
 * The three roles by which we come to the database. None of them is a superuser or passes by row-level security; only the owner may change
 * the schema. What each may do with a table is granted where the table is made.
 */

export const roles = ['owner', 'app', 'worker'] as const
export type Role = (typeof roles)[number]

export const nameOf = (role: Role): string => `onroll_${role}`

export const DATABASE = 'onroll'

/** For each role the address by which it connects: `postgresql://...`. */
export type Addresses = Readonly<Record<Role, string>>

export type Passwords = Readonly<Record<Role, string>>

/** Something of each role. */
export const forEachRole = <T>(of: (role: Role) => T): Readonly<Record<Role, T>> => ({
  owner: of('owner'),
  app: of('app'),
  worker: of('worker'),
})

/** The statements that make roles and database on a new server; each is complete by itself, and none may be in a transaction. */
export function statementsForRoles(passwords: Passwords): readonly string[] {
  const may = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION NOCREATEDB'
  return [
    ...roles.map((role) => `CREATE ROLE ${nameOf(role)} ${may} PASSWORD ${quoted(passwords[role])}`),
    // An administrator who is no superuser may only give a database to a role that he is a member of.
    `GRANT ${nameOf('owner')} TO CURRENT_USER`,
    `CREATE DATABASE ${DATABASE} OWNER ${nameOf('owner')} ENCODING 'UTF8' TEMPLATE template0`,
    `REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${DATABASE} TO ${roles.map(nameOf).join(', ')}`,
  ]
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What `onroll database roles` prints: for the person who looks after a server of their own. */
export function rolesInWords(): string {
  return [
    '-- The roles and the database of Onroll, for PostgreSQL 15 to 18. Run it once, as an administrator of the server, with psql.',
    '-- Put in passwords of your own first, and keep them where you keep secrets.',
    '--',
    ...roles.map((role) => `--   ${nameOf(role).padEnd(13)} ${meanings[role]}`),
    '',
    ...statementsForRoles(forEachRole((role) => `a-password-for-the-${role}`)).map((statement) => `${statement};`),
    '',
    '-- Then, with the name of the server in place of HOST:',
    ...roles.map((role) => `--   ${variables[role]}=postgresql://${nameOf(role)}:PASSWORD@HOST:5432/${DATABASE}?sslmode=verify-full`),
    '-- and, before the first start and after each update: onroll migrate',
    '',
  ].join('\n')
}

const meanings: Readonly<Record<Role, string>> = {
  owner: 'makes and changes the tables; used by onroll migrate alone',
  app: 'what pages and commands use; may add facts and audit entries, and neither change nor delete them',
  worker: 'what jobs use: the daily sweep, imports, the sealing of the audit log',
}

/** The environment variable that holds the address of a role. */
export const variables: Readonly<Record<Role, string>> = {
  owner: 'DATABASE_OWNER_URL',
  app: 'DATABASE_URL',
  worker: 'DATABASE_WORKER_URL',
}
