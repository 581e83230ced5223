import type { Migration } from './migration.ts'

/** Files of returns that a school has sent and not yet made returns of, and which heading of its files is what. */
export const returnFiles: Migration = {
  name: '0011-return-files',
  statements: `
create table return_files (
  id text collate "C" primary key check (id <> ''),
  user_id text collate "C" not null references users,
  agency_id text collate "C" not null references agencies,
  headings text[] not null,
  cells jsonb not null,
  columns jsonb,
  returned integer not null default 0,
  made_at timestamptz not null default clock_timestamp()
);
create index return_files_of_user on return_files (user_id, made_at);
create index return_files_made on return_files (made_at);
comment on table return_files is 'What a file of deletion returns holds, until the person who sent it has decided; kept for a week';
comment on column return_files.id is 'open: the file';
comment on column return_files.user_id is 'open: who sent it; nobody else may open it';
comment on column return_files.agency_id is 'open: the school for which they acted';
comment on column return_files.headings is 'notes: what stands in its first row';
comment on column return_files.cells is 'notes: what stands in the rows below, which may be anything';
comment on column return_files.columns is 'notes: which heading is which part of a return; not said yet where empty';
comment on column return_files.returned is 'open: how many returns have been made of it';
comment on column return_files.made_at is 'open: when it was sent';

create table return_columns (
  agency_id text collate "C" primary key references agencies,
  columns jsonb not null,
  saved_at timestamptz not null default clock_timestamp(),
  saved_by text not null
);
comment on table return_columns is 'Which heading of a school’s files is which part of a return, as it was last said';
comment on column return_columns.agency_id is 'open: the school';
comment on column return_columns.columns is 'notes: the heading for each part';
comment on column return_columns.saved_at is 'open: when';
comment on column return_columns.saved_by is 'open: the user who said so';

revoke all on return_files, return_columns from public;
grant select, insert, update, delete on return_files to onroll_app, onroll_worker;
grant select, insert, update on return_columns to onroll_app, onroll_worker;
`,
}
