import { inWords } from '../../calendar/words.ts'
import type { Fact } from '../../casefile/standing.ts'
import { asEngagingEnds, isEngaging, startsEngaging } from '../admissions.ts'
import { isEducatedAtHome, isOpenToOnDayOf, isReason, registeredAtSchool } from '../child.ts'
import { type Condition, cannotBeDated, type DutyClause, duty, type EpisodeSoFar, holdsFrom, on } from '../clause.ts'
import { isGiven, withheldSince, withholds } from '../consent.ts'
import { afterWeeks, sameDay, workingDays } from '../due.ts'

const consentGiven = on('consent', isGiven)
const anyStrategyDiscussion = on('strategy-discussion')

export const discussWithHub: DutyClause = duty({
  id: '1.6a',
  cites: '§1.6',
  title: 'Discuss a refusal with the support hub',
  says: 'When consent is refused, the CME officer discusses it with the Children’s Services Support Hub for advice and guidance.',
  reading:
    'Withdrawn consent, and silence after a visit to seek it, count as refusal. While parents engage with admissions nothing is asked; when they cease to, it is, if the hub has not been spoken to since the refusal.',
  hinges: ['consent be refused', 'further advice and guidance'],
  force: 'should',
  pathways: ['cme'],
  owner: 'cme-officer',
  startsWords: 'consent is refused or withdrawn, or met with silence after a visit, while parents do not engage with admissions',
  starts: [
    on('consent', (consent, cme) => withholds(consent, cme) && !isEngaging(cme)),
    ...asEngagingEnds((_, cme) => {
      const refusal = withheldSince(cme)
      return refusal !== undefined && !cme.any('cssh-discussion', (discussion) => discussion.day >= refusal.day)
    }),
  ],
  due: workingDays('csshDiscussionWithin'),
  dischargedWords: 'the discussion with the hub',
  discharged: [on('cssh-discussion')],
  lapsesWords: 'consent is given, or parents engage with admissions',
  lapses: [consentGiven, startsEngaging],
})

export const considerEscalation: DutyClause = duty({
  id: '1.6b',
  cites: '§1.6',
  title: 'Consider escalating to CSC without consent',
  says: 'In that discussion it is considered whether to escalate to CSC without consent, by the child’s needs and any indicators of safeguarding concerns.',
  reading: 'A decision either way, with its reason. The discussion can carry it; otherwise it is owed from that day.',
  hinges: ['escalating to CSC without consent'],
  force: 'consider',
  pathways: ['cme'],
  owner: 'cssh-mash',
  guidanceNamesNobody: true,
  startsWords: 'a discussion with the hub',
  starts: [on('cssh-discussion')],
  due: sameDay(),
  dischargedWords: 'a discussion that says whether to escalate, and why',
  discharged: [on('cssh-discussion', ({ detail }) => detail.escalate !== undefined && isReason(detail.reason))],
  outlives: true,
})

export const considerStrategyDiscussion: DutyClause = duty({
  id: '1.6c',
  cites: '§1.6',
  title: 'Consider a strategy discussion when consent is long withheld',
  says: 'While consent stays withheld and the officer’s attempts to engage the parents go back more than {withheldConsentAfter}, a strategy discussion is considered.',
  reading:
    'More than {withheldConsentAfter}: from the day after they have run out, counted from the officer’s first attempt of the case, or from the refusal if that came first. Consent given in between starts the count afresh.',
  hinges: ['exceed a 12-week period', 'strategy discussion will be considered'],
  force: 'consider',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'consent is withheld, parents do not engage with admissions, and more than {withheldConsentAfter} have passed',
  starts: [{ condition: withheldForLong(), shownAhead: true }],
  due: workingDays('considerWithin'),
  dischargedWords: 'a strategy discussion considered, requested or held',
  discharged: [anyStrategyDiscussion],
  lapsesWords: 'consent is given, or parents engage with admissions',
  lapses: [consentGiven, startsEngaging],
  uses: ['withheldConsentAfter'],
})

