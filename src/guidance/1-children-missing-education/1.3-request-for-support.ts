import { isEngaging } from '../admissions.ts'
import { type DutyClause, duty, type ExemptionClause, exemption, on } from '../clause.ts'
import { workingDays } from '../due.ts'

export const engagingWithAdmissions: ExemptionClause = exemption({
  id: '1.3a',
  cites: '§1.3',
  title: 'Parents engage with admissions',
  says: 'While parents actively engage with admissions, Children’s Services need not intervene for the child’s education.',
  reading:
    'The child is registered as missing education all the same. What the exemption keeps from starting is intervention by Children’s Services: the request for support (1.5a), the discussion with the hub (1.6a) and the strategy discussion when consent is long withheld (1.6c).',
  hinges: ['actively engaging with the admissions process'],
  startsWords: 'parents engage with admissions',
  lapsesWords: 'they no longer do, or refuse admissions',
  pathway: 'cme',
  inForce: isEngaging,
})

export const referToPartners: DutyClause = duty({
  id: '1.3b',
  cites: '§1.3',
  title: 'Refer to partner agencies',
  says: 'Where family or contextual factors are a barrier, the CME officer refers to partner agencies as appropriate and supports the family to engage.',
  reading:
    'Owed whether or not parents engage with admissions. "As appropriate" is read as: a referral, or a recorded reason why none is needed.',
  hinges: ['family and contextual factors', 'partner agencies as appropriate'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cme-officer',
  startsWords: 'a family or contextual barrier is identified',
  starts: [on('barrier', ({ detail }) => detail.kind === 'family' || detail.kind === 'contextual')],
  due: workingDays('barrierReferralWithin'),
  dischargedWords: 'a referral, or the reason why none is needed',
  discharged: [on('agency-referral'), on('agency-referral-not-needed')],
})
