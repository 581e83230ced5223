import type { Day } from '../../calendar/civil-date.ts'
import type { Service } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { Discharge, Holding, Pathway, SettingValues, Undated } from '../clause.ts'
import { type CaseSoFar, Duty, Episode } from './case-so-far.ts'
import type { Doings, Loaded, LoadedCondition, LoadedDuty } from './load.ts'

/*
 * The lifecycle of duties, for any register. A case is walked from event day to event day: the days of its facts, the days on which a
 * condition comes to hold or ceases, the first and last day of compulsory school age, changes of settings. Between two of them nothing
 * can change but whether a date has passed.
 *
 * On a day its facts are read in order. One fact opens episodes, starts duties, brings due dates forward, discharges, lapses, ends
 * episodes. At the end of the day the conditions are judged in the order of their clauses; last, whether anything is left to do.
 */

/** What is known of a condition in the open episode of its pathway. */
interface Judgement {
  answer: Holding | Undated | undefined
  /** Something that it reads has been read since. */
  stale: boolean
  /** Whether it held at the end of the last day that was walked. */
  held: boolean
  /** Whether it held when the last fact had been read; kept only while a duty lapses with it. */
  heldJustNow: boolean
  warned: boolean
}

export interface Warned {
  readonly code: string
  readonly says: string
  readonly fact: Fact
}

export interface Missed {
  readonly clause: string
  readonly missing: Day
}

/** A duty that time alone will bring. */
export interface Forecast {
  readonly condition: LoadedCondition
  readonly episode: Episode
  readonly startsOn: Day
  readonly because: readonly Fact[]
  readonly settings: SettingValues
}

/** `everyDay` judges everything anew on every day, as proof that event days are enough. */
export type Pace = 'event-days' | 'every-day'

export class Walk {
  readonly case: CaseSoFar
  readonly warnings: Warned[] = []
  /** What could not be said on the days walked, since the calendar does not reach. */
  readonly undecided: Missed[] = []
  readonly #loaded: Loaded
  readonly #pace: Pace
  readonly #current = new Map<Pathway, Episode>()
  readonly #judgements: Judgement[]
  #open: Duty[] = []
  #lastRead: Fact | undefined
  #walkedTo = Number.NEGATIVE_INFINITY

  constructor(loaded: Loaded, caseSoFar: CaseSoFar, pace: Pace = 'event-days') {
    this.#loaded = loaded
    this.#pace = pace
    this.case = caseSoFar
    this.#judgements = loaded.conditions.map(unjudged)
  }

  get openDuties(): readonly Duty[] {
    return this.#open
  }

  /** Walks every event day up to a day, and stands on that day. */
  advanceTo(day: Day): void {
    for (let next = this.nextEvent(); next !== undefined && next <= day; next = this.nextEvent()) this.#walk(next)
    this.#stand(day)
  }

  /** The next day on which something may change by a fact, a condition, an age or a setting. */
  nextEvent(): Day | undefined {
    const { facts, read, age, allSettings } = this.case
    const walked = this.#walkedTo
    let next = facts[read]?.day ?? Number.POSITIVE_INFINITY
    if (this.#pace === 'every-day' && walked > Number.NEGATIVE_INFINITY) next = Math.min(next, walked + 1)
    if (age.first > walked) next = Math.min(next, age.first)
    if (age.last > walked) next = Math.min(next, age.last)
    for (const change of allSettings.changes) if (change > walked) next = Math.min(next, change)
    for (const { index, pathway } of this.#loaded.conditions) {
      if (this.#current.has(pathway)) next = Math.min(next, edgeAfter(walked, (this.#judgements[index] as Judgement).answer))
    }
    return next === Number.POSITIVE_INFINITY ? undefined : next
  }

  /** The duties that are shown before they start, as it stands today. */
  forecasts(): Forecast[] {
    return this.#loaded.ahead.flatMap((condition) => this.#forecast(condition) ?? [])
  }

  /** Of what is shown ahead, what cannot be dated today. */
  undatedAhead(): Missed[] {
    return this.#loaded.ahead.flatMap((condition) => {
      const missing = this.#missingAhead(condition)
      return missing === undefined ? [] : [{ clause: nameOf(condition), missing }]
    })
  }

