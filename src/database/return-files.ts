import type { Actor } from '../sharing/roles.ts'
import { newId } from './ids.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * What a file of deletion returns holds, between being sent and being decided: for whoever sent it alone, and only while they act for the same school.
 */

/** Whose file it is. */
export type Sender = Pick<Actor, 'user' | 'agency'>

/** A table as it came. */
export interface SentTable {
  readonly headings: readonly string[]
  /** As many in each row as there are headings. */
  readonly cells: readonly (readonly string[])[]
}

/** The heading for each part of a return, and how the days are meant: what else is said of the columns goes with them. */
export type Columns = Readonly<Record<string, string>>

export interface ReturnFile extends SentTable {
  readonly id: string
  /** Nothing while nobody has said. */
  readonly columns: Columns | null
  /** How many returns have been made of it. */
  readonly returned: number
}

/** So many of somebody are kept: a new one takes the place of their oldest. */
const MOST_KEPT = 10

const insertFile = statement<object>(
  'insert_return_file',
  `with gone as (
    delete from return_files where user_id = $2 and id in (select id from return_files where user_id = $2 order by made_at desc, id offset ${MOST_KEPT - 1})
  )
  insert into return_files (id, user_id, agency_id, headings, cells) values ($1, $2, $3, $4, $5)`,
)

/** Keeps what a file holds. Gives the id by which whoever sent it, and nobody else, opens it. */
export async function keepReturnFile({ ask }: Transaction, { user, agency }: Sender, { headings, cells }: SentTable): Promise<string> {
  const id = newId()
  await ask(insertFile, id, user, agency.id, headings, JSON.stringify(cells))
  return id
}

const fileOf = statement<ReturnFile>(
  'return_file',
  'select id, headings, cells, columns, returned from return_files where id = $1 and user_id = $2 and agency_id = $3',
)

/** Nothing where there is no such file of theirs. */
export const readReturnFile = async ({ ask }: Transaction, { user, agency }: Sender, id: string): Promise<ReturnFile | undefined> =>
  (await ask(fileOf, id, user, agency.id))[0]

const setColumns = statement<object>(
  'columns_of_return_file',
  'update return_files set columns = $4 where id = $1 and user_id = $2 and agency_id = $3',
)

const upsertColumns = statement<object>(
  'keep_return_columns',
  `insert into return_columns (agency_id, columns, saved_by) values ($1, $2, $3)
  on conflict (agency_id) do update set columns = excluded.columns, saved_by = excluded.saved_by, saved_at = clock_timestamp()`,
)

/** Says which column of a file is what, and keeps it for the school's next one. */
export async function putColumns({ ask }: Transaction, { user, agency }: Sender, id: string, columns: Columns): Promise<void> {
  await Promise.all([
    ask(setColumns, id, user, agency.id, JSON.stringify(columns)),
    ask(upsertColumns, agency.id, JSON.stringify(columns), user),
  ])
}

const columnsOf = statement<{ columns: Columns }>('return_columns_of_school', 'select columns from return_columns where agency_id = $1')

/** As a school last said; nothing where it never has. */
export const readColumns = async ({ ask }: Transaction, agency: string): Promise<Columns | undefined> =>
  (await ask(columnsOf, agency))[0]?.columns

const addMade = statement<object>(
  'made_of_return_file',
  'update return_files set returned = returned + $4 where id = $1 and user_id = $2 and agency_id = $3',
)

/** Counts returns that were made of a file. */
export const countReturned = ({ tell }: Transaction, { user, agency }: Sender, id: string, made: number): void =>
  tell(addMade, id, user, agency.id, made)
