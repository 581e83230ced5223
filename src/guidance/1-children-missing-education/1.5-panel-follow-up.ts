import type { Fact } from '../../casefile/standing.ts'
import { asEngagingEnds, isEngaging, startsEngaging } from '../admissions.ts'
import { isCompleted, isOpenTo, isOpenToOnDayOf } from '../child.ts'
import { type Discharge, type DutyClause, type DutySoFar, duty, type EpisodeSoFar, on } from '../clause.ts'
import { ehaIsRefused, isForHelp, isGiven, isRefused, isSilenceAfterVisit, isUnanswered, lastEhaConsent } from '../consent.ts'
import { weeks, workingDays } from '../due.ts'
import { lastPanel, thePanel } from '../panel-day.ts'

export const requestSupport: DutyClause = duty({
  id: '1.5a',
  cites: '§1.5',
  title: 'Request support from CFW if there is no progress',
  says: 'Without progress within {supportRequestWithin} of the panel, support is asked for, first of all from the Children and Family Wellbeing Service (CFW).',
  reading:
    'The weeks are the time until the request is due: progress recorded before it settles the duty, and a review that finds none does not. For a child open to CSC the allocated worker is spoken to again instead. Where the duty was closed, or never started because parents engaged, it starts again within those weeks when a review finds no progress or parents cease to engage.',
  hinges: ['Within 6 weeks of this panel', 'in the first instance'],
  force: 'should',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'a panel outcome, unless it finds the child open to CFW, or parents engage with admissions',
  starts: [
    on('panel-outcome', ({ detail }, cme) => !detail.openTo.includes('cfw') && !isEngaging(cme)),
    { ...on('progress-review', (review, cme) => !review.detail.progress && mayBeAskedAgain(review, cme)), onlyStarts: true },
    ...asEngagingEnds(mayBeAskedAgain),
  ],
  due: weeks('supportRequestWithin', thePanel),
  dischargedWords:
    'a request to CFW; progress; the child open to CFW; for a child open to CSC, a second talk with its allocated worker since the panel',
  discharged: [
    on('support-request', ({ detail }) => detail.to === 'cfw'),
    on('progress-review', (review) => review.detail.progress),
    on('service-open', ({ detail }) => detail.service === 'cfw'),
    on('panel-outcome', ({ detail }) => detail.openTo.includes('cfw')),
    on('allocated-worker-discussion', isTakenBackToCsc),
  ],
  lapsesWords: 'parents engage with admissions',
  lapses: [startsEngaging],
})

/** Within the six weeks of the episode's last panel, with nothing requested since it. */
function mayBeAskedAgain(fact: Fact, cme: EpisodeSoFar): boolean {
  const panel = lastPanel(cme)
  if (panel === undefined || isEngaging(cme) || isOpenTo(cme.child, 'cfw')) return false
  const sixWeeks = panel + 7 * cme.child.settings.supportRequestWithin
  return fact.day <= sixWeeks && !cme.any('support-request', ({ detail, day }) => detail.to === 'cfw' && day >= panel)
}

/** The second or a later talk with CSC's allocated worker since the panel, while the child is open to CSC. */
function isTakenBackToCsc(discussion: Fact<'allocated-worker-discussion'>, cme: EpisodeSoFar, duty: DutySoFar): boolean {
  if (discussion.detail.service !== 'csc' || !isOpenToOnDayOf(discussion, cme.child, 'csc')) return false
  const panel = panelOfDuty(duty)
  return cme.all('allocated-worker-discussion', ({ detail, day }) => detail.service === 'csc' && day >= panel).length >= 2
}

/** The panel from which the duty counts its weeks. */
const panelOfDuty = ({ episode, because: [starter], startedOn }: DutySoFar): number =>
  (starter && episode.child.after(starter, () => lastPanel(episode))) ?? startedOn

export const recentEha: Discharge = {
  ...on('eha', isCompleted),
  earlier: { of: 'child', from: ({ episode, startedOn }) => startedOn - 7 * episode.child.settings.recentEha },
}

export const seekConsent: DutyClause = duty({
  id: '1.5b',
  cites: '§1.5',
  title: 'Seek consent to an Early Help Assessment',
  says: 'Asked for support, CFW makes active attempts to obtain consent.',
  reading:
    'Attempts and silence are evidence of trying; what settles the duty is an answer, or an assessment. One completed shortly before counts.',
  hinges: ['active attempts to obtain consent'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cfw',
  startsWords: 'a request for support, unless consent to the assessment is given already',
  starts: [on('support-request', ({ detail }, cme) => detail.to === 'cfw' && lastEhaConsent(cme)?.detail.decision !== 'given')],
  due: workingDays('consentAttemptWithin'),
  dischargedWords: 'consent given, refused or withdrawn; an Early Help Assessment completed',
  discharged: [on('consent', (consent) => isForHelp(consent) && !isUnanswered(consent)), recentEha],
  uses: ['recentEha'],
})

export const visitToSeekConsent: DutyClause = duty({
  id: '1.5c',
  cites: '§1.5',
  title: 'Visit to seek consent',
  says: 'Where there are barriers to consent, CFW visits to seek it.',
  reading: 'A barrier to consent is silence after a request for support. Silence after such a visit counts as refusal.',
  hinges: ['visit will be undertaken'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cfw',
  startsWords: 'no response to a request for consent, after a request for support',
  starts: [on('consent', (consent, cme) => isUnanswered(consent) && cme.any('support-request') && !isSilenceAfterVisit(consent, cme))],
  due: workingDays('consentVisitWithin'),
  dischargedWords: 'the visit; consent given or refused',
  discharged: [on('consent-visit'), on('consent', (consent) => isGiven(consent) || isRefused(consent))],
})

export const completeEha: DutyClause = duty({
  id: '1.5d',
  cites: '§1.5',
  title: 'Complete an Early Help Assessment',
  says: 'With consent, CFW completes an Early Help Assessment.',
  reading: 'It starts with the later of the request and the consent. An assessment completed shortly before counts.',
  hinges: ['complete an Early Help Assessment'],
  force: 'must',
  pathways: ['cme'],
  owner: 'cfw',
  startsWords: 'support is requested and consent to the assessment given',
  starts: [
    on('support-request', ({ detail }, cme) => detail.to === 'cfw' && lastEhaConsent(cme)?.detail.decision === 'given'),
    on(
      'consent',
      ({ detail }, cme) =>
        detail.for === 'eha' && detail.decision === 'given' && cme.any('support-request', (request) => request.detail.to === 'cfw'),
    ),
  ],
  due: workingDays('ehaWithin'),
  dischargedWords: 'the assessment is completed',
  discharged: [recentEha],
  lapsesWords: 'consent to the assessment is refused or withdrawn',
  lapses: [ehaIsRefused],
  uses: ['recentEha'],
})
