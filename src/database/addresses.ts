import { DatabaseProblem } from './problem.ts'
import { type Role, roles, variables } from './roles.ts'

/**
 * The address that the environment gives for a role; nothing where it gives none for any role: then the database is the embedded one.
 * Throws a `DatabaseProblem` where it gives some but not this one, or something that is no address.
 */
export function addressFrom(env: NodeJS.ProcessEnv, role: Role): string | undefined {
  const address = env[variables[role]]
  if (address) {
    const why = whyNoAddress(address)
    // The address itself is not shown: there is a password in it.
    if (why)
      throw new DatabaseProblem(
        `${variables[role]} is no address of a PostgreSQL database: ${why}. Expected postgresql://USER:PASSWORD@HOST:5432/DATABASE.`,
      )
    return address
  }
  const others = roles.map((other) => variables[other]).filter((variable) => env[variable])
  if (others.length > 0) {
    throw new DatabaseProblem(
      `${variables[role]} is not set, and ${others.join(' and ')} ${others.length > 1 ? 'are' : 'is'}. onroll database roles says what each is for.`,
    )
  }
  if (env['NODE_ENV'] === 'production') {
    throw new DatabaseProblem(
      `${variables[role]} is not set: the embedded database is for trying out, and not used where NODE_ENV is production.`,
    )
  }
  return undefined
}

function whyNoAddress(address: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(address)) return 'it does not begin with postgresql://'
  const [, authority = '', rest = ''] = /^[a-z]+:\/\/([^/?]*)(.*)$/.exec(address) ?? []
  if (!authority.includes('@')) return 'it names no user'
  return /^\/[^?]/.test(rest) ? undefined : 'it names no database'
}
