import { date } from '../../src/calendar/civil-date.ts'
import type { Role } from '../../src/sharing/roles.ts'
import type { TestDatabase } from './cluster.ts'

/*
 * What tests of alerts are written with: people who can be told, and what stands in the outbox.
 */

/** Puts somebody on record who can be told, in a role. */
export async function putPerson(own: TestDatabase, id: string, role: Role, agency: string): Promise<void> {
  await own.ask(
    `insert into users (id, issuer, subject, name, email, recorded_by) values ($1, 'test', $1, $1, $2, 'test') on conflict (id) do update set email = $2`,
    ...[id, `${id}@county.example`],
  )
  await own.ask(`insert into user_roles (user_id, agency_id, role, given_by) values ($1, $2, $3, 'test')`, id, agency, role)
}

/** An alert as it stands: `halloran danger 2026-11-23 waiting`. */
export const inOutbox = async (own: TestDatabase): Promise<readonly string[]> =>
  (
    await own.ask<{ text: string }>(
      `select concat_ws(' ', user_id, kind, to_char(day, 'YYYY-MM-DD'), state) as text from outbox order by user_id, kind, day`,
    )
  ).map(({ text }) => text)

export const emptyOutbox = (own: TestDatabase): Promise<unknown> => own.ask('delete from outbox')

/** An alert to somebody that is due. */
export const putAlert = (own: TestDatabase, user: string, on: string, kind = 'steps'): Promise<unknown> =>
  own.ask('insert into outbox (user_id, kind, day) values ($1, $2, $3)', user, kind, date(on))
