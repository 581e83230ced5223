import type { Migration } from './migration.ts'

/** What the home-education team is asked is looked up among all facts: by the few that ask, child by child. */
export const homeEducation: Migration = {
  name: '0017-home-education',
  indexes: {
    facts_of_home_education: { on: 'facts (child_id, on_day)', where: `type in ('ehe-stated', 'ehe-concern')` },
  },
}
