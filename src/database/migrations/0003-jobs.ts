import type { Migration } from './migration.ts'

/** What sealing and the sweep find their place by, without going over what is done. */
export const jobs: Migration = {
  name: '0003-jobs',
  statements: `
alter table audit_batches add column transaction xid8 not null default pg_current_xact_id();
alter table audit_batches add column settled bigint not null default 0;
comment on column audit_batches.transaction is 'open: the transaction that sealed it, numbered after its entries were read';
comment on column audit_batches.settled is 'open: below this id every entry is sealed, and none can come any more';
create index audit_batches_highest on audit_batches (upper(ids));

drop index child_assessments_due;
create index child_assessments_due on child_assessments (next_change_on, child_id) where next_change_on is not null;
`,
}
