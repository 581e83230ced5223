import { type CivilDate, civilDate, compare, date, dayOf, monthsAfter } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind, FactType } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import type { Allocation, Episode, KnownChild } from './circumstances.ts'
import { agenciesFor, isAfter } from './owners.ts'
import { type Relationship, relationships } from './relationships.ts'
import type { Actor } from './roles.ts'
import type { SharingSettings } from './settings.ts'

/*
 * The one decision on who may see a child. It follows from facts and records alone, is stored as rows with them, and every list and page asks those rows.
 */

/** An agency, or a person, that may see a child from a day until a day. */
export interface MaySee {
  /** An empty text for a person who may whichever agency they act for. */
  readonly agency: string
  /** The one user who may; an empty text where all of the agency may. */
  readonly user: string
  readonly relationship: Relationship
  readonly from: CivilDate
  /** The last day; null where no end is known. */
  readonly until: CivilDate | null
}

/** Why an actor may see a child on a day, by the rows about it; nothing where they may not. In the order of the table of relationships. */
export function relationshipsOf(
  rows: readonly MaySee[],
  { user, agency }: Pick<Actor, 'user' | 'agency'>,
  today: CivilDate,
): Relationship[] {
  const meant = rows.filter(
    (row) =>
      (row.agency === agency.id || row.agency === '') &&
      (row.user === user || row.user === '') &&
      row.from <= today &&
      (row.until === null || today <= row.until),
  )
  return inOrder(meant.map(({ relationship }) => relationship))
}

/** Relationships, each once, in the order of their table. */
export const inOrder = (some: readonly Relationship[]): Relationship[] => allRelationships.filter((one) => some.includes(one))

const allRelationships = Object.keys(relationships) as readonly Relationship[]

/**
 * Who may see a child, as of a day: ordered, and for each agency and relationship with no two spells that touch. A child of which any record is sealed exists
 * for the persons that every sealed record lists, and for nobody else.
 */
export function whoMaySee(child: KnownChild, settings: SharingSettings, day: CivilDate): MaySee[] {
  const seals = child.circumstances.seals.filter(({ isSealed }) => isSealed)
  const [first, ...others] = seals
  if (first) {
    const users = first.users.filter((user) => user !== '' && others.every((seal) => seal.users.includes(user)))
    return [...new Set(users)].sort().map((user) => ({ agency: '', user, relationship: 'named-in-seal', from: ALWAYS, until: null }))
  }
  const spells = rules.flatMap((rule) => rule(child, day))
  return joined(spells.map((spell) => lengthened(spell, settings)))
}

/** A seal holds whatever day is asked about. */
const ALWAYS = date('1970-01-01')

/** While something holds that lets agencies see the child; the day after its end is counted later. */
interface Spell {
  readonly agencies: readonly string[]
  readonly relationship: Relationship
  readonly from: CivilDate
  readonly until: CivilDate | null
}

type Rule = (child: KnownChild, day: CivilDate) => readonly Spell[]

// ---- The rules -------------------------------------------------------------------------------------------------------------------------

/** A school sees its own pupils while they are on its roll. */
const onRoll: Rule = ({ circumstances }) =>
  circumstances.rolls.map(({ agency, from, until }) => ({ agencies: [agency], relationship: 'on-roll', from, until }))

/** Whoever owes a duty; where it is not known which of several does, all of them. */
const owesNextStep: Rule = ({ duties }) =>
  duties.map(({ owners, startedOn, closedOn }) => ({
    agencies: owners.agencies,
    relationship: 'owes-next-step',
    from: startedOn,
    until: closedOn,
  }))

/** Whoever was given the child, until another was. */
const hasTheChild: Rule = ({ circumstances: { allocations } }) =>
  allocations.flatMap((allocation) =>
    daysInForce(allocation, allocations).map((days) => ({
      agencies: [allocation.agency],
      relationship: 'has-the-child' as const,
      ...days,
    })),
  )

/** Services and hub see a child about whom they are asked, and the panel one that it has before it. */
const isAsked: Rule = (child, day) =>
  child.facts.flatMap((fact) => {
    const asked = asks[fact.type]?.(fact as never) ?? []
    const until = endOfAsking(fact, child)
    return asked.map(([kind, relationship]): Spell => {
      return { agencies: agenciesFor(kind, child.circumstances, day), relationship, from: fact.on, until }
    })
  })

type Asked = readonly (readonly [kind: AgencyKind, relationship: Relationship])[]

