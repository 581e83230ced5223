/**
 * The database cannot be asked just now: it is away, starting, frozen, full or too busy. Nothing was saved, or it is not known whether the
 * last commit was; asked again with the same idempotency key, nothing happens twice. People are told to try again (503).
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'

  constructor(cause: unknown) {
    super('The database cannot be asked just now.', { cause })
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

const constraintOf = (error: unknown): unknown => (error instanceof Error && 'constraint' in error ? error.constraint : undefined)

/**
 * Two transactions stood in each other's way, or did the same request, and this one was broken off: it can be tried again, and then finds what the other
 * did.
 */
export const isConflict = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error)) || (codeOf(error) === '23505' && constraintOf(error) === 'idempotency_keys_pkey')

const gone = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '58030'])

const unreachable = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ENOENT',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ],
])

/** What the driver says of a lost connection without a code. */
const lost =
  /^Connection terminated|^timeout exceeded when trying to connect|^timeout expired|^Query read timeout|not queryable|after calling end on the pool/

/** The connection is lost, or nobody knows what state it is in: it is not to be used again, nor waited for. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== '') return code.startsWith('08') || gone.has(code) || unreachable.has(code)
  return error instanceof Error && lost.test(error.message)
}

/** The server answered, and it was that it cannot: it is full, or it took too long, or a lock was not to be had in time. */
export function isOverburdened(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('53') || code === '57014' || code === '55P03'
}

/** What was read is not so any more, and the transaction is to be done anew. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly code = '40001'
}
