import type { Migration } from './migration.ts'

/*
 * A child is found by those who can be asked about it, their telephone numbers, and postcodes. Children that are on record before are so once their search keys
 * are made anew (onroll projection rebuild).
 */
export const findByFamily: Migration = {
  name: '0013-find-by-family',
  statements: `
alter table search_keys add column with_family tsvector;
create index search_keys_with_family on search_keys using gin (with_family) with (fastupdate = off);
comment on column search_keys.with_family is 'locating: the keys, and with them words of the names of contacts, telephone numbers and postcodes; empty where none is known';
comment on table search_keys is 'By what a record is found, as src/people makes it from what is on record of who the child is, who can be asked and where it lives';
`,
}
