import { userInfo } from 'node:os'
import { type ChangeAsked, type Changed, Refused } from '../actions/look-after-county.ts'
import { dayOf, isCivilDate } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import { type ExitCode, lines, refuse, type Screen } from './command.ts'
import { progressOn, today } from './database.ts'

/*
 * What the commands that change the county have in common: who changes it and why, and what is said of it.
 */

export const changeOptions = {
  why: { takes: 'TEXT', words: 'what it is changed for; it is kept with the change' },
  by: { takes: 'NAME', words: 'who makes the change; whoever you are to this machine unless given' },
  'as-of': { takes: 'DAY', words: 'the day for which children are then assessed; today unless given' },
} as const

export type ChangeOptions = { readonly [Name in keyof typeof changeOptions]?: string }

/** Who changes something, why, and as of which day; or a sentence that says what is wrong with it. */
export function changeAsked(
  { why, by = whoever(), 'as-of': asOf }: ChangeOptions,
  screen: Screen,
): { asked: ChangeAsked } | { wrong: string } {
  if (by === undefined || by.trim() === '') return { wrong: 'This machine does not know who you are. Say it: --by NAME.' }
  if (asOf !== undefined && !isCivilDate(asOf)) return { wrong: `${asOf} is not a day that exists, written YYYY-MM-DD.` }
  const day = asOf === undefined ? today() : dayOf(asOf)
  return { asked: { by: by.trim(), today: day, onProgress: progressOn(screen), ...(why !== undefined && { why }) } }
}

/** The first option that was given and is not among those that go with what was asked; in a sentence. */
export function misplaced(given: object, allowed: readonly string[], what: string): string | undefined {
  const [extra] = Object.keys(given).filter((name) => !allowed.includes(name))
  return extra === undefined ? undefined : `--${extra} does not go with ${what}.`
}

function whoever(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
}

/** Does a change that may be refused, and says what came of it. `said` is what is said of one that changed something, `toldOf` how a fault is told. */
export async function changing<C extends Changed>(
  work: () => Promise<C>,
  said: (changed: C) => string,
  toldOf: (fault: Fault) => string,
  screen: Screen,
): Promise<ExitCode> {
  let changed: C
  try {
    changed = await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refuse(error.faults.map(toldOf), screen)
  }
  const { isChanged, children, failed } = changed
  for (const child of failed) screen.err.write(`${child} could not be assessed; onroll sweep tries again, and says why.\n`)
  screen.out.write(
    lines(
      isChanged ? said(changed) : 'Nothing differs from what is on record, and nothing was changed.',
      ...(children > 0 ? [`${children === 1 ? '1 child' : `${children} children`} assessed anew.`] : []),
    ),
  )
  return failed.length === 0 ? 0 : 2
}

/** A moment as it stands in a list: to the minute, in UTC. */
export const minuteOf = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`

/** Who made a change, without the mark that it came from the command line. */
export const nameOf = (recordedBy: string): string => recordedBy.replace(/^command: /, '')
