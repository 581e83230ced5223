import type { NextSteps, NextStepsAsked } from '../../../actions/see-next-steps.ts'
import { dayOf, lastDayOfWeek } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { sectionOf } from '../../../words/guidance-words.ts'
import { actionOf, becauseInWords } from '../../../words/steps.ts'
import { pathOfChild, pathOfStep } from '../../paths.ts'
import { one, type Page, pageNumber, type Shown } from '../../route.ts'
import { mainAction } from '../../step-actions.ts'
import { dueWhen } from '../../when.ts'
import { nameAndAge } from '../child/who.ts'

/** What the user, or their agency, owes next: overdue first, each with the button that does it. */
export const nextStepsPage: Page<NextStepsAsked, NextSteps> = {
  read: ({ query }) => ({
    input: { whose: one(query, 'whose') === 'team' ? 'team' : 'mine', page: pageNumber(query) },
  }),
  template: 'pages/next-steps/page.njk',
  view: (given, { actor, today }) => ({
    today: inWords(today),
    whose: given.whose,
    counts: given.counts,
    page: given.page,
    pages: given.pages,
    unsweptSince: given.unsweptSince && inWords(dayOf(given.unsweptSince)),
    groups: groupsOf(given, actor, today),
  }),
}

const groups = ['Overdue', 'Today', 'Later this week', 'Later'] as const

function groupsOf({ steps, rules, counts }: NextSteps, actor: Shown['actor'], today: Shown['today']) {
  if (!rules) return []
  const rows = steps.map((step) => {
    const clause = dutyClause(step.clause)
    const due = dueWhen(step.dueOn, today, unitOf(clause), rules.calendar)
    const key = { ...step, because: step.because[0]?.id ?? '' }
    return {
      due,
      group: due.isLate
        ? groups[0]
        : due.isToday
          ? groups[1]
          : step.dueOn !== null && dayOf(step.dueOn) <= lastDayOfWeek(today)
            ? groups[2]
            : groups[3],
      title: actionOf(clause, step.service),
      because: becauseInWords(step.because, today),
      section: sectionOf(step.clause),
      why: pathOfStep(step.child, key),
      child: { path: pathOfChild(step.child), name: nameAndAge(step.details, today) },
      action: mainAction(actor, step.child, key),
    }
  })
  const totals = [counts.overdue, counts.today, counts.week, counts.later]
  return groups.map((title, place) => ({ title, total: totals[place], rows: rows.filter(({ group }) => group === title) }))
}
