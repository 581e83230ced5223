import { type CivilDate, compare, dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'
import { type Fact, recordedAt, standingFacts } from '../casefile/standing.ts'
import { anotherStarts, type DutyClause } from '../guidance/clause.ts'
import { isGuidancesOwn, settingDefinitions, type Unit } from '../guidance/settings.ts'
import { clauseNamed, dutyClause, titleOf, unitOf } from '../words/clause-named.ts'
import { factInWords, recorded, whatItSays } from '../words/fact-words.ts'
import { agencyWords, capital, citation, pathwayInWords, settingInWords, standingOf } from '../words/guidance-words.ts'
import { howFar, lengthInWords } from '../words/how-far.ts'
import { shortDate, WIDEST_SHORT_DATE } from '../words/short-date.ts'
import { whatChanges } from '../words/what-changes.ts'
import type { Answered, Look } from './answered.ts'
import { indented, labelled, wrap } from './layout.ts'
import { onRecord } from './on-record.ts'
import { whoItIs } from './page-head.ts'

/*
 * The page about a child: what a caseworker wants to know, in the order in which they want to know it. It adds words and nothing else to
 * what the assessment says; only how far days lie from the one asked about is worked out here.
 */

export function pageOf(answered: Answered, look: Look): string {
  const page = new Page(answered, look)
  return `${page.lines().join('\n')}\n`
}

const COLUMN = 13
const INDENT = 2

class Page {
  readonly #of: Answered
  readonly #look: Look
  readonly #facts: ReadonlyMap<string, Fact>

  constructor(answered: Answered, look: Look) {
    this.#of = answered
    this.#look = look
    this.#facts = new Map(standingFacts(answered.case, answered.knownAt?.moment).map((fact) => [fact.id, fact]))
  }

  lines(): string[] {
    return [
      ...whoItIs(this.#of, this.#look),
      ...this.#section(`Next steps${this.#howMany()}`, this.#nextSteps()),
      ...this.#section('Coming if nothing more is recorded', this.#coming()),
      ...this.#section('What may be done', this.#options()),
      ...this.#section('Warnings', this.#warnings()),
      ...this.#section('What has been settled', this.#settled()),
      ...this.#onRecord(),
      ...this.#section('Plans on record, not counted yet', this.#plans()),
      ...this.#section('About this answer', this.#about()),
    ]
  }

  /** A section under its heading; one that has nothing in it is left out. */
  #section(title: string, body: readonly string[]): string[] {
    return body.length === 0 ? [] : ['', this.#look.style.heading(title.toUpperCase()), ...body]
  }

  // ---- what is asked ---------------------------------------------------------------------------------------------------------------

  #duties(...states: readonly AssessedDuty['state'][]): readonly AssessedDuty[] {
    return this.#of.assessment.duties.filter(({ state }) => states.includes(state))
  }

  /** `: 1 overdue, 2 open`; nothing where there are no next steps. */
  #howMany(): string {
    const late = this.#duties('overdue')
    const counts = [
      [late.filter(({ force }) => force !== 'consider').length, 'overdue'],
      [late.filter(({ force }) => force === 'consider').length, 'not yet considered'],
      [this.#duties('open').length, 'open'],
    ] as const
    const words = counts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
    return words.length === 0 ? '' : `: ${words.join(', ')}`
  }

  #nextSteps(): string[] {
    const steps = [...this.#duties('overdue').toSorted(byUrgency), ...this.#duties('open').toSorted(byUrgency)]
    if (steps.length > 0) return steps.flatMap((duty, i) => [...(i === 0 ? [] : ['']), ...this.#nextStep(duty)])
    return wrap(this.#whyNothing(), this.#look.width)
  }

  #whyNothing(): string {
    if (this.#duties('upcoming').length > 0) return 'Nothing is asked of anybody on this day; what comes next stands under COMING.'
    const isOnAPathway = this.#of.assessment.episodes.some(({ endedOn }) => endedOn === null)
    return isOnAPathway ? 'Nothing is asked of anybody on this day.' : 'No pathway is open: nothing is asked of anybody.'
  }

  #nextStep(duty: AssessedDuty): string[] {
    const clause = dutyClause(duty.clause)
    const mark = duty.state === 'open' ? '' : duty.force === 'consider' ? 'NOT YET CONSIDERED' : 'OVERDUE'
    return [
      ...this.#title(mark, titleOf(duty), `${citation(clause)}, ${duty.force}`),
      ...this.#field('Who', capital(agencyWords[duty.owner])),
      ...this.#pathway(duty),
      ...this.#field('By', this.#dueDate(duty)),
      ...this.#field('Why', ...this.#because(duty)),
      ...this.#field('Date', capital(duty.calculation()), this.#dueFrom(duty)),
      ...this.#field('Settled by', settledBy(duty, clause)),
    ]
  }

  /** On which pathway a duty is owed, where the child has been on more than one: the same duty may then be owed on each. */
  #pathway({ pathway }: AssessedDuty): string[] {
    const pathways = new Set(this.#of.assessment.episodes.map((episode) => episode.pathway))
    return pathways.size > 1 ? this.#field('Pathway', capital(pathwayInWords(pathway))) : []
  }

  #title(mark: string, title: string, where: string): string[] {
    const { style, width } = this.#look
    const [first = '', ...others] = indented(`${mark === '' ? '' : `${mark}  `}${title} (${where})`, width, 0, INDENT)
    return [style.alarm(first.slice(0, mark.length)) + style.strong(first.slice(mark.length)), ...others.map(style.strong)]
  }

  #field(label: string, ...texts: readonly string[]): string[] {
    return texts.filter((text) => text !== '').flatMap((text, i) => labelled(i === 0 ? label : '', text, this.#look.width, COLUMN, INDENT))
  }

  #dueDate({ dueOn, clause }: AssessedDuty): string {
    return dueOn === null ? 'cannot be dated' : this.#dayAndHowFar(dueOn, unitOf(dutyClause(clause)))
  }

  #dayAndHowFar(date: CivilDate, unit: Unit): string {
    const day = dayOf(date)
    return `${inWords(day)}, ${howFar(day, this.#of.asOf, unit, this.#of.calendar)}`
  }

  #because({ because }: AssessedDuty): string[] {
    return because.flatMap((id) => {
      const fact = this.#facts.get(id)
      return fact ? [capital(factInWords(fact))] : []
    })
  }

  #dueFrom({ clause, dueFrom }: AssessedDuty): string {
    if (dueFrom === 'guidance') return 'from the guidance'
    const { values } = this.#of.county
    const local = dutyClause(clause).due.settings.filter((name) => !isGuidancesOwn(name, values))
    if (local.length === 0) return 'from a local setting'
    const named = local.map((name) => `${name}, ${settingInWords(name, values)}`).join('; ')
    return `from ${local.length === 1 ? 'a local setting' : 'local settings'}: ${named}`
  }

  #coming(): string[] {
    return this.#duties('upcoming').flatMap((duty, i) => {
      const clause = dutyClause(duty.clause)
      return [
        ...(i === 0 ? [] : ['']),
        ...this.#title('', titleOf(duty), `${citation(clause)}, ${duty.force}`),
        ...this.#field('Who', capital(agencyWords[duty.owner])),
        ...this.#pathway(duty),
        ...this.#field('From', this.#dayAndHowFar(duty.startedOn, unitOf(clause))),
        ...this.#field('By', duty.dueOn === null ? 'cannot be dated' : inWords(dayOf(duty.dueOn))),
        ...this.#field('Why', ...this.#because(duty)),
        ...this.#field('Date', capital(duty.calculation()), this.#dueFrom(duty)),
      ]
    })
  }

  #options(): string[] {
    return this.#of.assessment.options.flatMap(({ clause: id, agency, since }) => {
      const clause = clauseNamed(id)
      return [
        ...this.#title('', clause.title, citation(clause)),
        ...this.#field('What', clause.says),
        ...this.#field('Who', `${capital(agencyWords[agency])}, since ${inWords(dayOf(since))}`),
      ]
    })
  }

  #warnings(): string[] {
    return this.#of.assessment.warnings.flatMap(({ text, fact: id }) => {
      const fact = this.#facts.get(id)
      return [
        ...indented(`- ${text}`, this.#look.width, 0, 2),
        ...(fact ? indented(`About: ${factInWords(fact)}`, this.#look.width, 2, 4) : []),
      ]
    })
  }

  // ---- what was asked --------------------------------------------------------------------------------------------------------------

  #settled(): string[] {
    return [
      ...this.#group('Done', this.#duties('done'), (duty) => this.#howDone(duty)),
      ...this.#group('Done late', this.#duties('late'), (duty) => this.#howDone(duty)),
      ...this.#group('Set aside', this.#duties('set-aside'), (duty) => this.#by(duty.dischargedBy, duty)),
      ...this.#group('Lapsed', this.#duties('lapsed'), (duty) =>
        duty.lapsedBy === null ? 'the end of compulsory school age' : this.#by(duty.lapsedBy, duty),
      ),
    ]
  }

  #group(title: string, duties: readonly AssessedDuty[], how: (duty: AssessedDuty) => string): string[] {
    if (duties.length === 0) return []
    const rows = duties.toSorted((a, b) => compare(closedOn(a), closedOn(b)))
    return [
      this.#look.style.strong(title),
      ...rows.flatMap((duty) =>
        this.#dated(shortDate(dayOf(closedOn(duty))), `${titleOf(duty)} (${duty.clause}, ${agencyWords[duty.owner]}): ${how(duty)}`),
      ),
    ]
  }

  #dated(date: string, text: string): string[] {
    return labelled(date.padStart(WIDEST_SHORT_DATE), text, this.#look.width, COLUMN, INDENT)
  }

  #howDone(duty: AssessedDuty): string {
    const { dueOn, dischargedOn, state, clause } = duty
    const by = this.#didIt(duty)
    if (state !== 'late' || dueOn === null || dischargedOn === null) return by
    const due = dayOf(dueOn)
    const length = lengthInWords(due, dayOf(dischargedOn), unitOf(dutyClause(clause)), this.#of.calendar)
    return `${by}; ${length} late, due ${shortDate(due)}`
  }

  /** What discharged a duty: a fact that its clause names, or that another duty started. */
  #didIt(duty: AssessedDuty): string {
    const { discharged } = dutyClause(duty.clause)
    const fact = duty.dischargedBy === null ? undefined : this.#facts.get(duty.dischargedBy)
    // What began because of an earlier fact, as time went on, is not that fact's doing.
    const mayBeEarlier = !discharged.includes(anotherStarts)
    const isNamed = discharged.some((way) => way !== anotherStarts && way.type === fact?.type)
    return isNamed && (fact?.on === duty.dischargedOn || mayBeEarlier) ? this.#by(duty.dischargedBy, duty) : 'another step began'
  }

  /** What a fact says that closed a duty, with its own day where that is another one. */
  #by(id: string | null, duty: AssessedDuty): string {
    const fact = id === null ? undefined : this.#facts.get(id)
    if (!fact) return ''
    const words = whatItSays(fact)
    if (fact.on === closedOn(duty)) return words
    return `on ${shortDate(fact.day)}${fact.on < duty.startedOn ? ', before it was asked' : ''}: ${words}`
  }

  // ---- what the answer rests on ----------------------------------------------------------------------------------------------------

  #onRecord(): string[] {
    const { count, facts, withdrawn } = onRecord(this.#of, [...this.#facts.values()])
    const { style, width } = this.#look
    const shown = ({ rows, older }: typeof facts) => [
      ...rows.flatMap(({ day, words }) => this.#dated(shortDate(day), capital(words))),
      ...(older === 0 ? [] : indented(`and ${older} older ${older === 1 ? 'one' : 'ones'}; --all-facts prints all`, width, INDENT)),
    ]
    const howMany = count === 0 ? '' : count === 1 ? ': 1 fact' : `: ${count} facts, newest first`
    return this.#section(`On record${howMany}`, [
      ...shown(facts),
      ...(withdrawn.rows.length === 0 ? [] : [style.strong('Withdrawn'), ...shown(withdrawn)]),
    ])
  }

  #plans(): string[] {
    return [...this.#facts.values()]
      .filter(({ day }) => day > this.#of.asOf)
      .flatMap((fact) => indented(`- ${capital(factInWords(fact))}`, this.#look.width, 0, 2))
  }

  #about(): string[] {
    const { asOf, calendar, calendarFile, settingsFile, county } = this.#of
    const changed = Object.keys(county.given).filter((name) => name in settingDefinitions) as (keyof typeof county.given)[]
    return [
      ...this.#field('Day', inWords(asOf)),
      ...this.#field('Known', this.#whatWasKnown()),
      ...this.#field('Calendar', `${recorded(calendar.file.name)}${calendarFile ? `, from ${calendarFile}` : ''}`),
      ...this.#field(
        'Settings',
        settingsFile ? `from ${settingsFile}` : 'the guidance’s own, and defaults where it is silent',
        ...changed.map((name) => `${name}: ${settingInWords(name, county.values)}, ${standingOf(name, county.values)}`),
      ),
      ...this.#field('Next change', ...this.#nextChange()),
    ]
  }

  #nextChange(): string[] {
    const { asOf, next, assessment, calendar } = this.#of
    if (next === undefined) return ['none, if nothing more is recorded']
    const plans = [...this.#facts.values()].filter(({ day }) => asOf < day && day <= next.on)
    return [
      `${inWords(next.on)}, ${howFar(next.on, asOf, 'weeks', calendar)}, if nothing more is recorded`,
      capital(whatChanges(assessment, next.assessment, new Set(plans.map(({ id }) => id)))),
    ]
  }

  #whatWasKnown(): string {
    const { knownAt, case: file } = this.#of
    if (!knownAt) return 'everything on record'
    const later = file.facts.filter((record) => recordedAt(record) > knownAt.moment).length
    const left =
      later === 0
        ? 'nothing was recorded later'
        : `${later} ${later === 1 ? 'record' : 'records'} made later ${later === 1 ? 'is' : 'are'} left out`
    return `what was on record at ${momentInWords(knownAt.text)}; ${left}`
  }
}

