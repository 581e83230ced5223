import type { Socket } from 'node:net'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'
import { DatabaseUnavailable, isConflict, isLost, isOverburdened } from './unavailable.ts'

/** A statement that each connection prepares once, under its name. For what is asked over and over; anything else goes through Kysely. */
export interface Statement<Row> {
  readonly name: string
  readonly text: string
  /** Carried by the type alone. */
  readonly row?: Row
}

export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text })

/**
 * What is done between `begin` and `commit`. Everything goes out at once and is done in the order in which it was asked or told, each with what was committed
 * before it began: so what does not hang on the answer to another question is asked together with it, and costs no way of its own.
 */
export interface Transaction {
  readonly kysely: Kysely<Tables>
  ask<Row extends object>(statement: Statement<Row>, ...values: readonly unknown[]): Promise<Row[]>
  /** For a statement whose answer nobody needs. That it was done is known once the transaction is committed; where it cannot be, the transaction fails. */
  tell(statement: Statement<object>, ...values: readonly unknown[]): void
  /** Asks what is not asked often enough to be prepared. Nothing from outside goes into such a text. */
  askFreely<Row extends object>(text: string): Promise<Row[]>
}

/** The database as one role sees it. */
export interface Database {
  /**
   * Does a piece of work whole or not at all. It may be done anew where two stood in each other's way, so it does nothing but ask the database.
   * Throws `DatabaseUnavailable` where the database cannot be asked: then nothing was saved, or, where the connection was lost while committing,
   * it is not known.
   */
  inTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Whether the database answers within its time limits. */
  answers(): Promise<boolean>
  /** Waits for what is in hand and closes all connections. */
  close(): Promise<void>
}

export interface PoolOptions {
  /** How many connections at most. */
  readonly size?: number
  /** For migrations, loads and rebuilding: a statement may take as long as it takes. */
  readonly forLongWork?: boolean
  readonly name?: string
}

/** All times in milliseconds. A page that cannot be had in five seconds is better refused, with words that say so. */
const CONNECT = 2000
const LOCK = 2000
const STATEMENT = 3000
const ANSWER = 4000
const IDLE_IN_TRANSACTION = 5000
const TRIES = 3

/** Opens a database by its address. Nothing is connected before something is asked. */
export function openDatabase(address: string, { size = 10, forLongWork = false, name = 'onroll' }: PoolOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: address,
    max: size,
    connectionTimeoutMillis: CONNECT,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: name,
    types,
    pipeline: true,
    // Compiling a large statement takes far longer than doing it; a server compiles unless told not to.
    options: '-c timezone=UTC -c datestyle=ISO -c jit=off',
    ...(!forLongWork && {
      lock_timeout: LOCK,
      statement_timeout: STATEMENT,
      query_timeout: ANSWER,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    }),
  })
  // A connection may be lost while it is idle or, between two statements, in use. Unheard, either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const once = async <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect()
    const transaction = new OpenTransaction(client)
    let broken: Error | undefined
    try {
      transaction.tellFreely('begin')
      const result = await work(transaction)
      const [{ command }] = await Promise.all([transaction.commit(), ...transaction.told])
      // What an error has broken off is rolled back by a commit without another word.
      if (command !== 'COMMIT') throw new TypeError('an error of the database was passed over, and the transaction committed after it')
      return result
    } catch (thrown) {
      const error = isLost(thrown) ? thrown : await transaction.firstFailure(thrown)
      // A connection that may be frozen is not asked to roll back: that would only take as long again.
      if (isLost(error)) broken = error as Error
      else await client.query('rollback').catch((second: Error) => (broken = second))
      throw error
    } finally {
      transaction.isOver = true
      if (broken) streamOf(client).destroy()
      client.release(broken)
    }
  }

  return {
    async inTransaction(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await once(work)
        } catch (error) {
          if (isConflict(error) && tries < TRIES) continue
          throw isLost(error) || isOverburdened(error) || isConflict(error) ? new DatabaseUnavailable(error) : error
        }
      }
    },
    async answers() {
      try {
        await once(async ({ ask }) => ask(one))
        return true
      } catch {
        return false
      }
    },
    close: () => pool.end(),
  }
}

const one = statement<object>('one', 'select 1')

class OpenTransaction implements Transaction {
  /** The connection is then another's. */
  isOver = false
  /** What was told, with a failure that is not lost where nobody waits for it yet. */
  readonly told: Promise<unknown>[] = []
  readonly #client: pg.PoolClient
  #kysely: Kysely<Tables> | undefined

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  get kysely(): Kysely<Tables> {
    this.#kysely ??= new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(this.#client) }) })
    return this.#kysely
  }

  readonly ask = async <Row extends object>({ name, text }: Statement<Row>, ...values: readonly unknown[]): Promise<Row[]> =>
    (await this.#send<Row>({ name, text, values: [...values] })).rows

  readonly askFreely = async <Row extends object>(text: string): Promise<Row[]> => (await this.#send<Row>(text)).rows

  readonly tell = ({ name, text }: Statement<object>, ...values: readonly unknown[]): void =>
    this.tellFreely({ name, text, values: [...values] })

  tellFreely(query: string | pg.QueryConfig): void {
    const done = this.#send(query)
    done.catch(() => {})
    this.told.push(done)
  }

  commit(): Promise<pg.QueryResult<object>> {
    return this.#send('commit')
  }

  /** Why something that was told was not done; `otherwise` where all of it was. What comes after a failure only hears that there was one. */
  async firstFailure(otherwise: unknown): Promise<unknown> {
    const settled = await Promise.allSettled(this.told)
    return settled.find((each) => each.status === 'rejected')?.reason ?? otherwise
  }

  #send<Row extends object>(query: string | pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    if (this.isOver) throw new TypeError('something was asked in a transaction that is over')
    holdTogether(this.#client)
    return this.#client.query<Row>(query)
  }
}

/** What the driver does not say of its clients. */
type Connected = pg.PoolClient & { readonly connection: { readonly stream: Socket } }

const streamOf = (client: pg.PoolClient): Socket => (client as Connected).connection.stream

/** What is asked at once goes out in one piece: each piece is a way into the kernel and out of it again, at either end. */
function holdTogether(client: pg.PoolClient): void {
  const stream = streamOf(client)
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Kysely takes and gives back connections; here it is always the one, and giving it back is not its business. */
function poolOf(client: pg.PoolClient): PostgresPool {
  const only: PostgresPoolClient = { query: client.query.bind(client) as PostgresPoolClient['query'], release: () => {} }
  return { connect: async () => only, end: async () => {}, options: {} }
}

const BIGINT = 20
const DATE = 1082
const DATES = 1182
const TIMESTAMPTZ = 1184
const TEXTS = 1009

/**
 * How values come out: a day as `YYYY-MM-DD`, never as a moment of some time zone; a moment as RFC 3339, to the microsecond; a large whole number as
 * a number, where it is exactly one.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: (text) => text,
  [DATES]: pg.types.getTypeParser(TEXTS as number) as (text: string) => unknown,
  [TIMESTAMPTZ]: (text) => `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`,
  [BIGINT]: safeNumber,
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the whole numbers that are exact`)
  return value
}
