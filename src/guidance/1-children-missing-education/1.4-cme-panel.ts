import { type Day, dayOf } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Fact } from '../../casefile/standing.ts'
import {
  type Condition,
  cannotBeDated,
  type Discharge,
  type Due,
  type DutyClause,
  type DutySoFar,
  duty,
  type EpisodeSoFar,
  holdsFrom,
  type OptionClause,
  on,
  option,
} from '../clause.ts'
import { dueAtNextPanel, nextPanel, onDay, sameDay, workingDays } from '../due.ts'
import { dayOneFact, sixtiethDay, supportInForce } from '../officer-support.ts'
import { lastPanel, thePanel } from '../panel-day.ts'
import type { SettingValues } from '../settings.ts'

export const considerNomination: DutyClause = duty({
  id: '1.4a',
  cites: '§1.4',
  title: 'Consider nomination for the CME panel',
  says: 'After {persistentAfter} without a school, and with a CME officer supporting, a child is persistently missing education and is considered for the next half-termly panel.',
  reading:
    'The trigger is automatic and the nomination "potential": a person decides, either way. The last of the school days itself counts, by the county’s calendar, since the child has no school. After a nomination is declined the question comes back after the next panel.',
  hinges: ['equivalent of 60 school days', 'automatically trigger for potential nomination'],
  force: 'consider',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  givesStatus: 'persistent-cme',
  startsWords:
    '{persistentAfter} off roll are reached and the CME officer’s support is open; and again on the first day after the panel that follows a nomination declined',
  starts: [{ condition: persistent(), shownAhead: true, oncePerOccasion: true }],
  due: nextPanel('panelWithin', ['persistentAfter']),
  dischargedWords: 'nominated, or declined with a reason; a nomination since the panel before counts',
  discharged: [{ ...on('panel-nomination'), earlier: { of: 'episode', from: sinceThePanelBefore } }, on('panel-nomination-declined')],
  lapsesWords: 'the CME officer’s support ends',
  lapses: [on('officer-support', (support) => !support.detail.open)],
})

function persistent(): Condition {
  return {
    reads: ['off-roll', 'cme-notification', 'officer-support', 'panel-nomination', 'panel-nomination-declined'],
    holds: (cme) => {
      const support = supportInForce(cme)
      if (!support) return undefined
      const decline = declineToComeBackTo(cme)
      const occasion = decline ?? cme.opener
      const reached = sixtiethDay(cme)
      if (reached.on === undefined) return cannotBeDated(reached.missing, occasion)
      const because = [dayOneFact(cme), support]
      if (!decline) {
        const words = () => `${reached.words()}; the CME officer’s support has been open since ${inWords(support.day)}`
        return holdsFrom(reached.on, because, { occasion, words })
      }
      const panel = cme.child.calendar.panelAfter(decline.day)
      if (panel === undefined || cme.any('panel-nomination', (nomination) => nomination.place > decline.place)) return undefined
      const words = () => `asked again after the panel that followed the decline, ${inWords(panel)}`
      return holdsFrom(Math.max(reached.on, panel + 1), because, { occasion, words })
    },
  }
}

/** The last decline of the episode, where 1.4a has been and gone; one that lapsed comes back by itself. */
function declineToComeBackTo(cme: EpisodeSoFar): Fact | undefined {
  const last = cme.duties('1.4a').at(-1)
  return last && last.lapsedOn === null ? cme.last('panel-nomination-declined') : undefined
}

function sinceThePanelBefore({ episode, startedOn }: DutySoFar): Day | undefined {
  const panel = episode.child.calendar.panelOnOrBefore(startedOn)
  return panel === undefined ? undefined : panel + 1
}

export const nominateForBarriers: OptionClause = option({
  id: '1.4b',
  cites: '§1.4',
  title: 'Nominate because of significant barriers',
  says: 'Where significant barriers are identified, a child can be nominated for a panel at any time.',
  hinges: ['at any time where significant barriers'],
  pathways: ['cme'],
  agency: 'any',
  startsWords: 'a significant barrier is identified',
  starts: [on('barrier', ({ detail }) => detail.kind === 'significant')],
  dischargedWords: 'a nomination',
  discharged: [on('panel-nomination')],
})

