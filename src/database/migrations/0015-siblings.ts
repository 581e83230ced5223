import type { Migration } from './migration.ts'

/*
 * Brothers and sisters: each link stands under both children, with the agency that came to see the other by it.
 */
export const siblings: Migration = {
  name: '0015-siblings',
  statements: `
create table siblings (
  child_id text collate "C" not null references children,
  sibling_id text collate "C" not null check (sibling_id <> child_id),
  version integer not null check (version > 0),
  relation text not null check (relation in ('full', 'half', 'step', 'household')),
  from_whom text not null,
  on_day date not null,
  is_in_use boolean not null default true,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  agency_id text collate "C" not null references agencies,
  primary key (child_id, sibling_id, version)
);
comment on table siblings is 'Brothers and sisters, and children who grow up with them, as somebody said; of each pair the highest version counts. Each link stands under both';
comment on column siblings.child_id is 'open: the record of the child';
comment on column siblings.sibling_id is 'identifying: the record of the other child';
comment on column siblings.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column siblings.relation is 'identifying: what they are to each other: full, half or step brother or sister, or of one household';
comment on column siblings.from_whom is 'notes: who said so, or what shows it';
comment on column siblings.on_day is 'open: the day on which it was put on record: from then on, for some months, the agency sees both children';
comment on column siblings.is_in_use is 'open: the two belong together; otherwise it was recorded in error';
comment on column siblings.recorded_at is 'open: when';
comment on column siblings.recorded_by is 'open: the user who did';
comment on column siblings.agency_id is 'locating: the agency for which the user acted, which sees both children by it';
create trigger added_to_only before update or delete or truncate on siblings for each statement execute function refuse_change();
revoke all on siblings from public;
grant select, insert on siblings to onroll_app, onroll_worker;
`,
}
