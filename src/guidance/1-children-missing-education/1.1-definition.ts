import type { StatusClause } from '../clause.ts'

export const missingEducation: StatusClause = {
  kind: 'status',
  id: '1.1',
  cites: '§1.1',
  title: 'Missing education',
  says: 'A child of compulsory school age who is on no school’s roll and gets no suitable education otherwise is missing education.',
  reading:
    'The label is given when the definition has been checked and the child registered on the CME database; it is shown from the day the case opened until it ends.',
  hinges: ['compulsory school age', 'not receiving suitable education'],
  startsWords: 'the child is registered on the CME database',
  status: 'missing-education',
  of: 'episode',
  pathway: 'cme',
  since: (cme) => (cme.any('cme-registered') ? cme.openedOn : undefined),
}