export const discussAtPanel: DutyClause = duty({
  id: '1.4c',
  cites: '§1.4',
  title: 'Say what the panel ascertained',
  says: 'The panel shares what each agency knows and ascertains whether the child is open to CFW or CSC.',
  reading:
    'A nominated child stays on the agenda until the panel has an outcome, or the nomination is declined. The outcome also says whether there are safeguarding concerns.',
  hinges: ['information will be shared', 'it will be ascertained'],
  force: 'must',
  pathways: ['cme'],
  owner: 'panel-chair',
  guidanceNamesNobody: true,
  startsWords: 'a nomination; a discussion at the panel',
  starts: [on('panel-discussed'), on('panel-nomination')],
  due: {
    words: 'the panel that the nomination names, otherwise the first one later than it; the same day for a discussion',
    settings: ['panelWithin'],
    due: dueAtThePanel,
  },
  broughtForward: [{ ...on('panel-discussed'), from: 'guidance' }],
  dischargedWords: 'a panel outcome; not one of the nomination’s own day where it names a later panel',
  discharged: [panelOutcome()],
  lapsesWords: 'the nomination is declined, unless the panel has talked about the child',
  lapses: [on('panel-nomination-declined', (_, __, { because }: DutySoFar) => !because.some((fact) => fact.type === 'panel-discussed'))],
})

function dueAtThePanel(start: Day, because: Fact, cme: EpisodeSoFar, settings: SettingValues): Due {
  if (because.type === 'panel-discussed') return onDay(start, 'guidance', 'the day of the panel')
  const named = panelNamedBy(because)
  return named === undefined
    ? dueAtNextPanel(start, 'panelWithin', [], cme, settings)
    : onDay(named, 'guidance', 'the panel that the nomination names')
}

function panelOutcome(): Discharge {
  return on('panel-outcome', (outcome, _, { because, startedOn }: DutySoFar) => {
    const [starter] = because
    return outcome.day > startedOn || starter === undefined || panelNamedBy(starter) === undefined
  })
}

/** The panel that a nomination names, if it is later than the nomination. */
function panelNamedBy(fact: Fact): Day | undefined {
  if (fact.type !== 'panel-nomination' || fact.detail.panel === undefined) return undefined
  const panel = dayOf(fact.detail.panel)
  return panel > fact.day ? panel : undefined
}

export const talkToAllocatedWorker: DutyClause = duty({
  id: '1.4d',
  cites: '§1.4',
  title: 'Talk to the allocated worker',
  says: 'For a child open to CFW or CSC, what the panel shared is discussed with the allocated worker within {workerDiscussionWithin}, so that education becomes part of the plan.',
  reading: 'One duty for each service to which the child is open. A discussion since the panel counts.',
  hinges: ['within 3 working days'],
  force: 'should',
  pathways: ['cme'],
  owner: 'cme-officer',
  guidanceNamesNobody: true,
  startsWords: 'a panel outcome that finds the child open to CFW or CSC',
  starts: [{ ...on('panel-outcome'), services: (outcome) => (outcome.type === 'panel-outcome' ? outcome.detail.openTo : []) }],
  due: workingDays('workerDiscussionWithin', thePanel),
  dischargedWords: 'the discussion with that service’s worker',
  discharged: [
    {
      ...on('allocated-worker-discussion', (discussion, _, { service }: DutySoFar) => discussion.detail.service === service),
      earlier: { of: 'episode', from: theDayOfThePanel },
    },
  ],
})

export const agreePlan: DutyClause = duty({
  id: '1.4e',
  cites: '§1.4',
  title: 'Agree a plan to engage the family',
  says: 'For a child open to neither service, and without safeguarding concerns, the panel agrees a plan to engage the family so that the child attends education.',
  hinges: ['agreed at the panel'],
  force: 'should',
  pathways: ['cme'],
  owner: 'panel-chair',
  guidanceNamesNobody: true,
  startsWords: 'a panel outcome that finds the child open to neither service, without safeguarding concerns',
  starts: [on('panel-outcome', ({ detail }) => detail.openTo.length === 0 && !detail.safeguardingConcerns)],
  due: sameDay(thePanel),
  dischargedWords: 'the plan is agreed',
  discharged: [{ ...on('engagement-plan'), earlier: { of: 'episode', from: theDayOfThePanel } }],
})

export const referSafeguarding: DutyClause = duty({
  id: '1.4f',
  cites: 'local',
  title: 'Refer safeguarding concerns to CSC',
  says: 'Safeguarding concerns at the panel about a child who is not open to CSC are referred to CSC at once.',
  reading: 'The guidance does not say what follows such concerns. This is a local addition, for the county to make its own or to change.',
  force: 'must',
  pathways: ['cme'],
  owner: 'panel-chair',
  startsWords: 'a panel outcome with safeguarding concerns, for a child not open to CSC',
  starts: [on('panel-outcome', ({ detail }) => detail.safeguardingConcerns && !detail.openTo.includes('csc'))],
  due: workingDays('safeguardingWithin', thePanel),
  dischargedWords: 'a referral to CSC',
  discharged: [{ ...on('csc-referral'), earlier: { of: 'episode', from: theDayOfThePanel } }],
  outlives: true,
})

function theDayOfThePanel({ episode, startedOn }: DutySoFar): Day {
  return lastPanel(episode) ?? startedOn
}
