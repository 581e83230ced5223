import { asEngagingEnds, isEngaging, startsEngaging } from './admissions.ts'
import { isOpenTo } from './child.ts'
import { anotherStarts, type DutyClause, duty, on } from './clause.ts'
import { weeks, workingDays } from './due.ts'
import { supportInForce } from './officer-support.ts'

export const reviewCase: DutyClause = duty({
  id: 'L1',
  cites: 'local',
  title: 'Review the case',
  says: 'A child on a pathway for whom nothing else is asked is reviewed every {reviewEvery}, so that no case is without a next step, an owner and a date.',
  reading: 'It stands back while another duty of the case is open, or is known to come within the same time, and ends as one starts.',
  force: 'must',
  pathways: ['cme', 'pme', 'exclusion'],
  owner: (_, { pathway }) => (pathway === 'cme' ? 'cme-officer' : 'school'),
  ownerWords: 'the CME officer; for pupils missing education and exclusion, the school',
  startsWords: 'at the end of a day nothing else of the case is open, nor coming within {reviewEvery}',
  starts: [{ idleFor: 'reviewEvery' }],
  due: weeks('reviewEvery'),
  dischargedWords: 'a review of the case, or the pathway’s own, on a later day; another duty of the case starts',
  discharged: [
    { ...on('case-review'), afterStartDay: true },
    { ...on('progress-review', (_, { pathway }) => pathway === 'cme'), afterStartDay: true },
    { ...on('attendance-review', (_, { pathway }) => pathway === 'pme'), afterStartDay: true },
    { ...on('behaviour-review', (_, { pathway }) => pathway === 'exclusion'), afterStartDay: true },
    anotherStarts,
  ],
})

export const judgeUnmetNeeds: DutyClause = duty({
  id: 'L2',
  cites: 'local',
  title: 'Judge unmet needs',
  says: 'With a repeat suspension or a permanent exclusion the school judges whether there are wider unmet needs, since the rows that follow depend on it.',
  force: 'should',
  pathways: ['exclusion'],
  owner: 'school',
  startsWords: 'the duty of a repeat suspension (3.1a) or of a permanent exclusion (3.1e) starts',
  starts: [{ with: '3.1a' }, { with: '3.1e' }],
  due: workingDays('ehaConsiderWithin'),
  dischargedWords: 'unmet needs judged, in the case or on its day',
  discharged: [{ ...on('unmet-needs'), earlier: { of: 'episode' } }],
})

export const carryOutEscalation: DutyClause = duty({
  id: 'L3',
  cites: 'local',
  title: 'Carry out the escalation',
  says: 'Where the hub discussion or the case clinic decides to escalate, the child is referred to CSC.',
  force: 'must',
  pathways: ['cme', 'pme', 'exclusion'],
  owner: (decision) => (decision.type === 'case-clinic' ? 'cfw' : 'cme-officer'),
  ownerWords: 'the CME officer after a hub discussion, CFW after a case clinic',
  startsWords: 'a decision to escalate or to step up, unless the child is open to CSC',
  starts: [
    on('cssh-discussion', ({ detail }, { child }) => detail.escalate === true && !isOpenTo(child, 'csc')),
    on('case-clinic', ({ detail }, { child }) => detail.stepUp && !isOpenTo(child, 'csc')),
  ],
  due: workingDays('escalateWithin'),
  dischargedWords: 'a referral to CSC',
  discharged: [on('csc-referral')],
  outlives: true,
})

export const decideSupport: DutyClause = duty({
  id: 'L4',
  cites: 'local',
  title: 'Decide on the CME officer’s support',
  says: 'For a registered child somebody decides whether the CME officer supports, so that a child whom nobody picked up is not left out of the panel by silence.',
  force: 'must',
  pathways: ['cme'],
  owner: 'cme-officer',
  startsWords:
    'the child is registered while parents do not engage with admissions and no support is open; or a registered child’s parents cease to engage',
  starts: [
    on('cme-registered', (_, cme) => !isEngaging(cme) && !supportInForce(cme)),
    ...asEngagingEnds((_, cme) => cme.any('cme-registered') && !supportInForce(cme)),
  ],
  due: workingDays('supportDecisionWithin'),
  dischargedWords: 'the decision: support opened, or not',
  discharged: [on('officer-support')],
  lapsesWords: 'parents engage with admissions',
  lapses: [startsEngaging],
})
