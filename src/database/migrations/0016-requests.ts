import type { Migration } from './migration.ts'

/*
 * Requests for support are looked for among all facts by whoever is asked, and candidates for the panel among all duties and options.
 */
export const requests: Migration = {
  name: '0016-requests',
  indexes: {
    facts_of_requests: { on: 'facts (on_day, id)', where: `type = 'support-request'` },
    casework_of_requests: { on: 'casework (of_id)', where: `kind = 'request-answer'` },
    duties_candidates: { on: 'duties (child_id)', where: `outcome is null and clause = '1.4a'` },
    child_assessments_candidates: { on: 'child_assessments (child_id)', where: `options @> '[{"clause": "1.4b"}]'` },
  },
}