  // ---- a day -----------------------------------------------------------------------------------------------------------------------

  #stand(day: Day): void {
    this.case.day = day
    this.case.settings = this.case.allSettings.on(day)
  }

  #walk(day: Day): void {
    const settings = this.case.settings
    this.#stand(day)
    if (this.#pace === 'every-day' || this.case.settings !== settings) for (const judgement of this.#judgements) judgement.stale = true
    this.#noteWhatHolds()
    if (day === this.case.age.first) this.#openWaiting()
    const { facts } = this.case
    for (let fact = facts[this.case.read]; fact?.day === day; fact = facts[this.case.read]) this.#read(fact)
    if (day === this.case.age.last) this.#endEverything(null)
    else this.#endDay(day)
    this.#walkedTo = day
  }

  /** Episodes that wait for the first day of compulsory school age: the fact that opens them is read again. */
  #openWaiting(): void {
    for (const { pathway, waiting } of this.#loaded.waiting) {
      const opener = waiting?.(this.case)
      if (!opener || this.#current.has(pathway)) continue
      this.#lastRead = opener
      this.#openEpisode(pathway, opener)
      this.#startByFact(opener, this.#doings(opener))
    }
  }

  #read(fact: Fact): void {
    this.case.read = fact.place + 1
    this.#lastRead = fact
    const doings = this.#doings(fact)
    for (const { index } of doings.conditions) (this.#judgements[index] as Judgement).stale = true
    this.#openByFact(fact, doings)
    this.#startByFact(fact, doings)
    if (this.#open.length > 0) {
      this.#bringForward(fact)
      this.#discharge(fact, doings)
      this.#lapse(fact)
      this.#lapseWithConditions(fact)
      this.#dropClosed()
    }
    this.#endByFact(fact, doings)
    for (const { code, says, pattern } of doings.warnings) {
      if (this.case.atEndOf(fact.day, () => !pattern.when || pattern.when(fact, this.case))) this.warnings.push({ code, says, fact })
    }
  }

  #endDay(day: Day): void {
    for (const condition of this.#loaded.conditions) {
      const episode = this.#current.get(condition.pathway)
      if (episode) this.#judgeAtEnd(condition, episode, day)
    }
    for (const duty of this.#loaded.idle) {
      for (const pathway of duty.clause.pathways) {
        const episode = this.#current.get(pathway)
        if (episode && this.#lastRead && this.#isIdle(duty, episode)) this.#start(duty, episode, [this.#lastRead], null)
      }
    }
    this.#dropClosed()
  }

  #doings(fact: Fact): Doings {
    return this.#loaded.doings[fact.kind] as Doings
  }

  // ---- episodes --------------------------------------------------------------------------------------------------------------------

  #openByFact(fact: Fact, { opens }: Doings): void {
    const { age } = this.case
    for (const { rule, pattern } of opens) {
      if (this.#current.has(rule.pathway)) continue
      if (fact.day > age.last || (rule.withinCompulsoryAge && fact.day < age.first)) continue
      if (!pattern.when || pattern.when(fact, this.case)) this.#openEpisode(rule.pathway, fact)
    }
  }

  #openEpisode(pathway: Pathway, opener: Fact): void {
    const episode = new Episode(pathway, this.case, opener, this.case.day)
    this.case.episodes.push(episode)
    this.#current.set(pathway, episode)
    for (const condition of this.#loaded.conditions) {
      if (condition.pathway === pathway) this.#judgements[condition.index] = unjudged()
    }
    for (const opening of this.#loaded.openings) {
      if (opening.pathway !== pathway) continue
      const because = opening.because(episode)
      if (because) this.#start(opening.duty, episode, [because], null)
    }
  }

  #endByFact(fact: Fact, { ends, endsEverything }: Doings): void {
    for (const { when } of endsEverything) {
      if (!when || when(fact, this.case)) return this.#endEverything(fact)
    }
    for (const { pathway, pattern } of ends) {
      const episode = this.#current.get(pathway)
      if (episode && (!pattern.when || pattern.when(fact, episode))) this.#endEpisode(episode, fact)
    }
  }

  #endEpisode(episode: Episode, by: Fact): void {
    episode.endedOn = this.case.day
    this.#current.delete(episode.pathway)
    for (const duty of this.#open) {
      if (duty.episode === episode && !duty.clause.outlives) this.#close(duty, 'lapsed', by)
    }
    this.#dropClosed()
  }

  /** Ends every episode and lapses every duty: by a fact, or null for the end of compulsory school age. */
  #endEverything(by: Fact | null): void {
    for (const episode of this.#current.values()) episode.endedOn = this.case.day
    this.#current.clear()
    for (const duty of this.#open) this.#close(duty, 'lapsed', by)
    this.#open = []
  }

  // ---- starting --------------------------------------------------------------------------------------------------------------------

  #startByFact(fact: Fact, { starts }: Doings): void {
    for (const { duty, start } of starts) {
      const episode = this.#episodeFor(duty)
      if (!episode || (start.when && !start.when(fact, episode))) continue
      for (const service of start.services?.(fact) ?? noService) {
        const open = this.#openDuty(duty, service)
        if (!open) this.#start(duty, episode, [fact], service)
        else if (!start.onlyStarts) join(open, fact)
      }
    }
  }

  /** The first open episode of the pathways of a clause. */
  #episodeFor(duty: LoadedDuty): Episode | undefined {
    for (const pathway of duty.clause.pathways) {
      const episode = this.#current.get(pathway)
      if (episode) return episode
    }
    return undefined
  }

  /** The duty of a clause that is open; one that outlived its episode keeps nothing from starting. */
  #openDuty(clause: LoadedDuty, service: Service | null): Duty | undefined {
    return this.#open.find((duty) => duty.clause === clause && duty.service === service && duty.isOpen && duty.episode.isOpen)
  }

  #start(loaded: LoadedDuty, episode: Episode, because: Fact[], service: Service | null, by?: LoadedCondition, trigger?: Fact): void {
    const { clause } = loaded
    const { day, settings } = this.case
    const starter = because[0] as Fact
    const duty = new Duty(loaded, episode, service, ownerOf(loaded, starter, episode, settings), day, because, trigger)
    if (clause.kind === 'duty') duty.due = clause.due.due(day, starter, episode, settings)
    this.case.started.push(duty)
    for (const pattern of loaded.broughtForwardOnStartDay) {
      for (const fact of this.#readToday()) {
        if (fact.type === pattern.type && (!pattern.when || pattern.when(fact, episode, duty))) duty.bringForwardTo(fact.day, pattern.from)
      }
    }
    this.#dischargeByWhatWasRead(duty)
    if (duty.isOpen) this.#open.push(duty)
    if (!loaded.isOption && !duty.dischargedEarlier) this.#dischargeAsAnotherStarts(duty, by)
    for (const follower of loaded.followers) {
      const open = this.#openDuty(follower, null)
      if (open) join(open, starter)
      else this.#start(follower, episode, [starter], null)
    }
  }

  /** The facts of today that have been read, in reading order. */
  #readToday(): readonly Fact[] {
    const { facts, read, day } = this.case
    let from = read
    while (from > 0 && (facts[from - 1] as Fact).day === day) from--
    return facts.slice(from, read)
  }

  // ---- conditions ------------------------------------------------------------------------------------------------------------------

  #judge({ index, condition }: LoadedCondition, episode: Episode): Judgement {
    const judgement = this.#judgements[index] as Judgement
    if (judgement.stale || isOver(judgement.answer, this.case.day)) {
      judgement.answer = condition.holds(episode)
      judgement.stale = false
    }
    return judgement
  }

  #judgeAtEnd(condition: LoadedCondition, episode: Episode, day: Day): void {
    const judgement = this.#judge(condition, episode)
    const { answer } = judgement
    const held = holdsOn(answer, day)
    if (held) {
      if (condition.start && this.#mayStart(condition, episode, answer)) {
        const { duty } = condition.start
        this.#start(duty, episode, inReadingOrder(answer.because), null, condition, answer.trigger)
        judgement.answer = condition.condition.holds(episode)
      }
      if (condition.warning && !judgement.warned) {
        judgement.warned = true
        const { code, says } = condition.warning
        this.warnings.push({ code, says, fact: answer.because[0] as Fact })
      }
    } else if (isUndated(answer) && answer.missing <= day && this.#isAwaited(condition, episode, answer)) {
      this.#noteUndecided(condition, answer.missing)
    }
    judgement.held = held
  }

  /** Whether a duty may start now that its condition holds. */
  #mayStart({ start, index }: LoadedCondition, episode: Episode, { trigger }: { trigger?: Fact }): boolean {
    if (!start || this.#openDuty(start.duty, null)) return false
    const last = this.case.started.findLast((duty) => duty.clause === start.duty && duty.episode === episode)
    if (last?.lapsedBy) return true
    if (!start.oncePerTrigger) return !(this.#judgements[index] as Judgement).held
    if (!last) return true
    return trigger !== undefined && trigger !== last.trigger && trigger.place >= (last.dischargedBy as Fact).place
  }

  /** Whether something hangs on when a condition comes to hold. */
  #isAwaited(condition: LoadedCondition, episode: Episode, answer: Undated): boolean {
    if (condition.warning) return !(this.#judgements[condition.index] as Judgement).warned
    return this.#mayStart(condition, episode, answer)
  }

  #noteUndecided(condition: LoadedCondition, missing: Day): void {
    const clause = nameOf(condition)
    if (!this.undecided.some((known) => known.clause === clause && known.missing === missing)) this.undecided.push({ clause, missing })
  }

  /** When time alone will bring a duty, with the changes of settings that are known. */
  #forecast(condition: LoadedCondition): Forecast | undefined {
    const episode = this.#current.get(condition.pathway)
    if (!episode) return undefined
    const { day, age, allSettings } = this.case
    let answer = this.#judge(condition, episode).answer
    if (holdsOn(answer, day)) return undefined
    let from = day
    for (const change of [...allSettings.changes.filter((change) => change > day), age.last]) {
      const until = Math.min(change, age.last)
      if (answer && !isUndated(answer) && this.#mayStart(condition, episode, answer)) {
        const startsOn = Math.max(answer.from, from)
        if (startsOn < until && holdsOn(answer, startsOn)) {
          const settings = allSettings.on(startsOn)
          return { condition, episode, startsOn, because: inReadingOrder(answer.because), settings }
        }
      }
      if (until === age.last) break
      from = change
      this.#stand(from)
      answer = condition.condition.holds(episode)
      this.#stand(day)
    }
    return undefined
  }

  #missingAhead(condition: LoadedCondition): Day | undefined {
    const episode = this.#current.get(condition.pathway)
    if (!episode) return undefined
    const { answer } = this.#judge(condition, episode)
    if (!isUndated(answer) || answer.missing <= this.case.day || answer.missing >= this.case.age.last) return undefined
    return this.#mayStart(condition, episode, answer) ? answer.missing : undefined
  }

  /** Nothing of the episode is open, nor shown ahead within the setting's weeks. */
  #isIdle(duty: LoadedDuty, episode: Episode): boolean {
    if (this.#open.some((open) => open.isOpen && open.episode === episode && !open.clause.isOption)) return false
    const { day, settings } = this.case
    for (const start of duty.clause.starts) {
      if (!('idleFor' in start)) continue
      const horizon = day + 7 * (settings[start.idleFor] as number)
      for (const condition of this.#loaded.ahead) {
        if (condition.pathway !== episode.pathway) continue
        const forecast = this.#forecast(condition)
        if (forecast && forecast.startsOn <= horizon) return false
        const missing = this.#missingAhead(condition)
        if (missing !== undefined && missing <= horizon) this.#noteUndecided(condition, missing)
      }
    }
    return true
  }

  /** Before the facts of a day are read: which of the conditions with which duties lapse hold on it. */
  #noteWhatHolds(): void {
    for (const duty of this.#open) {
      const condition = duty.clause.lapsesWith
      const episode = condition && this.#current.get(condition.pathway)
      if (!episode) continue
      const judgement = this.#judge(condition, episode)
      judgement.heldJustNow = holdsOn(judgement.answer, this.case.day)
    }
  }

  /** A condition that held before a fact and does not after it lapses the duty. */
  #lapseWithConditions(fact: Fact): void {
    for (const duty of this.#open) {
      const condition = duty.clause.lapsesWith
      if (!condition || !duty.isOpen || !duty.episode.isOpen) continue
      const judgement = this.#judge(condition, duty.episode)
      const holds = holdsOn(judgement.answer, this.case.day)
      if (judgement.heldJustNow && !holds) this.#close(duty, 'lapsed', fact)
      judgement.heldJustNow = holds
    }
  }

  // ---- closing ---------------------------------------------------------------------------------------------------------------------

  #close(duty: Duty, how: 'discharged' | 'lapsed', by: Fact | null): void {
    if (!duty.isOpen) return
    if (how === 'discharged') {
      duty.dischargedOn = this.case.day
      duty.dischargedBy = by
    } else {
      duty.lapsedOn = this.case.day
      duty.lapsedBy = by
    }
  }

  #dropClosed(): void {
    if (this.#open.some((duty) => !duty.isOpen)) this.#open = this.#open.filter((duty) => duty.isOpen)
  }

  #bringForward(fact: Fact): void {
    for (const duty of this.#open) {
      for (const { when, from } of duty.clause.bringsForward[fact.kind] ?? []) {
        if (!when || when(fact, duty.episode, duty)) duty.bringForwardTo(fact.day, from)
      }
    }
  }

  #discharge(fact: Fact, { isReasonNotDone }: Doings): void {
    for (const duty of this.#open) {
      if (isReasonNotDone ? setsAside(fact, duty) : duty.clause.discharges[fact.kind]?.some((pattern) => discharges(pattern, fact, duty))) {
        this.#close(duty, 'discharged', fact)
      }
    }
  }

  #lapse(fact: Fact): void {
    for (const duty of this.#open) {
      const patterns = duty.clause.lapses[fact.kind]
      if (patterns?.some(({ when }) => !when || when(fact, duty.episode, duty))) this.#close(duty, 'lapsed', fact)
    }
  }

  /** A duty that has just started: facts dated before it where its row lets them count, then those of its day. */
  #dischargeByWhatWasRead(duty: Duty): void {
    const { clause } = duty
    if (clause.earlierDischarges.length > 0) {
      const earlier = this.#firstEarlier(duty)
      if (earlier) {
        duty.dischargedEarlier = true
        return this.#close(duty, 'discharged', earlier)
      }
    }
    for (const fact of this.#readToday()) {
      const counts = this.case.whenRead(
        fact.place + 1,
        () => setsAside(fact, duty) || clause.discharges[fact.kind]?.some((pattern) => discharges(pattern, fact, duty)),
      )
      if (counts) return this.#close(duty, 'discharged', fact)
    }
  }

  #firstEarlier(duty: Duty): Fact | undefined {
    const { facts, read } = this.case
    for (let place = 0; place < read; place++) {
      const fact = facts[place] as Fact
      if (fact.day >= duty.startedOn) return undefined
      const patterns = duty.clause.earlierDischarges.filter((pattern) => countsEarlier(pattern, fact, duty))
      if (patterns.length === 0) continue
      if (this.case.whenRead(place + 1, () => patterns.some((pattern) => discharges(pattern, fact, duty)))) return fact
    }
    return undefined
  }

  /**
   * Duties that end as another of their episode starts. They end by the last fact of its because; where that is older than they are, by
   * the last fact of the day before which its condition did not hold, or by time alone.
   */
  #dischargeAsAnotherStarts(started: Duty, by: LoadedCondition | undefined): void {
    for (const duty of this.#open) {
      if (duty === started || duty.episode !== started.episode || !duty.clause.endsWhenAnotherStarts) continue
      const last = started.because.at(-1) as Fact
      this.#close(duty, 'discharged', last.day >= duty.startedOn || !by ? last : this.#whatMadeItHold(by, started.episode))
    }
  }

  #whatMadeItHold({ condition }: LoadedCondition, episode: Episode): Fact | null {
    const { day } = this.case
    return this.#readToday().findLast((fact) => !this.case.before(fact, () => holdsOn(condition.holds(episode), day))) ?? null
  }
}

