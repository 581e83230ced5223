import type { Service } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import { type ChildSoFar, on } from './clause.ts'

/*
 * What the record says of a child, whatever the pathway: roll, services, unmet needs, home education, the latest assessment.
 */

/** Registered at a school: by `on-roll`, or by closing the case for that reason, which is read alike. */
export const putsOnRoll = (fact: Fact): boolean =>
  fact.type === 'on-roll' || (fact.type === 'cme-closed' && fact.detail.reason === 'on-roll')

/** Patterns for the facts that put a child on a roll. */
export const registeredAtSchool = [on('on-roll'), on('cme-closed', (closing) => closing.detail.reason === 'on-roll')] as const

/** A child is on a roll unless the last of the facts that say so took the child off one. */
export const isOnRoll = (child: ChildSoFar): boolean =>
  child.lastOf((fact) => fact.type === 'off-roll' || putsOnRoll(fact))?.type !== 'off-roll'

/** Open to a service: opened, or listed by a panel, and not closed since nor left out by a later panel. */
export function isOpenTo(child: ChildSoFar, service: Service): boolean {
  const last = child.lastOf(
    (fact) =>
      fact.type === 'panel-outcome' ||
      ((fact.type === 'service-open' || fact.type === 'service-closed') && fact.detail.service === service),
  )
  if (last?.type === 'panel-outcome') return last.detail.openTo.includes(service)
  return last?.type === 'service-open'
}

/** Open to a service when a fact was read, or opened to it later on the same day. */
export const isOpenToOnDayOf = (fact: Fact, child: ChildSoFar, service: Service): boolean =>
  isOpenTo(child, service) || child.anyOnDay(fact.day, 'service-open', (opened) => opened.detail.service === service)

/** The last record of unmet needs, where it identified some. */
export function unmetNeeds(child: ChildSoFar): Fact<'unmet-needs'> | undefined {
  const last = child.last('unmet-needs')
  return last?.detail.identified ? last : undefined
}

/** The child's last check found the child on the register of home-educated children, and no concern about it is open. */
export const isEducatedAtHome = (child: ChildSoFar): boolean => isFoundAtHome(child.last('ehe-check'), child.last('ehe-concern'))

/** The same, of the last check and the last concern. */
export const isFoundAtHome = (check: Fact<'ehe-check'> | undefined, concern: Fact<'ehe-concern'> | undefined): boolean =>
  check?.detail.onRegister === true && (concern === undefined || concern.detail.resolved === true)

export const isCompleted = (eha: Fact<'eha'>): boolean => eha.detail.outcome === 'completed'

/** A reason with something in it: a blank one is as good as none. */
export const isReason = (reason: string | undefined): boolean => reason !== undefined && reason.trim() !== ''

/** A request for intensive support; what the case file knows of requests, they all go to CFW. */
export const isIntensive = (request: Fact<'support-request'>): boolean => request.detail.level === 'intensive'