/** Whom a fact asks for something. */
const asks: { readonly [T in FactType]?: (fact: Fact<T>) => Asked } = {
  'support-request': ({ detail }) =>
    detail.route === 'direct'
      ? [['cfw', 'was-asked']]
      : [
          ['cfw', 'was-asked'],
          ['cssh-mash', 'was-asked'],
        ],
  'cssh-discussion': () => [['cssh-mash', 'was-asked']],
  'csc-referral': () => [['csc', 'was-asked']],
  'strategy-discussion': ({ detail }) => (detail.step === 'considered' ? [] : [['csc', 'was-asked']]),
  'case-clinic': ({ detail }) => (detail.stepUp ? [['csc', 'was-asked']] : []),
  'allocated-worker-discussion': ({ detail }) => [[detail.service, 'was-asked']],
  'advice-sought': ({ detail }) => {
    if (detail.from === 'mash-education-officer') return [['cssh-mash', 'was-asked']]
    return detail.from === 'cfw-senior-support-worker' ? [['cfw', 'was-asked']] : []
  },
  'panel-nomination': () => [['panel-chair', 'on-panel']],
  'panel-discussed': () => [['panel-chair', 'on-panel']],
  'panel-outcome': () => [['panel-chair', 'on-panel']],
  'ehe-stated': () => [['ehe-team', 'home-education']],
  'ehe-check': () => [['ehe-team', 'home-education']],
  'ehe-concern': () => [['ehe-team', 'home-education']],
  'admissions-engagement': () => [['pupil-access', 'school-place']],
  sao: () => [['pupil-access', 'school-place']],
}

/** What is asked ends with the episodes within which it was; outside of any, on its day. A nomination that is declined ends with that. */
function endOfAsking(fact: Fact, { facts, episodes }: KnownChild): CivilDate | null {
  const declined =
    fact.type === 'panel-nomination'
      ? facts.find((other) => other.type === 'panel-nomination-declined' && other.place > fact.place)
      : undefined
  if (declined) return declined.on
  const ends = episodes.filter((episode) => isWithin(fact.on, episode)).map(({ endedOn }) => endedOn)
  if (ends.includes(null)) return null
  return ends.reduce<CivilDate>((last, end) => (end !== null && end > last ? end : last), fact.on)
}

const isWithin = (on: CivilDate, { openedOn, endedOn }: Episode): boolean => openedOn <= on && (endedOn === null || on <= endedOn)

/** A service sees the children who are open to it: it says so, or the panel found so; until it says otherwise, or a later panel does. */
const openTo: Rule = ({ facts, circumstances }, day) =>
  (['cfw', 'csc'] as const).flatMap((service) => {
    const spells = spellsOf(facts, (fact) => {
      if (fact.type === 'service-open') return fact.detail.service === service ? 'begins' : undefined
      if (fact.type === 'service-closed') return fact.detail.service === service ? 'ends' : undefined
      return fact.type === 'panel-outcome' ? (fact.detail.openTo.includes(service) ? 'begins' : 'ends') : undefined
    })
    return spells.map((spell): Spell => ({ ...spell, agencies: agenciesFor(service, circumstances, day), relationship: 'open-to' }))
  })

/** The home-education team keeps the children who are educated at home, until they are on a roll, not on the register, or elsewhere. */
const homeEducation: Rule = ({ facts, circumstances }, day) => {
  const spells = spellsOf(facts, (fact) => {
    switch (fact.type) {
      case 'ehe-stated':
        return 'begins'
      case 'ehe-check':
        return fact.detail.onRegister ? 'begins' : 'ends'
      case 'cme-closed':
        return fact.detail.reason === 'ehe' ? 'begins' : 'ends'
      case 'on-roll':
        return 'ends'
      default:
        return undefined
    }
  })
  const agencies = agenciesFor('ehe-team', circumstances, day)
  return spells.map((spell) => ({ ...spell, agencies, relationship: 'home-education' }))
}

/** The CME officers see every child with an episode of missing education. */
const missingEducation: Rule = ({ episodes, circumstances: { teams } }) => {
  const agencies = teams.filter(({ kind }) => kind === 'cme-officer').map(({ id }) => id)
  const own = episodes.filter(({ pathway }) => pathway === 'cme')
  return own.map(({ openedOn, endedOn }) => ({ agencies, relationship: 'missing-education', from: openedOn, until: endedOn }))
}

/**
 * A team that put on record that the child is a brother or sister of one it works with: for some months from that day, and from each day on which it is said
 * again. A school sees no pupil of another by it.
 */
