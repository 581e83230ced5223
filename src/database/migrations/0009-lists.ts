import type { Migration } from './migration.ts'

/** What lists look up: the open duties of a child, whoever owes them, and those that a team of the council owes and nobody in it has. */
export const lists: Migration = {
  name: '0009-lists',
  statements: `
create index duties_open_of_child on duties (child_id) where outcome is null;
create index duties_open_of_nobody on duties using gin (owner_agencies) with (fastupdate = off)
  where outcome is null and owner_user is null and owner <> 'school';
`,
}
