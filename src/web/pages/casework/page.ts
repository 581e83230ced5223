import type { NewFact } from '../../../actions/record-fact.ts'
import type { CaseworkAsked, CaseworkSeen, SiblingShown } from '../../../actions/see-casework.ts'
import { civilDate, type Day, dayOf, isCivilDate } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { EntryKind } from '../../../casefile/casework-table.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import type { FactWithHistory } from '../../../casefile/history.ts'
import { mayKeep } from '../../../sharing/casework.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { choiceInWords } from '../../../words/casework-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { siblingWords } from '../../../words/sibling-words.ts'
import { dayTexts } from '../../day-fields.ts'
import {
  pathOfAllocation,
  pathOfCasework,
  pathOfChild,
  pathOfCorrection,
  pathOfDetails,
  pathOfEntry,
  pathOfForm,
  pathOfNotes,
  pathOfSeveral,
  pathOfSiblings,
  TAKEOVER,
  withQuery,
} from '../../paths.ts'
import { type Form, one, type Page, type Shown } from '../../route.ts'
import { dayOfRecord } from '../../when.ts'
import { identityOf } from '../child/page.ts'
import { changesSince, missingParticulars, readChild, type Standing, standingOn } from '../child/seen.ts'
import { stepsOf, stepsSettledBy } from '../child/steps.ts'
import { besideFact, keeperOf, particularsOf, sayingOf, whoOf } from '../child/timeline.ts'
import { nameAndAge } from '../child/who.ts'
import { tabsOf } from '../child-details/tabs.ts'
import { type FormField, factFields, linkedToFields } from '../record/fields.ts'
import { readForm } from '../record/read-form.ts'
import { clockOf } from './clock.ts'
import { enquiriesOf } from './enquiries.ts'
import { referralRow } from './referrals.ts'

/*
 * The work with a child on one page: who has it, what was tried and asked, what stands in the way, who was asked to help, how long it has been, and how far a school
 * place has come. On a phone an attempt is recorded here, in a few taps.
 */

/** The steps that are settled by what people record as they work with a family. */
const STEPS = stepsSettledBy(
  ...([
    'engagement-attempt',
    'admissions-engagement',
    'officer-support',
    'barrier',
    'agency-referral',
    'agency-referral-not-needed',
  ] as const),
  ...(['panel-nomination', 'panel-nomination-declined', 'progress-review'] as const),
)

export const caseworkPage: Page<CaseworkAsked, CaseworkSeen> = {
  read: readChild,
  template: 'pages/casework/page.njk',
  view: (seen, shown) => {
    const { actor, today, sent, faults } = shown
    const { head } = seen
    const links = linksOf(head, actor)
    const attempts = newest(seen, 'engagement-attempt')
    const canAct = may(actor.role, 'record-facts')
    const recorded = one(sent.query, 'recorded')
    return {
      ...identityOf(seen, today),
      tabs: tabsOf(seen, 'casework'),
      changes: changesSince(seen, today),
      putRight: seen.correctable.has(recorded) ? pathOfCorrection(head, recorded) : undefined,
      holders: seen.holders.map(({ kind, agency, user, since }) => ({
        kind: capital(agencyWords[kind]),
        who: [user, agency].filter((name) => name !== null).join(', ') || 'nobody by name',
        since: inWords(dayOf(since)),
      })),
      allocate: may(actor.role, 'allocate') ? pathOfAllocation(head) : undefined,
      everything: may(actor.role, 'allocate') ? TAKEOVER : undefined,
      ...{ canAct, ...stepsOf(seen, { actor, canAct, query: '', from: pathOfCasework(head), clauses: STEPS }) },
      clock: clockOf(seen, today),
      isUndated: seen.assessment === undefined,
      quick: links.fact('engagement-attempt') && quickFields(shown),
      attempts: attempts.slice(0, MOST_ATTEMPTS).map((one) => factRow(one, seen)),
      moreAttempts: Math.max(0, attempts.length - MOST_ATTEMPTS),
      longForm: links.fact('engagement-attempt'),
      enquiries: enquiriesOf(
        seen,
        attempts.map(({ fact }) => fact),
        (check) => links.entry('enquiry', undefined, { check }),
      ),
      addEnquiry: links.entry('enquiry'),
      admissions: newest(seen, 'admissions-engagement')
        .slice(0, 1)
        .map((one) => factRow(one, seen))[0],
      recordAdmissions: links.fact('admissions-engagement'),
      barriers: newest(seen, 'barrier').map((one) => barrierRow(one, seen, actor)),
      addBarrier: links.fact('barrier'),
      candidate: candidateOf(seen, links),
      referrals: newest(seen, 'agency-referral').map((one) =>
        referralRow(one, seen, {
          record: links.entry('referral-answer', one.fact.id),
          add: missingParticulars(one, seen, actor, pathOfCasework(head)).add,
        }),
      ),
      addReferral: links.fact('agency-referral'),
      places: placesOf(seen),
      addPlace: links.entry('school-place'),
      siblings: seen.siblings.map((sibling) => siblingRow(sibling, today)),
      addSibling: may(actor.role, 'change-details') ? pathOfSiblings(head) : undefined,
      forSeveral: links.fact('engagement-attempt') && seen.siblings.length > 0 ? forSeveral(seen) : undefined,
      details: seen.details,
      detailsPath: pathOfDetails(head),
      notesPath: pathOfNotes(head),
      action: pathOfCasework(head),
      today: inWords(today),
      faults: linkedToFields(faults),
    }
  },
}

