import { type Day, NEVER } from '../../calendar/civil-date.ts'
import type { Service } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { EpisodeSoFar, Holding, NumberSetting, SettingValues } from '../clause.ts'
import { type CaseSoFar, Episode } from './case-so-far.ts'
import { dischargedByWhatWasRead, isDischargedBy } from './discharge.ts'
import { Duty, inReadingOrder } from './duty.ts'
import { holdsOn, Judgements } from './judgements.ts'
import type { Doings, Loaded, LoadedCondition, LoadedDuty, LoadedPathway } from './load.ts'

/*
 * The lifecycle of duties, for any register. A case is walked from event day to event day: the days of its facts, the days on which a
 * condition comes to hold or ceases, the first and last day of compulsory school age, changes of settings. Between two of them nothing
 * can change but whether a date has passed.
 *
 * On a day its facts are read in order. One fact opens episodes, starts duties, brings due dates forward, discharges, lapses, ends
 * episodes. At the end of the day the conditions are judged in the order of their clauses; last, whether anything is left to do.
 */

export interface Warned {
  readonly code: string
  readonly says: string
  readonly fact: Fact
}

/** A clause, or a warning, of which something cannot be said since the calendar does not cover a day. */
export interface Undecided {
  readonly clause: string
  readonly missing: Day
}

/** A duty that time alone will bring. */
export interface Forecast {
  readonly duty: LoadedDuty
  readonly episode: Episode
  readonly startsOn: Day
  readonly holding: Holding
  readonly settings: SettingValues
}

/** `every-day` judges everything anew on every day, as proof that event days are enough. */
export type Pace = 'event-days' | 'every-day'

export class Walk {
  readonly case: CaseSoFar
  readonly warnings: Warned[] = []
  /** What could not be said on the days walked. */
  readonly undecided: Undecided[] = []
  readonly #loaded: Loaded
  readonly #pace: Pace
  readonly #judgements: Judgements
  /** The open episode of each pathway. */
  readonly #current: (Episode | undefined)[]
  /** Duties and options that are open. */
  #open: Duty[] = []
  #lastRead: Fact | undefined
  #walkedTo: Day = -NEVER
  /** The place of the first fact of the day. */
  #today = 0

  constructor(loaded: Loaded, caseSoFar: CaseSoFar, pace: Pace) {
    this.case = caseSoFar
    this.#loaded = loaded
    this.#pace = pace
    this.#judgements = new Judgements(loaded.conditions)
    this.#current = loaded.pathways.map(() => undefined)
  }

  get open(): readonly Duty[] {
    return this.#open
  }

  /** Walks every event day up to a day, and stands on that day. */
  advanceTo(day: Day): void {
    for (let next = this.nextEvent(); next <= day; next = this.nextEvent()) this.#walk(next)
    this.#stand(day)
  }

