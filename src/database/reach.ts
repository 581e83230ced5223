import { addressFrom } from './addresses.ts'
import { folderOfThisCheckout, startEmbedded } from './embedded/server.ts'
import type { Role } from './roles.ts'

/** A database that can be opened. */
export interface Reached {
  /** Throws a `DatabaseProblem` where the environment gives none for the role. */
  address(role: Role): string
  /** It is the one that npm brought. */
  readonly isEmbedded: boolean
  /** Leaves it; the embedded one ends with the last who leaves. What was opened is to be closed before. */
  leave(): Promise<void>
}

/** The database that the environment names, or the embedded one, started. `role` is one that will be asked for. */
export async function reachDatabase(env: NodeJS.ProcessEnv, role: Role): Promise<Reached> {
  if (addressFrom(env, role) !== undefined) {
    return { address: (other) => addressFrom(env, other) as string, isEmbedded: false, leave: async () => {} }
  }
  const server = await startEmbedded(folderOfThisCheckout(env))
  return { address: (other) => server.addresses[other], isEmbedded: true, leave: () => server.stop() }
}