function settledBy({ force }: AssessedDuty, { dischargedWords = '' }: DutyClause): string {
  switch (force) {
    case 'must':
      return capital(dischargedWords)
    case 'should':
      return `${capital(dischargedWords)}. A recorded reason why not settles it too`
    case 'consider':
      return `${capital(dischargedWords)}. A decision either way settles it`
  }
}

const forces: readonly AssessedDuty['force'][] = ['must', 'should', 'consider']

/** By due date; of one date what must be done comes before what should, and that before what is to be considered. */
const byUrgency = (a: AssessedDuty, b: AssessedDuty): number =>
  compare(a.dueOn ?? '~', b.dueOn ?? '~') || forces.indexOf(a.force) - forces.indexOf(b.force)

const closedOn = ({ dischargedOn, lapsedOn, startedOn }: AssessedDuty): CivilDate => dischargedOn ?? lapsedOn ?? startedOn

/** `Friday 20 November 2026, 09:30 UTC` of `2026-11-20T09:30:00Z`. */
function momentInWords(text: string): string {
  const offset = text.replace(/^.*?(?=Z$|z$|[+-]\d\d:\d\d$)/, '')
  return `${inWords(dayOf(text.slice(0, 10) as CivilDate))}, ${text.slice(11, 16)} ${/^z$/i.test(offset) ? 'UTC' : `UTC${offset}`}`
}