function withheldForLong(): Condition {
  return {
    reads: ['consent', 'consent-visit', 'support-request', 'engagement-attempt', 'admissions-engagement', 'parent-refuses'],
    holds: (cme) => {
      const refusal = withheldSince(cme)
      if (!refusal || isEngaging(cme)) return undefined
      const since = tryingSince(refusal, cme)
      const from = Math.max(since.day, cme.openedOn)
      const { day, words } = afterWeeks(from, cme.child.settings.withheldConsentAfter)
      return holdsFrom(day, [since, refusal], { words })
    },
  }
}

/** The officer's first attempt to engage, if it came before the refusal; the refusal itself where consent had been given before. */
function tryingSince(refusal: Fact<'consent'>, cme: EpisodeSoFar): Fact {
  if (cme.any('consent', (consent) => isGiven(consent) && consent.place < refusal.place)) return refusal
  return cme.first('engagement-attempt', (attempt) => attempt.by === 'cme-officer' && attempt.place < refusal.place) ?? refusal
}

export const initiateOrder: DutyClause = duty({
  id: '1.6d',
  cites: '§1.6',
  title: 'Start a School Attendance Order',
  says: 'Where parents refuse both services and admissions, the CME officer starts a School Attendance Order: register at the school that Pupil Access names, or risk prosecution.',
  reading:
    'Each refusal stands until parents engage, or consent. Nothing is asked between starting an order and its compliance or revocation, nor while the child is known to be educated at home without concern.',
  hinges: ['refuse to engage with services', 'named by admissions'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cme-officer',
  startsWords: 'services and admissions both stand refused',
  starts: [
    on('parent-refuses', ({ detail }, cme) => (detail.services || detail.admissions) && bothStandRefused(cme) && mayOrder(cme)),
    on('ehe-check', noLongerEducatedAtHome),
    on('ehe-concern', noLongerEducatedAtHome),
    on('sao', ({ detail }, cme) => detail.step === 'revoked' && bothStandRefused(cme) && mayOrder(cme)),
  ],
  due: workingDays('saoWithin'),
  dischargedWords: 'an order is started, or the child is on a school’s roll',
  discharged: [on('sao', ({ detail }) => detail.step === 'initiated'), ...registeredAtSchool],
  lapsesWords: 'parents engage with admissions, or consent; the child is found educated at home without concern',
  lapses: [
    startsEngaging,
    consentGiven,
    on('ehe-check', (_, cme) => isEducatedAtHome(cme.child)),
    on('ehe-concern', (_, cme) => isEducatedAtHome(cme.child)),
  ],
})

/** A refusal stands to the end of the episode; that of admissions until parents engage, that of services until they consent. */
function bothStandRefused(cme: EpisodeSoFar): boolean {
  const services = cme.last('parent-refuses', ({ detail }) => detail.services)
  const admissions = cme.last('parent-refuses', ({ detail }) => detail.admissions)
  if (!services || !admissions) return false
  const consented = cme.any('consent', (consent) => isGiven(consent) && consent.place > services.place)
  const engaged = cme.any('admissions-engagement', ({ detail, place }) => detail.engaging && place > admissions.place)
  return !consented && !engaged
}

const mayOrder = (cme: EpisodeSoFar): boolean => !isUnderOrder(cme) && !isEducatedAtHome(cme.child)

function isUnderOrder(cme: EpisodeSoFar): boolean {
  const last = cme.last('sao', ({ detail }) => detail.step === 'initiated' || detail.step === 'complied' || detail.step === 'revoked')
  return last?.detail.step === 'initiated'
}

function noLongerEducatedAtHome(fact: Fact, cme: EpisodeSoFar): boolean {
  return cme.child.before(fact, () => isEducatedAtHome(cme.child)) && bothStandRefused(cme) && mayOrder(cme)
}

const forAssessment = (referral: Fact<'csc-referral'>): boolean => referral.detail.for === 'child-and-family-assessment'

export const referForAssessment: DutyClause = duty({
  id: '1.6e',
  cites: '§1.6',
  title: 'Refer to CSC for a child and family assessment',
  says: 'Where an order is required, the child is referred to Children’s Social Care for a child and family assessment.',
  reading:
    'Owed from the start of the order. A referral earlier in the case counts. For a child open to CSC, talking to the allocated worker does.',
  hinges: ['C and F assessment'],
  force: 'should',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'an order is started',
  starts: [on('sao', ({ detail }) => detail.step === 'initiated')],
  due: workingDays('cscReferralWithin'),
  dischargedWords: 'the referral; for a child open to CSC, the talk with the allocated worker',
  discharged: [
    { ...on('csc-referral', forAssessment), earlier: { of: 'episode' } },
    on(
      'allocated-worker-discussion',
      (discussion, cme) => discussion.detail.service === 'csc' && isOpenToOnDayOf(discussion, cme.child, 'csc'),
    ),
  ],
})

export const considerStrategyDiscussionForAssessment: DutyClause = duty({
  id: '1.6f',
  cites: '§1.6',
  title: 'Consider a strategy discussion without consent to the assessment',
  says: 'If consent to the assessment is not received, a strategy discussion is considered.',
  reading:
    'Not received: refused, withdrawn or unanswered; or nothing recorded within the time after the referral that a local setting gives.',
  hinges: ['consent is not received'],
  force: 'consider',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'an order is started, the child is referred for assessment, and consent to it is not received',
  starts: [{ condition: assessmentWithoutConsent(), shownAhead: true }],
  due: workingDays('considerWithin'),
  dischargedWords: 'a strategy discussion considered, requested or held',
  discharged: [anyStrategyDiscussion],
  lapsesWords: 'consent to the assessment is given',
  lapses: [on('consent', ({ detail }) => detail.for === 'assessment' && detail.decision === 'given')],
  uses: ['assessmentConsentWithin'],
})

function assessmentWithoutConsent(): Condition {
  return {
    reads: ['sao', 'csc-referral', 'consent'],
    holds: (cme) => {
      const referral = cme.first('csc-referral', forAssessment)
      if (!referral || !cme.any('sao', ({ detail }) => detail.step === 'initiated')) return undefined
      const answer = cme.last('consent', ({ detail, day }) => detail.for === 'assessment' && day >= referral.day)
      if (answer) {
        if (answer.detail.decision === 'given') return undefined
        return holdsFrom(answer.day, [referral, answer])
      }
      const before = cme.last('consent', ({ detail, day }) => detail.for === 'assessment' && day < referral.day)
      if (before?.detail.decision === 'given') return undefined
      const { calendar, settings } = cme.child
      const n = settings.assessmentConsentWithin
      const day = calendar.workingDayAfter(referral.day, n)
      if (day === undefined) return cannotBeDated(calendar.missing(referral.day + 1))
      const words = () => `nothing was heard for more than ${n} working days after ${inWords(referral.day)}, to ${inWords(day)}`
      return holdsFrom(day + 1, [referral], { words })
    },
  }
}

export const discussAtCaseClinic: DutyClause = duty({
  id: '1.6g',
  cites: '§1.6',
  title: 'Discuss at case clinic',
  says: 'Where a child open to CFW makes no progress for reasons of parenting capacity or contextual safeguarding, the case is discussed at case clinic, and stepping up to CSC considered.',
  hinges: ['held at case clinic'],
  force: 'should',
  pathways: ['cme'],
  owner: 'cfw',
  guidanceNamesNobody: true,
  startsWords: 'a review that finds no progress for such reasons, while the child is open to CFW',
  starts: [
    on(
      'progress-review',
      (review, cme) => !review.detail.progress && (review.detail.relatedTo?.length ?? 0) > 0 && isOpenToOnDayOf(review, cme.child, 'cfw'),
    ),
  ],
  due: workingDays('caseClinicWithin'),
  dischargedWords: 'the discussion at case clinic',
  discharged: [on('case-clinic')],
})
