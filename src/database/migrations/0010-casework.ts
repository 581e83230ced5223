import type { Migration } from './migration.ts'

/*
 * What people record of a child that no clause reads: particulars beside a fact, and entries of their own.
 */
export const casework: Migration = {
  name: '0010-casework',
  statements: `
create table casework (
  child_id text collate "C" not null references children,
  id text collate "C" not null check (id <> ''),
  kind text not null,
  on_day date not null,
  by text not null check (by in ('school', 'cme-officer', 'ehe-team', 'pupil-access', 'panel-chair', 'cfw', 'csc', 'cssh-mash', 'health', 'police', 'other')),
  of_id text collate "C",
  content jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  agency_id text collate "C" not null references agencies,
  primary key (child_id, id)
);
comment on table casework is 'What people record of a child that no clause reads: particulars of a fact, and entries of their own. Added, never changed';
comment on column casework.child_id is 'open: the record of the child';
comment on column casework.id is 'open: the entry; a later one has a higher id';
comment on column casework.kind is 'open: the type of the fact whose particulars they are, or the kind of entry';
comment on column casework.on_day is 'open: the day of the fact, or on which it was';
comment on column casework.by is 'open: the agency whose word it is';
comment on column casework.of_id is 'open: the fact or entry that it belongs to or answers';
comment on column casework.content is 'notes: what was filled in; identifying and locating too';
comment on column casework.recorded_at is 'open: when';
comment on column casework.recorded_by is 'open: the user who did';
comment on column casework.agency_id is 'locating: the agency for which the user acted';
create trigger added_to_only before update or delete or truncate on casework for each statement execute function refuse_change();
revoke all on casework from public;
grant select, insert on casework to onroll_app, onroll_worker;
`,
}