  /** The next day on which something may change by a fact, a condition, an age or a setting; `NEVER` if there is none. */
  nextEvent(): Day {
    const { facts, read, age, allSettings } = this.case
    const walked = this.#walkedTo
    const fact = facts[read]
    let next = fact === undefined ? NEVER : fact.day
    if (this.#pace === 'every-day' && walked > -NEVER) next = Math.min(next, walked + 1)
    // Nothing can wait for the first day of compulsory age unless something was read before it.
    if (age.first > walked && read > 0) next = Math.min(next, age.first)
    if (age.last > walked) next = Math.min(next, age.last)
    for (const change of allSettings.changes) if (change > walked) next = Math.min(next, change)
    for (const pathway of this.#loaded.pathways) {
      if (this.#current[pathway.index]) next = Math.min(next, this.#judgements.nextEdge(walked, pathway))
    }
    return next
  }

  // ---- a day -----------------------------------------------------------------------------------------------------------------------

  #stand(day: Day): void {
    this.case.day = day
    this.case.settings = this.case.allSettings.on(day)
  }

  #walk(day: Day): void {
    const { settings, facts, age } = this.case
    this.#stand(day)
    this.#today = this.case.read
    if (this.#pace === 'every-day' || this.case.settings !== settings) this.#judgements.makeStale(this.#loaded.conditions)
    this.#noteWhatHolds()
    if (day === age.first) this.#openWaiting()
    for (let fact = facts[this.case.read]; fact?.day === day; fact = facts[this.case.read]) this.#read(fact)
    if (day === age.last) this.#endEverything(null)
    else this.#endDay()
    this.#walkedTo = day
  }

  /** Episodes that wait for the first day of compulsory school age: the fact that opens them is read again. */
  #openWaiting(): void {
    for (const pathway of this.#loaded.pathways) {
      const opener = pathway.waiting?.(this.case)
      if (!opener || this.#current[pathway.index]) continue
      this.#lastRead = opener
      this.#openEpisode(pathway, opener)
      this.#startByFact(opener, this.#doings(opener))
    }
  }

  #read(fact: Fact): void {
    this.case.read = fact.place + 1
    this.#lastRead = fact
    const doings = this.#doings(fact)
    this.#judgements.makeStale(this.#pace === 'every-day' ? this.#loaded.conditions : doings.conditions)
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
    this.#warn(fact, doings)
  }

  #endDay(): void {
    for (const pathway of this.#loaded.pathways) {
      const episode = this.#current[pathway.index]
      if (episode) for (const condition of pathway.conditions) this.#judgeAtEnd(condition, episode)
    }
    for (const pathway of this.#loaded.pathways) {
      const episode = this.#current[pathway.index]
      if (!episode) continue
      for (const { duty, within } of pathway.idle) {
        if (this.#isIdle(episode, pathway, within)) this.#start(duty, episode, [this.#lastRead as Fact], null)
      }
    }
    this.#dropClosed()
  }

