import { type Head, readHeads } from '../database/seal-audit.ts'
import { type Finding, type Published, type Verified, verifyAudit } from '../database/verify-audit.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * What whoever answers for the audit log does, from the command line: no entry is shown.
 */

export type { Finding, Head, Verified }

/** Reads the whole log again and tells what is not as it was sealed, or as it was published. */
export const proveAudit = (env: NodeJS.ProcessEnv, onFinding: (finding: Finding) => void, published?: Published): Promise<Verified> =>
  withDatabase(env, 'app', (database) => verifyAudit(database, onFinding, published))

/** The heads to publish, a page at a time: every one, or the last. */
export const headsOfAudit = (
  env: NodeJS.ProcessEnv,
  which: { readonly last: boolean },
  onHeads: (heads: readonly Head[]) => Promise<void>,
): Promise<void> => withDatabase(env, 'app', (database) => readHeads(database, which, onHeads))
