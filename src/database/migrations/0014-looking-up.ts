import type { Migration } from './migration.ts'

/**
 * All that is asked of who may see a child stands in the indexes: of one child, and of an agency and why. While it lasts nobody else reads the table: its key is
 * exchanged, which is done under a lock in any case. To make the indexes before that, beside everybody's work, would need steps with names of their own in
 * between; no database with rows is older than this step.
 */
export const lookingUp: Migration = {
  name: '0014-looking-up',
  statements: `
alter table may_see drop constraint may_see_pkey, add primary key (child_id, agency_id, user_id, relationship, from_on) include (until_on);
drop index may_see_by_agency;
create index may_see_by_agency on may_see (agency_id, user_id, relationship, child_id) include (from_on, until_on);
`,
}
