import type { Migration } from './migration.ts'

/*
 * Users who may not sign in any more, or for a time; and what somebody typed is kept for them and the agency for which they typed it.
 */
export const signIn: Migration = {
  name: '0004-sign-in',
  statements: `
create table users_disabled (
  user_id text collate "C" not null references users,
  from_at timestamptz not null default clock_timestamp(),
  disabled_by text not null,
  until_at timestamptz,
  enabled_by text,
  primary key (user_id, from_at),
  check ((until_at is null) = (enabled_by is null))
);
create unique index users_disabled_now on users_disabled (user_id) where until_at is null;
comment on table users_disabled is 'Who may not sign in, from when until when';
comment on column users_disabled.user_id is 'open: the user';
comment on column users_disabled.from_at is 'open: from when';
comment on column users_disabled.disabled_by is 'open: who disabled the user';
comment on column users_disabled.until_at is 'open: until when; still disabled where empty';
comment on column users_disabled.enabled_by is 'open: who enabled the user again';
grant select, insert, update (until_at, enabled_by) on users_disabled to onroll_app, onroll_worker;

create unique index user_roles_now on user_roles (user_id, agency_id, role) where until_at is null;

-- Nothing has kept drafts before this.
delete from drafts;
alter table drafts add column agency_id text collate "C" not null references agencies;
alter table drafts drop constraint drafts_pkey;
alter table drafts add primary key (user_id, agency_id, form, about);
comment on column drafts.agency_id is 'open: the agency for which they acted';
`,
}
