import type { Migration } from './migration.ts'

/*
 * By what a record is met by another that may be of the same child. Children that are on record before have none yet: after this step they are made with the
 * answers of the guidance (onroll projection rebuild).
 */
export const matchKeys: Migration = {
  name: '0007-match-keys',
  statements: `
create table match_keys (
  child_id text collate "C" not null references children,
  key integer not null,
  primary key (child_id, key)
);
create index match_keys_by_key on match_keys (key, child_id);
comment on table match_keys is 'By what a record is met by another that may be of the same child, as src/people makes it from every version of the record and of its addresses; added to, so that it is met by what was known of it before';
comment on column match_keys.child_id is 'open: the record of the child';
comment on column match_keys.key is 'locating: a number made of two or three of: name, birth, postcode, street, house, number of the child';

revoke all on match_keys from public;
grant select, insert, delete on match_keys to onroll_app, onroll_worker;
`,
}
