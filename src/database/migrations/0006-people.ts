import type { Migration } from './migration.ts'

/*
 * How a child is found, what more is known of a family, and what is noted about it. Children that are on record before have no search keys yet: after this
 * step they are made with the answers of the guidance (onroll projection rebuild).
 */
export const people: Migration = {
  name: '0006-people',
  statements: `
create table search_keys (
  child_id text collate "C" primary key references children,
  keys tsvector not null,
  name text collate "C" not null
);
create index search_keys_keys on search_keys using gin (keys) with (fastupdate = off);
comment on table search_keys is 'By what a record is found, as src/people makes it from the latest version of who the child is';
comment on column search_keys.child_id is 'open: the record of the child';
comment on column search_keys.keys is 'identifying: words of names and how they sound, date of birth, numbers';
comment on column search_keys.name is 'identifying: family name and given names, by which lists are in order';

create table searches (
  id text collate "C" primary key check (id <> ''),
  user_id text collate "C" not null references users,
  agency_id text collate "C" not null references agencies,
  typed text not null,
  made_at timestamptz not null default clock_timestamp()
);
create index searches_of_user on searches (user_id, made_at);
create index searches_made on searches (made_at);
comment on table searches is 'What somebody typed to find a child: it is in no address, and the page of the search asks again';
comment on column searches.id is 'open: the search';
comment on column searches.user_id is 'open: who searched; nobody else may open it';
comment on column searches.agency_id is 'open: the agency for which they acted';
comment on column searches.typed is 'identifying: what was typed';
comment on column searches.made_at is 'open: when';

alter table child_versions add column language text;
alter table child_versions add column needs_interpreter boolean;
alter table child_versions add column access_needs text;
comment on column child_versions.language is 'identifying: the language that the child speaks best';
comment on column child_versions.needs_interpreter is 'open: an interpreter is needed to speak with the child; not known where empty';
comment on column child_versions.access_needs is 'notes: what helps the child when somebody meets it, or is to be kept from it';

alter table contacts add column has_parental_responsibility boolean;
alter table contacts add column language text;
alter table contacts add column needs_interpreter boolean;
alter table contacts add column access_needs text;
comment on column contacts.has_parental_responsibility is 'identifying: has parental responsibility for the child; not known where empty';
comment on column contacts.language is 'identifying: the language in which to speak with them';
comment on column contacts.needs_interpreter is 'open: an interpreter is needed to speak with them; not known where empty';
comment on column contacts.access_needs is 'notes: what helps them when somebody meets, rings or writes to them';

alter table child_addresses add column kind text not null default 'home'
  check (kind in ('home', 'other-parent', 'temporary', 'safe-place', 'post-only', 'other'));
alter table child_addresses add column is_in_use boolean not null default true;
comment on column child_addresses.kind is 'locating: what the address is to the child: home, another parent’s, temporary, a safe place, for post only';
comment on column child_addresses.is_in_use is 'open: the address is or was one of the child; otherwise it was recorded in error';
create index child_addresses_place on child_addresses (upper(replace(postcode, ' ', '')), lower(lines[1])) where postcode is not null;

alter table on_roll add column is_in_use boolean not null default true;
comment on column on_roll.is_in_use is 'open: the child is or was on that roll; otherwise it was recorded in error';

create table case_notes (
  child_id text collate "C" not null references children,
  id text collate "C" not null check (id <> ''),
  says text,
  withdraws text collate "C",
  why text,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  agency_id text collate "C" not null references agencies,
  primary key (child_id, id),
  check ((says is null) = (withdraws is not null)),
  check ((why is null) = (withdraws is null))
);
comment on table case_notes is 'What people note about a child beside the facts: it settles no duty. Added, never changed; a note may say that another was made in error';
comment on column case_notes.child_id is 'open: the record of the child';
comment on column case_notes.id is 'open: the note; a later one has a higher id';
comment on column case_notes.says is 'notes: what is noted';
comment on column case_notes.withdraws is 'open: the note that was made in error';
comment on column case_notes.why is 'notes: why it is taken back';
comment on column case_notes.recorded_at is 'open: when';
comment on column case_notes.recorded_by is 'open: the user who did';
comment on column case_notes.agency_id is 'locating: the agency for which the user acted';
create trigger added_to_only before update or delete or truncate on case_notes for each statement execute function refuse_change();

revoke all on search_keys, searches, case_notes from public;
grant select, insert, update, delete on search_keys to onroll_app, onroll_worker;
grant select, insert on searches, case_notes to onroll_app, onroll_worker;
grant delete on searches to onroll_worker;
`,
}