  #doings(fact: Fact): Doings {
    return this.#loaded.doings[fact.kind] as Doings
  }

  #warn(fact: Fact, { warnings }: Doings): void {
    for (const { code, says, when } of warnings) {
      if (this.case.atEndOf(fact.day, () => !when || when(fact, this.case))) this.warnings.push({ code, says, fact })
    }
  }

  // ---- episodes --------------------------------------------------------------------------------------------------------------------

  #openByFact(fact: Fact, { opens }: Doings): void {
    const { age } = this.case
    for (const { pathway, when } of opens) {
      if (this.#current[pathway.index]) continue
      if (fact.day > age.last || (pathway.withinCompulsoryAge && fact.day < age.first)) continue
      if (!when || when(fact, this.case)) this.#openEpisode(pathway, fact)
    }
  }

  #openEpisode(pathway: LoadedPathway, opener: Fact): void {
    const episode = new Episode(pathway.name, this.case, opener, this.case.day)
    this.case.episodes.push(episode)
    this.#current[pathway.index] = episode
    this.#judgements.openFor(pathway)
    for (const opening of pathway.openings) {
      const because = opening.because(episode)
      if (because) this.#start(opening.duty, episode, [because], null)
    }
  }

  #endByFact(fact: Fact, { ends, endsEverything }: Doings): void {
    if (endsEverything.some(({ when }) => !when || when(fact, this.case))) this.#endEverything(fact)
    for (const { pathway, when } of ends) {
      const episode = this.#current[pathway]
      if (!episode || (when && !when(fact, episode))) continue
      this.#current[pathway] = undefined
      episode.endedOn = this.case.day
      for (const duty of this.#open) if (duty.episode === episode && !duty.clause.outlives) duty.lapse(this.case.day, fact)
      this.#dropClosed()
    }
  }

  /** Ends every episode and lapses every duty: by a fact, or null for the end of compulsory school age. */
  #endEverything(by: Fact | null): void {
    for (const episode of this.#current) if (episode) episode.endedOn = this.case.day
    this.#current.fill(undefined)
    for (const duty of this.#open) duty.lapse(this.case.day, by)
    this.#open = []
  }

  // ---- starting --------------------------------------------------------------------------------------------------------------------

  #startByFact(fact: Fact, { starts }: Doings): void {
    for (const { duty, when, onlyStarts, services } of starts) {
      const episode = this.#episodeFor(duty)
      if (!episode || (when && !when(fact, episode))) continue
      for (const service of services?.(fact) ?? noService) {
        const open = this.#openDuty(duty, service)
        if (!open) this.#start(duty, episode, [fact], service)
        else if (!onlyStarts) open.join(fact)
      }
    }
  }

  /** The first open episode of the pathways of a clause. */
  #episodeFor({ pathways }: LoadedDuty): Episode | undefined {
    for (const pathway of pathways) {
      const episode = this.#current[pathway]
      if (episode) return episode
    }
    return undefined
  }

  /** The duty of a clause that is open; one that outlived its episode keeps nothing from starting. */
  #openDuty(clause: LoadedDuty, service: Service | null): Duty | undefined {
    for (const duty of this.#open) {
      if (duty.clause === clause && duty.service === service && duty.isOpen && isUnderWay(duty.episode)) return duty
    }
    return undefined
  }

  #start(loaded: LoadedDuty, episode: Episode, because: Fact[], service: Service | null, by?: LoadedCondition, holding?: Holding): void {
    const duty = new Duty(loaded, episode, service, this.case.day, because, this.case.settings, holding)
    if (loaded.bringsForwardOnStartDay) this.#bringForwardByWhatWasRead(duty)
    const settling = dischargedByWhatWasRead(duty, this.case, this.#today)
    if (settling) duty.discharge(this.case.day, settling)
    if (duty.isOpen) this.#open.push(duty)
    if (!loaded.isOption && !duty.dischargedEarlier) this.#dischargeAsAnotherStarts(duty, by)
    // Only now, so that what made its condition hold is asked as it stood without it.
    this.case.started.push(duty)
    for (const follower of loaded.followers) {
      const starter = because[0] as Fact
      const open = this.#openDuty(follower, null)
      if (open) open.join(starter)
      else this.#start(follower, episode, [starter], null)
    }
  }

  // ---- conditions ------------------------------------------------------------------------------------------------------------------

  #judgeAtEnd(condition: LoadedCondition, episode: Episode): void {
    const { day } = this.case
    const judgement = this.#judgements.judge(condition, episode)
    const { answer } = judgement
    const held = holdsOn(answer, day)
    if (answer && held) {
      if (condition.duty) this.#startByCondition(condition, condition.duty, episode, answer)
      if (condition.warning && !judgement.warned) {
        judgement.warned = true
        this.warnings.push({ ...condition.warning, fact: answer.because[0] as Fact })
      }
    } else if (answer?.missing !== undefined && answer.missing <= day && this.#isAwaited(condition, episode, answer)) {
      this.#noteUndecided(condition, answer.missing)
    }
    // Asked again, since a duty that starts and is settled at once may end what it started from.
    judgement.held = holdsOn(judgement.answer, day)
  }

  #startByCondition(condition: LoadedCondition, duty: LoadedDuty, episode: Episode, holding: Holding): void {
    const open = this.#openDuty(duty, null)
    // An occasion that finds the duty open at the end of its day starts none later.
    if (open) open.occasion = holding.occasion
    else if (this.#mayStart(condition, episode, holding)) {
      this.#start(duty, episode, inReadingOrder(holding.because), null, condition, holding)
      // The condition may read the duties started.
      this.#judgements.of(condition).answer = condition.holds(episode)
    }
  }

  /**
   * Whether a duty may start when its condition holds. The condition has to have come to hold, or the last duty to have been lapsed by a
   * fact; where it starts once for each occasion, the occasion has to be another one.
   */
  #mayStart(condition: LoadedCondition, episode: Episode, { occasion }: Holding): boolean {
    const { duty, oncePerOccasion } = condition
    if (!duty || this.#openDuty(duty, null)) return false
    const last = this.case.started.findLast((started) => started.clause === duty && started.episode === episode)
    if (last?.lapsedBy) return true
    return oncePerOccasion ? occasion !== last?.occasion : !this.#judgements.of(condition).held
  }

  /** Whether something hangs on when a condition comes to hold. */
  #isAwaited(condition: LoadedCondition, episode: Episode, answer: Holding): boolean {
    return condition.warning ? !this.#judgements.of(condition).warned : this.#mayStart(condition, episode, answer)
  }

  #noteUndecided({ duty, warning }: LoadedCondition, missing: Day): void {
    const clause = duty?.id ?? warning?.code ?? ''
    if (!this.undecided.some((known) => known.clause === clause && known.missing === missing)) this.undecided.push({ clause, missing })
  }

  /** Nothing of the episode is open, nor shown ahead within the weeks of a setting. */
  #isIdle(episode: Episode, { ahead }: LoadedPathway, within: NumberSetting): boolean {
    for (const duty of this.#open) if (duty.isOpen && duty.episode === episode && !duty.clause.isOption) return false
    const horizon = this.case.day + 7 * this.case.settings[within]
    for (const condition of ahead) {
      const forecast = this.#forecast(condition, episode)
      if (forecast && forecast.startsOn <= horizon) return false
      const missing = this.#missingAhead(condition, episode)
      if (missing !== undefined && missing <= horizon) this.#noteUndecided(condition, missing)
    }
    return true
  }

  // ---- ahead -----------------------------------------------------------------------------------------------------------------------

  /** The duties that are shown before they start, as it stands today. */
  forecasts(): Forecast[] {
    const found: Forecast[] = []
    this.#eachAhead((condition, episode) => {
      const forecast = this.#forecast(condition, episode)
      if (forecast) found.push(forecast)
    })
    return found
  }

  /** Of what is shown ahead, what cannot be dated today. */
  undatedAhead(): Undecided[] {
    const found: Undecided[] = []
    this.#eachAhead((condition, episode) => {
      const missing = this.#missingAhead(condition, episode)
      if (missing !== undefined && condition.duty) found.push({ clause: condition.duty.id, missing })
    })
    return found
  }

  #eachAhead(visit: (condition: LoadedCondition, episode: Episode) => void): void {
    for (const { index, ahead } of this.#loaded.pathways) {
      const episode = this.#current[index]
      if (episode) for (const condition of ahead) visit(condition, episode)
    }
  }

  /** When time alone will bring a duty, changes of settings included that are known; before the last day of compulsory school age. */
  #forecast(condition: LoadedCondition, episode: Episode): Forecast | undefined {
    const { day, age, allSettings } = this.case
    let answer = this.#judgements.judge(condition, episode).answer
    if (holdsOn(answer, day)) return undefined
    let from = day
    for (const change of [...allSettings.changes.filter((change) => day < change && change < age.last), age.last]) {
      const startsOn = answer ? Math.max(answer.from, from) : NEVER
      if (answer && startsOn < change && startsOn <= answer.until && condition.duty && this.#mayStart(condition, episode, answer)) {
        return { duty: condition.duty, episode, startsOn, holding: answer, settings: allSettings.on(startsOn) }
      }
      from = change
      if (from < age.last) answer = this.#askAhead(condition, episode, from)
    }
    return undefined
  }

  #askAhead({ holds }: LoadedCondition, episode: Episode, ahead: Day): Holding | undefined {
    const { day } = this.case
    this.#stand(ahead)
    const answer = holds(episode)
    this.#stand(day)
    return answer
  }

  #missingAhead(condition: LoadedCondition, episode: Episode): Day | undefined {
    const { answer } = this.#judgements.judge(condition, episode)
    const { day, age } = this.case
    if (answer?.missing === undefined || answer.missing <= day || answer.missing >= age.last) return undefined
    return this.#mayStart(condition, episode, answer) && !this.#forecast(condition, episode) ? answer.missing : undefined
  }

  // ---- closing ---------------------------------------------------------------------------------------------------------------------

  #dropClosed(): void {
    if (this.#open.some(isClosed)) this.#open = this.#open.filter((duty) => duty.isOpen)
  }

  #bringForward(fact: Fact): void {
    for (const duty of this.#open) {
      for (const { when, from } of duty.clause.bringsForward[fact.kind] ?? nothing) {
        if (!when || when(fact, duty.episode, duty)) duty.bringForwardTo(fact.day, from)
      }
    }
  }

  #bringForwardByWhatWasRead(duty: Duty): void {
    for (let place = this.#today; place < this.case.read; place++) {
      const fact = this.case.facts[place] as Fact
      for (const { when, onStartDay, from } of duty.clause.bringsForward[fact.kind] ?? nothing) {
        if (onStartDay && (!when || when(fact, duty.episode, duty))) duty.bringForwardTo(fact.day, from)
      }
    }
  }

  #discharge(fact: Fact, { isReasonNotDone }: Doings): void {
    for (const duty of this.#open) {
      if (isReasonNotDone ? duty.isSetAsideBy(fact) : isDischargedBy(fact, duty)) duty.discharge(this.case.day, fact)
    }
  }

  #lapse(fact: Fact): void {
    for (const duty of this.#open) {
      for (const { when } of duty.clause.lapses[fact.kind] ?? nothing) {
        if (!when || when(fact, duty.episode, duty)) duty.lapse(this.case.day, fact)
      }
    }
  }

  /** Before the facts of a day are read: which of the conditions with which duties lapse hold on it. */
  #noteWhatHolds(): void {
    for (const { clause, episode } of this.#open) {
      if (!clause.lapsesWith || !isUnderWay(episode)) continue
      const judgement = this.#judgements.judge(clause.lapsesWith, episode)
      judgement.heldJustNow = holdsOn(judgement.answer, this.case.day)
    }
  }

  /** A condition that held before a fact and does not after it lapses the duty. */
  #lapseWithConditions(fact: Fact): void {
    for (const duty of this.#open) {
      const { clause, episode } = duty
      if (!clause.lapsesWith || !duty.isOpen || !isUnderWay(episode)) continue
      const judgement = this.#judgements.judge(clause.lapsesWith, episode)
      const holds = holdsOn(judgement.answer, this.case.day)
      if (judgement.heldJustNow && !holds) duty.lapse(this.case.day, fact)
      judgement.heldJustNow = holds
    }
  }

  /**
   * Duties that end as another of their episode starts. They end by the last fact of its because; where that is older than they are, by
   * the last fact of the day before which its condition did not hold, or by time alone.
   */
  #dischargeAsAnotherStarts(started: Duty, by: LoadedCondition | undefined): void {
    for (const duty of this.#open) {
      if (duty === started || duty.episode !== started.episode || !duty.clause.endsWhenAnotherStarts) continue
      const last = started.because.at(-1) as Fact
      duty.discharge(this.case.day, last.day >= duty.startedOn || !by ? last : this.#whatMadeItHold(by, started.episode))
    }
  }

  #whatMadeItHold({ holds }: LoadedCondition, episode: EpisodeSoFar): Fact | null {
    const { day, facts, read } = this.case
    for (let place = read - 1; place >= this.#today; place--) {
      const fact = facts[place] as Fact
      if (!this.case.before(fact, () => holdsOn(holds(episode), day))) return fact
    }
    return null
  }
}

const noService: readonly null[] = [null]
const nothing: readonly never[] = []

const isUnderWay = (episode: EpisodeSoFar): boolean => episode.endedOn === null

const isClosed = (duty: Duty): boolean => !duty.isOpen
