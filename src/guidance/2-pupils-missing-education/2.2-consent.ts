import { type Condition, type DutyClause, duty, holdsFrom, on } from '../clause.ts'
import { isGiven, withheldSince } from '../consent.ts'
import { workingDays } from '../due.ts'

export const considerStrategyDiscussionForPupil: DutyClause = duty({
  id: '2.2a',
  cites: '§2.2',
  title: 'Consider a strategy discussion while consent is withheld',
  says: 'If the family continues to withhold consent and the child remains a pupil missing education, a strategy discussion is considered.',
  reading: '"Continues" and "remains" are read as: after the refusal, a review finds that attendance has not improved.',
  hinges: ['continues to be withheld', 'remains PME'],
  force: 'consider',
  pathways: ['pme'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'consent is withheld, and a later review finds no improvement',
  starts: [{ condition: withheldWithoutImprovement() }],
  due: workingDays('considerWithin'),
  dischargedWords: 'a strategy discussion considered, requested or held',
  discharged: [on('strategy-discussion')],
  lapsesWords: 'consent is given',
  lapses: [on('consent', isGiven)],
})

function withheldWithoutImprovement(): Condition {
  return {
    reads: ['consent', 'consent-visit', 'support-request', 'attendance-review'],
    holds: (pme) => {
      const refusal = withheldSince(pme)
      const review = refusal && pme.first('attendance-review', ({ detail, place }) => !detail.improved && place > refusal.place)
      return review && holdsFrom(review.day, [refusal, review])
    },
  }
}

export const requestStrategyDiscussion: DutyClause = duty({
  id: '2.2b',
  cites: '§2.2',
  title: 'Request a strategy discussion before legal advice',
  says: 'Before a school turns to attendance legal advice, with parents facing prosecution, it asks Children’s Social Care for a strategy discussion with all agencies.',
  reading: 'Having considered one is not enough: a request is what the guidance asks for.',
  hinges: ['intends to seek attendance legal advice', 'at risk of prosecution'],
  force: 'should',
  pathways: ['pme'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'the school intends to seek legal advice',
  starts: [on('legal-advice-intended')],
  due: workingDays('considerWithin'),
  dischargedWords: 'a strategy discussion requested or held',
  discharged: [on('strategy-discussion', ({ detail }) => detail.step !== 'considered')],
  outlives: true,
})
