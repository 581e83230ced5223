import type { Fact } from '../casefile/standing.ts'
import { isCompleted, isReason, unmetNeeds } from './child.ts'
import { type ChildSoFar, cannotBeDated, type DutySoFar, holdsFrom, on, type Warning } from './clause.ts'
import { lastEhaConsent } from './consent.ts'
import { standingExclusion } from './exclusions.ts'
import { dayOneFact, sixtiethDay } from './officer-support.ts'

const requestBeforeEha: Warning = {
  code: 'request-before-eha',
  says: 'The request after the permanent exclusion was made before an Early Help Assessment, although unmet needs are identified (§3.1): complete the assessment, and let CFW have it.',
  on: on('support-request', (request, child: ChildSoFar) =>
    child.duties('3.1e').some((duty) => duty.dischargedBy === request && wentBeforeEha(request, duty)),
  ),
}

function wentBeforeEha(request: Fact, { episode }: DutySoFar): boolean {
  const { child } = episode
  const exclusion = standingExclusion(episode)
  if (!exclusion || !child.after(request, () => unmetNeeds(child))) return false
  const recent = exclusion.day - 7 * child.settings.recentEha
  if (child.any('eha', (eha) => isCompleted(eha) && eha.day >= recent)) return false
  const consent = lastEhaConsent(episode)
  return !consent || consent.detail.decision === 'given'
}

const requestWithoutConsent: Warning = {
  code: 'request-without-consent',
  says: 'Intensive support was requested without a standing consent to support, and without a reason: record the family’s consent, or correct the request to say why it was made without.',
  on: on('support-request', ({ detail }, child: ChildSoFar) => {
    if (detail.level !== 'intensive' || isReason(detail.reason) || !child.onAPathway) return false
    return (
      child.last('consent', (consent) => consent.detail.for === 'support' && consent.detail.decision !== 'no-response')?.detail.decision !==
      'given'
    )
  }),
}

const sixtyDaysWithoutSupport: Warning = {
  code: 'sixty-days-without-support',
  says: 'The child was off roll for so long as to be persistently missing education, and the CME officer’s support had never been open (§1.4): decide whether it should be, and whether the next panel hears of the child.',
  pathway: 'cme',
  condition: {
    reads: ['off-roll', 'cme-notification', 'officer-support'],
    holds: (cme) => {
      if (cme.any('officer-support', (support) => support.detail.open)) return undefined
      const reached = sixtiethDay(cme)
      return reached.on === undefined ? cannotBeDated(reached.missing) : holdsFrom(reached.on, [dayOneFact(cme)])
    },
  },
}

export const warnings: readonly Warning[] = [requestBeforeEha, requestWithoutConsent, sixtyDaysWithoutSupport]
