import type { Migration } from './migration.ts'

/*
 * Who owes a duty and who may see a child, by agency and person. What is stored of children before has no owners yet: after this step every child is to be
 * assessed anew (onroll projection rebuild).
 */
export const access: Migration = {
  name: '0002-access',
  statements: `
alter table agency_versions add column districts text[] not null default '{}';
alter table agency_versions add column oversees boolean not null default false;
comment on column agency_versions.districts is 'open: of a team, the districts of the county that it serves; all of them where empty';
comment on column agency_versions.oversees is 'open: it answers for the work of the others, and may see every child that has an episode';
create index agencies_but_schools on agencies (kind) where kind <> 'school';

create table allocations (
  child_id text collate "C" not null references children,
  id text collate "C" not null check (id <> ''),
  version integer not null check (version >= 1),
  kind text not null check (kind in ('school', 'cme-officer', 'ehe-team', 'pupil-access', 'panel-chair', 'cfw', 'csc', 'cssh-mash', 'health', 'police', 'other')),
  duty text collate "C" not null default '',
  agency_id text collate "C" not null references agencies,
  user_id text collate "C" references users,
  from_on date not null,
  until_on date,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, id, version),
  check (until_on is null or until_on >= from_on)
);
create index allocations_of_user on allocations (user_id) where user_id is not null;
comment on table allocations is 'Which agency, and who in it, has a child or one duty; of each the highest version counts';
comment on column allocations.child_id is 'open: the record of the child';
comment on column allocations.id is 'open: the allocation';
comment on column allocations.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column allocations.kind is 'open: for which of the guidance’s agencies';
comment on column allocations.duty is 'open: the one duty that it is for, by its key; every duty of that kind of agency where empty';
comment on column allocations.agency_id is 'locating: the agency that has it';
comment on column allocations.user_id is 'open: the person who has it; nobody yet where empty';
comment on column allocations.from_on is 'open: the first day';
comment on column allocations.until_on is 'open: the last day; it lasts until another follows where empty';
comment on column allocations.recorded_at is 'open: when this version was put on record';
comment on column allocations.recorded_by is 'open: the user, or the command, that did';

alter table duties add column owner_agencies text[] collate "C" not null default '{}';
alter table duties add column owner_user text collate "C";
comment on column duties.owner_agencies is 'locating: the agencies one of which owes it: one where it is known which, none where nobody is there to owe it';
comment on column duties.owner_user is 'open: the person who has it, where one is named';
create index duties_open_of_agency on duties using gin (owner_agencies) with (fastupdate = off) where outcome is null;
create index duties_open_of_user on duties (owner_user, due_on) where outcome is null and owner_user is not null;

alter table facts add column recorded_agency text collate "C";
comment on column facts.recorded_agency is 'locating: the agency for which the user who recorded it acted; empty where a command did';

-- A person listed in a seal may see the child whichever agency they act for.
alter table may_see drop constraint may_see_agency_id_fkey;
alter table may_see add check (agency_id <> '' or user_id <> '');
comment on column may_see.agency_id is 'locating: the agency that may; an empty text for a person who may whichever agency they act for';

create trigger added_to_only before update or delete or truncate on allocations for each statement execute function refuse_change();
revoke all on allocations from public;
grant select, insert on allocations to onroll_app, onroll_worker;
`,
}
