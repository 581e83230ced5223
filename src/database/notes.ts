import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import { newId } from './ids.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { MEMBERS } from './records.ts'

/*
 * What people note about a child beside the facts. Notes are added, and neither changed nor deleted; one that was made in error says so.
 */

export interface CaseNote {
  readonly id: string
  readonly says: string
  /** RFC 3339. */
  readonly recordedAt: string
  readonly user: string
  readonly name: string
  readonly agency: { readonly id: string; readonly kind: AgencyKind; readonly name: string }
  /** Who took it back, when and why; null where nobody did. */
  readonly withdrawn: { readonly name: string; readonly at: string; readonly why: string } | null
}

const notesOf = statement<Omit<CaseNote, 'agency'> & { readonly agency: string; readonly kind: AgencyKind; readonly agencyName: string }>(
  'notes_of_child',
  `with ${MEMBERS}
  select n.id, n.says, n.recorded_at as "recordedAt", n.recorded_by as user, coalesce(u.name, n.recorded_by) as name, n.agency_id as agency, a.kind,
    ${nameOfAgency('n.agency_id')} as "agencyName",
    (select json_build_object('name', coalesce(o.name, w.recorded_by), 'at', to_char(w.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'why', w.why)
      from case_notes w left join users o on o.id = w.recorded_by where w.child_id = n.child_id and w.withdraws = n.id order by w.id limit 1) as withdrawn
  from case_notes n join agencies a on a.id = n.agency_id left join users u on u.id = n.recorded_by
  where n.child_id in (select id from members) and n.withdraws is null order by n.recorded_at desc, n.id desc limit $2 offset $3`,
)

/** The notes about a child, the newest first, some at a time. */
export async function readNotes(
  { ask }: Transaction,
  child: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly CaseNote[]> {
  const rows = await ask(notesOf, [child], limit, offset)
  return rows.map(({ agency, kind, agencyName, ...note }) => ({ ...note, agency: { id: agency, kind, name: agencyName } }))
}

const noteOf = statement<{ readonly record: string; readonly user: string; readonly agency: string; readonly is_withdrawn: boolean }>(
  'note_of_child',
  `with ${MEMBERS}
  select n.child_id as record, n.recorded_by as user, n.agency_id as agency,
    exists (select from case_notes w where w.child_id = n.child_id and w.withdraws = n.id) as is_withdrawn
  from case_notes n where n.child_id in (select id from members) and n.id = $2 and n.withdraws is null`,
)

/** A note of a child: under which record it is, whose, and whether it was taken back. Nothing where the child has no such note. */
export const readNote = async ({ ask }: Transaction, child: string, id: string) => (await ask(noteOf, [child], id))[0]

const insertNote = statement<object>(
  'insert_note',
  'insert into case_notes (child_id, id, says, withdraws, why, recorded_by, agency_id) values ($1, $2, $3, $4, $5, $6, $7)',
)

interface Noter {
  readonly user: string
  readonly agency: { readonly id: string }
}

/** Adds a note about a child, under one of its records. Returns its id. */
export async function addNote({ ask }: Transaction, record: string, says: string, { user, agency }: Noter): Promise<string> {
  const id = newId()
  await ask(insertNote, record, id, says, null, null, user, agency.id)
  return id
}

/** Says of a note that it was made in error, and why. It stays readable. */
export const withdrawNote = async (
  { ask }: Transaction,
  record: string,
  note: string,
  why: string,
  { user, agency }: Noter,
): Promise<void> => void (await ask(insertNote, record, newId(), null, note, why, user, agency.id))
