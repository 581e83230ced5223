import type { Migration } from './migration.ts'

/*
 * Requests for support are looked for among all facts by whoever is asked.
 */
export const requests: Migration = {
  name: '0016-requests',
  statements: `
create index facts_of_requests on facts (on_day, id) where type = 'support-request';
create index casework_of_requests on casework (of_id) where kind = 'request-answer';
`,
}