const siblingOfOne: Rule = ({ circumstances: { siblingLinks, teams } }) =>
  siblingLinks
    .filter(({ agency }) => teams.some(({ id }) => id === agency))
    .map(({ agency, on }) => ({ agencies: [agency], relationship: 'sibling-of-one', from: on, until: on }))

/** Of a child without a date of birth nothing can be said by the guidance: the CME officers find it out. */
const withoutDateOfBirth: Rule = ({ facts, hasDateOfBirth, circumstances: { teams } }) => {
  const [first] = facts
  if (hasDateOfBirth || !first) return []
  const agencies = teams.filter(({ kind }) => kind === 'cme-officer').map(({ id }) => id)
  return [{ agencies, relationship: 'without-date-of-birth', from: first.on, until: null }]
}

/** Whoever answers for the work of the others sees the children on a pathway. */
const oversees: Rule = ({ episodes, circumstances: { teams } }) => {
  const agencies = teams.filter((team) => team.oversees).map(({ id }) => id)
  return episodes.map(({ openedOn, endedOn }) => ({ agencies, relationship: 'oversees', from: openedOn, until: endedOn }))
}

const rules: readonly Rule[] = [
  onRoll,
  owesNextStep,
  hasTheChild,
  isAsked,
  openTo,
  homeEducation,
  missingEducation,
  siblingOfOne,
  withoutDateOfBirth,
  oversees,
]

// ---- Spells ----------------------------------------------------------------------------------------------------------------------------

/** The spells that facts, in reading order, begin and end. */
function spellsOf(
  facts: readonly Fact[],
  does: (fact: Fact) => 'begins' | 'ends' | undefined,
): { readonly from: CivilDate; readonly until: CivilDate | null }[] {
  const spells: { from: CivilDate; until: CivilDate | null }[] = []
  for (const fact of facts) {
    const done = does(fact)
    const last = spells.at(-1)
    const isOpen = last !== undefined && last.until === null
    if (done === 'begins' && !isOpen) spells.push({ from: fact.on, until: null })
    if (done === 'ends' && isOpen) last.until = fact.on
  }
  return spells
}

type Days = Pick<Allocation, 'from' | 'until'>

/** The days of an allocation on which none for the same that began later holds: behind one with an end the earlier is in force again. */
function daysInForce(allocation: Allocation, all: readonly Allocation[]): readonly Days[] {
  const { kind, duty, from, until } = allocation
  return all
    .filter((other) => other.kind === kind && other.duty === duty && isAfter(other, allocation))
    .reduce<readonly Days[]>((left, later) => left.flatMap((days) => without(days, later)), [{ from, until }])
}

/** Some days without those of an allocation among them; a span without a day has an end before its beginning. */
function without({ from, until }: Days, taken: Days): readonly Days[] {
  if ((until !== null && taken.from > until) || (taken.until !== null && taken.until < from)) return [{ from, until }]
  const before = { from, until: civilDate(dayOf(taken.from) - 1) }
  return taken.until === null ? [before] : [before, { from: civilDate(dayOf(taken.until) + 1), until }]
}

function lengthened(spell: Spell, settings: SharingSettings): Spell {
  const { until, relationship } = spell
  if (until === null || !relationships[relationship].outlastsItsEnd || until < spell.from) return spell
  const end = dayOf(until)
  return { ...spell, until: civilDate(monthsAfter(end, settings.on(end).seenAfterEnd)) }
}

/** One row for each agency and relationship and each run of spells without a day between them. */
function joined(spells: readonly Spell[]): MaySee[] {
  const rows = spells.flatMap(({ agencies, relationship, from, until }) =>
    until !== null && until < from ? [] : agencies.map((agency): MaySee => ({ agency, user: '', relationship, from, until })),
  )
  rows.sort((a, b) => compare(a.agency, b.agency) || compare(a.relationship, b.relationship) || compare(a.from, b.from))
  const kept: MaySee[] = []
  for (const row of rows) {
    const last = kept.at(-1)
    if (!last || last.agency !== row.agency || last.relationship !== row.relationship || isApart(last, row)) kept.push(row)
    else kept[kept.length - 1] = { ...last, until: laterEnd(last.until, row.until) }
  }
  return kept
}

const isApart = (last: MaySee, row: MaySee): boolean => last.until !== null && dayOf(row.from) > dayOf(last.until) + 1

const laterEnd = (one: CivilDate | null, other: CivilDate | null): CivilDate | null =>
  one === null || other === null ? null : one > other ? one : other
