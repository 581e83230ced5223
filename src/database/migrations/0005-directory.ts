import type { Migration } from './migration.ts'

/** Whom one rings and writes to: the offices and lines that the guidance names. */
export const directory: Migration = {
  name: '0005-directory',
  statements: `
create table directory_versions (
  entry_id text collate "C" not null check (entry_id <> ''),
  version integer not null check (version >= 1),
  name text not null,
  what_for text not null,
  phone text,
  email text,
  open_when text,
  clauses text[] not null default '{}',
  agency_kinds text[] not null default '{}',
  is_in_use boolean not null default true,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (entry_id, version)
);
comment on table directory_versions is 'The county’s directory of contacts: offices and lines, no private person’s; of each entry the highest version counts';
comment on column directory_versions.entry_id is 'open: the entry';
comment on column directory_versions.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column directory_versions.name is 'open: whom one reaches';
comment on column directory_versions.what_for is 'open: what for';
comment on column directory_versions.phone is 'open: telephone number';
comment on column directory_versions.email is 'open: email address';
comment on column directory_versions.open_when is 'open: when they can be reached, in words';
comment on column directory_versions.clauses is 'open: the clauses for which one needs them';
comment on column directory_versions.agency_kinds is 'open: which of the guidance’s agencies need them';
comment on column directory_versions.is_in_use is 'open: the entry is still one';
comment on column directory_versions.recorded_at is 'open: when this version was put on record';
comment on column directory_versions.recorded_by is 'open: the user, or the command, that did';

create trigger added_to_only before update or delete or truncate on directory_versions for each statement execute function refuse_change();
revoke all on directory_versions from public;
grant select, insert on directory_versions to onroll_app, onroll_worker;
`,
}