const noService: readonly null[] = [null]

const unjudged = (): Judgement => ({ answer: undefined, stale: true, held: false, heldJustNow: false, warned: false })

const isUndated = (answer: Holding | Undated | undefined): answer is Undated => answer !== undefined && 'missing' in answer

const holdsOn = (answer: Holding | Undated | undefined, day: Day): answer is Holding =>
  answer !== undefined && !('missing' in answer) && answer.from <= day && (answer.until === undefined || day <= answer.until)

/** The time of an answer has run out: it has to be judged anew. */
const isOver = (answer: Holding | Undated | undefined, day: Day): boolean =>
  answer !== undefined && 'until' in answer && answer.until !== undefined && answer.until < day

/** The first day after another on which a condition comes to hold or ceases. */
function edgeAfter(day: Day, answer: Holding | Undated | undefined): Day {
  if (answer === undefined) return Number.POSITIVE_INFINITY
  if ('missing' in answer) return answer.missing > day ? answer.missing : Number.POSITIVE_INFINITY
  if (answer.from > day) return answer.from
  return answer.until !== undefined && answer.until >= day ? answer.until + 1 : Number.POSITIVE_INFINITY
}

const nameOf = ({ start, warning }: LoadedCondition): string => start?.duty.id ?? warning?.code ?? ''

const ownerOf = ({ clause }: LoadedDuty, because: Fact, episode: Episode, settings: SettingValues) => {
  if (clause.kind === 'option') return clause.agency
  return typeof clause.owner === 'function' ? clause.owner(because, episode, settings) : clause.owner
}

const inReadingOrder = (facts: readonly Fact[]): Fact[] => [...new Set(facts)].sort((a, b) => a.place - b.place)

function join(duty: Duty, fact: Fact): void {
  if (duty.because.at(-1) !== fact) duty.because.push(fact)
}

const discharges = ({ type, when, afterStartDay }: Discharge, fact: Fact, duty: Duty): boolean =>
  fact.type === type && !(afterStartDay && fact.day === duty.startedOn) && (!when || when(fact, duty.episode, duty))

const setsAside = (fact: Fact, duty: Duty): boolean =>
  fact.type === 'reason-not-done' && duty.clause.canBeSetAside && fact.detail.clause === duty.clause.id

function countsEarlier({ type, earlier }: Discharge, fact: Fact, duty: Duty): boolean {
  if (!earlier || fact.type !== type || (earlier.of === 'episode' && fact.place < duty.episode.opener.place)) return false
  const from = earlier.from?.(duty)
  return from === undefined || fact.day >= from
}
