import type { ChildViewed } from '../../../actions/view-child.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { factsWithHistory } from '../../../casefile/history.ts'
import { type OrderSeen, orderOn } from '../../../casefile/order.ts'
import type { Fact } from '../../../casefile/standing.ts'
import { isFoundAtHome } from '../../../guidance/child.ts'
import { factsOn } from '../child/seen.ts'
import { besideFact } from '../child/timeline.ts'

/** Where the order of a child stands on the day asked about, of what this person may see. */
export function orderOf(seen: ChildViewed): OrderSeen {
  const facts = factsOn(seen)
  const contents = new Map(factsWithHistory(seen.records).map((one) => [one.fact.id, besideFact(one, seen.casework)]))
  return orderOn(
    {
      facts,
      particularsOf: (id) => contents.get(id),
      entries: seen.casework.filter(({ kind }) => kind === 'order-stage'),
      home: homeEducationOf(seen, facts),
    },
    seen.on,
  )
}

/** The last case of missing education. */
export const lastCase = ({ assessment }: ChildViewed) => assessment?.episodes.findLast(({ pathway }) => pathway === 'cme')

/** What was found of the education at home; only a check of this case counts. */
export function homeEducationOf(seen: ChildViewed, facts: readonly Fact[]) {
  const check = facts.findLast((fact) => fact.type === 'ehe-check')
  const concern = facts.findLast((fact) => fact.type === 'ehe-concern')
  const opened = lastCase(seen)?.openedOn
  return {
    checkedOn: check && (opened === undefined || check.day >= dayOf(opened)) ? check.on : undefined,
    isEducatedAtHome: isFoundAtHome(check, concern),
  }
}
