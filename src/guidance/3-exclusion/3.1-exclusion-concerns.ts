import type { Day } from '../../calendar/civil-date.ts'
import type { Fact } from '../../casefile/standing.ts'
import { isCompleted, isIntensive, unmetNeeds } from '../child.ts'
import {
  type Condition,
  type Due,
  type DutyClause,
  type DutySoFar,
  duty,
  type EpisodeSoFar,
  holdsFrom,
  type OptionClause,
  on,
  option,
  type SettingValues,
} from '../clause.ts'
import { ehaIsRefused, lastEhaConsent } from '../consent.ts'
import { afterWeeks, onDay, workingDays } from '../due.ts'
import { isRepeatSuspension, standingExclusion } from '../exclusions.ts'

const repeatSuspension = on('suspension', (suspension, exclusion: EpisodeSoFar) => isRepeatSuspension(suspension, exclusion.child))

export const considerEha: DutyClause = duty({
  id: '3.1a',
  cites: '§3.1',
  title: 'Consider an Early Help Assessment',
  says: 'After repeat suspensions the school considers an Early Help Assessment, with the family’s consent.',
  reading:
    'Repeat means {repeatSuspensions} or more: each later one counts too. The guidance names no period in which they count; a local setting does.',
  hinges: ['after the second exclusion has occurred', 'Early Help assessment should be considered'],
  force: 'consider',
  pathways: ['exclusion'],
  owner: 'school',
  startsWords: 'a repeat suspension: there are {repeatSuspensions} or more',
  starts: [repeatSuspension],
  due: workingDays('ehaConsiderWithin'),
  dischargedWords: 'an assessment completed, reviewed, or considered and not needed; consent to one refused',
  discharged: [on('eha'), on('consent', ({ detail }) => detail.for === 'eha' && detail.decision === 'refused')],
  uses: ['repeatSuspensions', 'suspensionWindow'],
})

export const seekFamilySupportAdvice: OptionClause = option({
  id: '3.1b',
  cites: '§3.1',
  title: 'Seek advice from a senior family support worker',
  says: 'The school can seek advice and guidance on it from a CFW Community Senior Family Support Worker.',
  hinges: ['Advice and guidance can be sought'],
  pathways: ['exclusion'],
  agency: 'school',
  startsWords: 'a repeat suspension: there are {repeatSuspensions} or more',
  starts: [repeatSuspension],
  dischargedWords: 'the advice',
  discharged: [on('advice-sought', ({ detail }) => detail.from === 'cfw-senior-support-worker')],
  uses: ['repeatSuspensions', 'suspensionWindow'],
})