const MOST_ATTEMPTS = 5

const newest = <const T extends FactType>(seen: CaseworkSeen, type: T): readonly Standing<T>[] => standingOn(seen, type).toReversed()

const factRow = (one: FactWithHistory, seen: CaseworkSeen) => ({
  says: sayingOf(one.fact, seen),
  on: dayOfRecord(dayOf(one.fact.on), seen.on),
  who: whoOf(one.fact, seen),
  note: one.fact.note,
  particulars: particularsOf(one, seen),
})

// ---- Where links lead ------------------------------------------------------------------------------------------------------------------

type Links = ReturnType<typeof linksOf>

/** The forms that this person may open; each comes back here. */
function linksOf(head: string, { role }: Actor) {
  const from = pathOfCasework(head)
  const mayRecord = (type: FactType) => agenciesToRecordFor(role, type).length > 0
  return {
    fact: (type: FactType, preset: Readonly<Record<string, string>> = {}): string | undefined =>
      mayRecord(type) ? pathOfForm(head, type, { ...preset, from }) : undefined,
    entry: (kind: EntryKind, of?: string, preset: Readonly<Record<string, string>> = {}): string | undefined =>
      mayKeep(role, kind) ? pathOfEntry(head, kind, of, preset) : undefined,
  }
}

// ---- Attempts --------------------------------------------------------------------------------------------------------------------------

/** The few fields of an attempt that is recorded as it happens: today’s, by the own agency. */
function quickFields({ actor, today, typed, faults }: Shown) {
  const agencies = agenciesToRecordFor(actor.role, 'engagement-attempt')
  const all = factFields({ type: 'engagement-attempt', agencies, schools: [], today, values: typed ?? {}, isTyped: true, faults })
  const named = (name: string): FormField | undefined => all.find((field) => field.name === name)
  const note = named('note')
  return {
    fields: [
      named('detail.method'),
      named('detail.outcome'),
      note && { ...note, kind: 'line', label: 'In one line: what was said or seen? (optional)', hint: undefined },
    ],
    // The day that the page shows is the day that is recorded, however late it is sent.
    on: Object.entries(dayTexts('on', civilDate(today))).map(([name, value]) => ({ name, value })),
  }
}

/** Records an attempt at once and comes back here, where it is said what that changed. */
export const attemptForm: Form<NewFact, { readonly child: string; readonly fact: string }> = {
  read: ({ params, body }) => {
    const read = readForm('engagement-attempt', body)
    return 'faults' in read ? read : { input: { child: params['child'] ?? '', ...read } }
  },
  next: ({ child, fact }) => withQuery(pathOfCasework(child), { recorded: fact }),
}

// ---- Barriers and the panel ----------------------------------------------------------------------------------------------------------------

function barrierRow(one: Standing<'barrier'>, seen: CaseworkSeen, actor: Actor) {
  const which = besideFact(one, seen.casework)?.['which']
  return {
    ...factRow(one, seen),
    which: typeof which === 'string' ? which : undefined,
    isSignificant: one.fact.detail?.kind === 'significant',
    // A note says which it is as well.
    add: one.fact.note === undefined ? missingParticulars(one, seen, actor, pathOfCasework(seen.head)).add : undefined,
  }
}

/** Where a significant barrier lets the child be put forward for a panel, and it was not yet. */
function candidateOf({ assessment }: CaseworkSeen, links: Links) {
  const isCandidate = assessment?.options.some(({ clause }) => clause === '1.4b') === true
  return isCandidate ? { nominate: links.fact('panel-nomination', { ground: 'significant-barrier' }) } : undefined
}

// ---- A school place --------------------------------------------------------------------------------------------------------------------

/** What was heard of a school place, the last first. */
const placesOf = ({ casework, on }: CaseworkSeen) =>
  casework.flatMap(({ kind, content, on: day, by, who }) => {
    const { stage, school, startsOn, says } = content
    if (kind !== 'school-place' || typeof stage !== 'string') return []
    const starts = typeof startsOn === 'string' && isCivilDate(startsOn) ? `, to start on ${inWords(dayOf(startsOn))}` : ''
    return [
      {
        stage: choiceInWords('school-place', 'stage', stage),
        says: `${choiceInWords('school-place', 'stage', stage)}${typeof school === 'string' ? `: ${school}` : ''}${starts}`,
        more: typeof says === 'string' ? says : undefined,
        on: dayOfRecord(dayOf(day), on),
        who: keeperOf({ who, by }),
      },
    ]
  })

// ---- Brothers and sisters --------------------------------------------------------------------------------------------------------------

const siblingRow = ({ details, relation, fromWhom, name, recordedAt }: SiblingShown, today: Day) => ({
  name: nameAndAge(details, today),
  path: pathOfChild(details.head),
  relation: siblingWords[relation],
  school: details.stays.find(({ from, until }) => dayOf(from) <= today && (until === null || dayOf(until) >= today))?.school,
  fromWhom,
  said: `${name}, ${momentInWords(recordedAt)}`,
})

/** One act for the child and its brothers and sisters. */
const forSeveral = ({ head, siblings }: CaseworkSeen): string =>
  pathOfSeveral('engagement-attempt', head, ...siblings.map((one) => one.head))
