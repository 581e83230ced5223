import type { ChildAsked, ChildViewed } from '../../../actions/view-child.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords, listed } from '../../../calendar/words.ts'
import type { AssessedEpisode } from '../../../casefile/assessment.ts'
import { particularsFields } from '../../../casefile/casework-table.ts'
import type { Detail } from '../../../casefile/fact-table.ts'
import { factsWithHistory } from '../../../casefile/history.ts'
import type { Fact } from '../../../casefile/standing.ts'
import { isFoundAtHome, putsOnRoll } from '../../../guidance/child.ts'
import { mayKeep } from '../../../sharing/casework.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { answersOf, particularsWordsOf } from '../../../words/casework-words.ts'
import { endInWords, endOfEpisode, spanInWords } from '../../../words/episode-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { capital, pathwayInWords } from '../../../words/guidance-words.ts'
import { lengthInWords } from '../../../words/how-far.ts'
import { pathOfChild, pathOfEntry, pathOfForm, pathOfSchool } from '../../paths.ts'
import type { Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { changesSince, factsOn, missingParticulars, readChild } from '../child/seen.ts'
import { besideFact, plansOf, whoOf } from '../child/timeline.ts'
import { tabsOf } from '../child-details/tabs.ts'
import { formerInWords } from './former.ts'

/*
 * Back in school: on which roll a child is, whether it was seen there, how its cases began and ended, and closing one in another way.
 */

export const schoolPage: Page<ChildAsked, ChildViewed> = {
  read: readChild,
  template: 'pages/school/page.njk',
  view: (seen, { actor, today }) => {
    const facts = factsOn(seen)
    const episodes = seen.assessment?.episodes ?? []
    const open = episodes.find(({ pathway, endedOn }) => pathway === 'cme' && endedOn === null)
    return {
      ...identityOf(seen, today),
      tabs: tabsOf(seen, 'school'),
      changes: changesSince(seen, today),
      roll: rollOf(seen, facts, actor),
      plans: plansOf(seen, false, today).filter(({ id }) => isOnRollFact(id, seen)),
      isOpen: open !== undefined,
      former: open && formerInWords(open, seen, facts),
      episodes: episodes.toReversed().map((episode) => episodeRow(episode, seen, facts, actor)),
      ways: open ? waysToClose(seen, facts, actor) : [],
    }
  },
}

// ---- The roll --------------------------------------------------------------------------------------------------------------------------

function rollOf(seen: ChildViewed, facts: readonly Fact[], actor: Actor) {
  const { head, details, on, rules } = seen
  const last = facts.findLast((fact) => fact.type === 'off-roll' || putsOnRoll(fact))
  const from = pathOfSchool(head)
  const record =
    agenciesToRecordFor(actor.role, 'on-roll').length > 0
      ? { button: 'Record school place', path: pathOfForm(head, 'on-roll', { from }) }
      : undefined
  if (!last) return { says: 'Nothing is on record of leaving a roll, or of a place on one.', record }
  if (last.type === 'off-roll') return { says: `On no school’s roll since ${inWords(last.day)}.`, record }
  const school = last.type === 'on-roll' && last.detail.school !== undefined ? seen.schools.get(last.detail.school) : undefined
  const place = `On roll${school === undefined ? '' : ` at ${school}`} since ${inWords(last.day)}`
  const attended = seen.casework.findLast(({ kind, on: day }) => kind === 'first-attendance' && dayOf(day) >= last.day)
  if (attended) {
    const [how] = answersOf('first-attendance', attended.content, seen.schools)
    return {
      says: `${place}. Seen at school on ${inWords(dayOf(attended.on))}.`,
      more: `${how?.answer ?? ''}; confirmed by ${[attended.who.name, attended.who.agency].filter((one) => one !== null).join(', ')}`,
    }
  }
  if (!details.classes.includes('notes')) return { says: `${place}. Whether the child was seen there is not for you.` }
  return {
    says: `${place}, not yet seen at school${on > last.day ? `, for ${lengthInWords(last.day, on, 'school days', rules.calendar)}` : ''}.`,
    isNotSeen: true,
    confirm: mayKeep(actor.role, 'first-attendance')
      ? { button: 'Confirm that the child was there', path: pathOfEntry(head, 'first-attendance', undefined, { from }) }
      : undefined,
  }
}

const isOnRollFact = (id: string, { records }: ChildViewed): boolean =>
  records.some((record) => record.id === id && 'type' in record && record.type === 'on-roll')

// ---- Its cases -------------------------------------------------------------------------------------------------------------------------

function episodeRow(episode: AssessedEpisode, seen: ChildViewed, facts: readonly Fact[], actor: Actor) {
  const end = endOfEpisode(episode, facts)
  const history = end && factsWithHistory(seen.records).find(({ fact }) => fact.id === end.id)
  const content = history && besideFact(history, seen.casework)
  return {
    pathway: capital(pathwayInWords(episode.pathway)),
    span: capital(spanInWords(episode)),
    isOpen: episode.endedOn === null,
    ended: endInWords(episode, facts),
    who: history && whoOf(history.fact, seen),
    answers: end?.type === 'cme-closed' && content ? answersOf('cme-closed', content, seen.schools) : [],
    ...(history && missingParticulars(history, seen, actor, pathOfSchool(seen.head))),
    path: episode.endedOn === null ? pathOfChild(seen.head) : `${pathOfChild(seen.head)}?as-of=${episode.endedOn}`,
  }
}

// ---- Closing it in another way -----------------------------------------------------------------------------------------------------------

/** A place on a roll is recorded above. */
const reasons = [
  'ehe',
  'left-area',
  'duplicate',
  'not-compulsory-age',
  'died',
  'other',
] as const satisfies readonly Detail<'cme-closed'>['reason'][]

function waysToClose({ head }: ChildViewed, facts: readonly Fact[], { role }: Actor) {
  if (agenciesToRecordFor(role, 'cme-closed').length === 0) return []
  const asked = formWordsOf('cme-closed').members['reason']
  const questions = particularsWordsOf('cme-closed')
  const check = facts.findLast((fact) => fact.type === 'ehe-check')
  const concern = facts.findLast((fact) => fact.type === 'ehe-concern')
  return reasons.map((reason) => ({
    title: asked?.kind === 'one' ? (asked.choices[reason] ?? reason) : reason,
    asks: listed(
      Object.keys(particularsFields('cme-closed', { reason }) ?? {}).map((member) => asLine(questions[member]?.question ?? member)),
    ),
    path: pathOfForm(head, 'cme-closed', { reason, from: pathOfSchool(head) }),
    not:
      reason === 'ehe' && !isFoundAtHome(check, concern)
        ? 'Not now: the last check has to have found the child on the home-education register, with no concern open.'
        : undefined,
  }))
}

const asLine = (question: string): string => `“${question}”`