export const holdTaf: DutyClause = duty({
  id: '3.1c',
  cites: '§3.1',
  title: 'Support the family in a Team around the Family',
  says: 'After the assessment, child and family are supported in a Team around the Family, which looks at what bears on the child’s behaviour at school.',
  hinges: ['under the TAF process'],
  force: 'should',
  pathways: ['exclusion'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'an Early Help Assessment is completed',
  starts: [on('eha', isCompleted)],
  due: workingDays('tafWithin'),
  dischargedWords: 'a meeting of the Team around the Family',
  discharged: [on('taf-meeting')],
})

export const considerIntensiveSupport: DutyClause = duty({
  id: '3.1d',
  cites: '§3.1',
  title: 'Consider a referral to CFW for intensive support',
  says: 'If there is no improvement within {improvementPeriod} and there are still unmet needs, a referral to CFW for intensive support is considered, with consent. The school’s own exclusion procedures go on beside it.',
  reading:
    'The weeks run from the assessment or the Team around the Family that followed the suspension, or from the suspension where neither did. Improvement is what a behaviour review says.',
  hinges: ['within an 8-week period', 'still unmet needs'],
  force: 'consider',
  pathways: ['exclusion'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'more than {improvementPeriod} have passed without improvement, and unmet needs are identified',
  starts: [{ condition: noImprovement(), shownAhead: true }],
  due: workingDays('considerWithin'),
  dischargedWords: 'a request to CFW, or the decision not to make one',
  discharged: [on('support-request', ({ detail }) => detail.to === 'cfw'), on('support-request-not-made')],
  lapsesWords: 'behaviour improved, or no unmet needs remain',
  lapses: [on('behaviour-review', (review) => review.detail.improved), on('unmet-needs', (needs) => !needs.detail.identified)],
  uses: ['improvementPeriod'],
})

function noImprovement(): Condition {
  return {
    reads: ['suspension', 'eha', 'taf-meeting', 'behaviour-review', 'unmet-needs'],
    holds: (exclusion) => {
      const needs = unmetNeeds(exclusion.child)
      if (!needs) return undefined
      for (const { startedOn, because } of exclusion.duties('3.1a')) {
        const help = exclusion.firstOf((fact) => fact.day >= startedOn && isHelp(fact))
        const from = help?.day ?? startedOn
        if (exclusion.any('behaviour-review', ({ detail, day }) => detail.improved && day >= from)) continue
        const suspension = because[0] as Fact
        const { day, words } = afterWeeks(from, exclusion.child.settings.improvementPeriod)
        return holdsFrom(day, help ? [suspension, help, needs] : [suspension, needs], { words })
      }
      return undefined
    },
  }
}

const isHelp = (fact: Fact): boolean => fact.type === 'taf-meeting' || (fact.type === 'eha' && isCompleted(fact))

/** A permanent exclusion that is withdrawn ends the reason for the duties of the last episode that holds one. */
const exclusionWithdrawn = on('permanent-exclusion-withdrawn', (_, episode: EpisodeSoFar, duty: DutySoFar) => {
  const last = episode.child.lastEpisode('exclusion', (exclusion) => exclusion.any('permanent-exclusion'))
  return duty.episode === last
})

export const requestAfterExclusion: DutyClause = duty({
  id: '3.1e',
  cites: '§3.1',
  title: 'Request intensive support after a permanent exclusion',
  says: 'When a child is permanently excluded, intensive support is requested from CFW through the hub.',
  reading:
    'The guidance says neither who asks nor by when: local settings do. Where unmet needs are identified the assessment comes first (3.1f). A new school place does not end it.',
  hinges: ['excluded on a permanent basis', 'request for support should be made'],
  force: 'should',
  pathways: ['exclusion'],
  owner: (_, __, settings) => settings.permanentExclusionOwner,
  guidanceNamesNobody: true,
  ownerWords: 'the school, unless a local setting names another',
  startsWords: 'a permanent exclusion',
  starts: [on('permanent-exclusion')],
  due: workingDays('exclusionRequestWithin'),
  dischargedWords: 'a request to CFW for intensive support, after the assessment where there are unmet needs (3.1f)',
  discharged: [on('support-request', isIntensive)],
  lapsesWords: 'the exclusion is withdrawn',
  lapses: [exclusionWithdrawn],
  outlives: true,
  uses: ['permanentExclusionOwner'],
})

export const assessBeforeRequest: DutyClause = duty({
  id: '3.1f',
  cites: '§3.1',
  title: 'Complete an Early Help Assessment before the request',
  says: 'If there are other unmet needs, an Early Help Assessment is completed before the request for support is made.',
  reading:
    'Due with the request. One completed shortly before the exclusion counts. Where consent to it is refused there is nothing to complete. A request made first is kept, with a warning.',
  hinges: ['must be completed prior to'],
  force: 'must',
  pathways: ['exclusion'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'a permanent exclusion stands and unmet needs are identified, unless consent to an assessment stands refused',
  starts: [{ condition: excludedWithUnmetNeeds(), oncePerOccasion: true }],
  due: {
    words: 'with the request (3.1e), or on its day if it is made earlier',
    settings: ['exclusionRequestWithin'],
    due: dueWithTheRequest,
  },
  broughtForward: [
    on('support-request', (request, _, { episode }: DutySoFar) => isIntensive(request) && lastRequestDuty(episode)?.dischargedOn === null),
  ],
  dischargedWords: 'the assessment is completed',
  discharged: [{ ...on('eha', isCompleted), earlier: { of: 'child', from: recentlyBeforeExclusion } }],
  lapsesWords: 'no unmet needs remain; the exclusion is withdrawn; consent to the assessment is refused or withdrawn',
  lapses: [on('unmet-needs', (needs) => !needs.detail.identified), exclusionWithdrawn, ehaIsRefused],
  outlives: true,
  uses: ['recentEha'],
})

function excludedWithUnmetNeeds(): Condition {
  return {
    reads: ['permanent-exclusion', 'permanent-exclusion-withdrawn', 'unmet-needs', 'consent'],
    holds: (episode) => {
      const exclusion = standingExclusion(episode)
      const needs = exclusion && unmetNeeds(episode.child)
      if (!needs) return undefined
      const consent = lastEhaConsent(episode)
      if (consent && consent.detail.decision !== 'given') return undefined
      return holdsFrom(exclusion.day, [exclusion, needs], { occasion: exclusion })
    },
  }
}

/** The duty to make the request for the last exclusion of an episode. */
const lastRequestDuty = (episode: EpisodeSoFar): DutySoFar | undefined => episode.duties('3.1e').at(-1)

function dueWithTheRequest(start: Day, because: Fact, episode: EpisodeSoFar, settings: SettingValues): Due {
  const request = lastRequestDuty(episode)
  const made = request?.dischargedBy?.type === 'support-request' ? request.dischargedBy.day : undefined
  if (made !== undefined && (request?.dueOn === undefined || made < request.dueOn)) return onDay(made, 'setting', 'the day of the request')
  if (request?.dueOn !== undefined) return onDay(request.dueOn, 'setting', 'the day by which the request is due (3.1e)')
  return workingDays('exclusionRequestWithin').due(request?.startedOn ?? start, because, episode, settings)
}

function recentlyBeforeExclusion({ episode }: DutySoFar): Day | undefined {
  const exclusion = standingExclusion(episode)
  return exclusion && exclusion.day - 7 * episode.child.settings.recentEha
}
