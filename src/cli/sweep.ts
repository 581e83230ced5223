import { sweepChildren } from '../actions/look-after-database.ts'
import { dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { askedWrongly, type Command, lines } from './command.ts'
import { asking, progressOn, today } from './database.ts'

const options = { 'as-of': { takes: 'DAY', words: 'the day to assess for; today unless given' } } as const

export const sweepCommand: Command = {
  name: 'sweep',
  summary: 'assesses the children whose next steps have changed by the day alone',
  forms: ['sweep [--as-of DAY]'],
  words: [
    'The worker does it by itself, soon after midnight and whenever it starts. By hand it can be broken off and run again, beside the worker too.',
    'It ends with 2 where a child could not be assessed; the others are, all the same.',
  ],
  options,
  examples: ['sweep', 'sweep --as-of 2026-11-23'],
  run: (args, screen) =>
    asking('sweep', args, options, screen, 0, async (_, { 'as-of': asOf }) => {
      if (asOf !== undefined && !isCivilDate(asOf))
        return askedWrongly('sweep', `${asOf} is not a day that exists, written YYYY-MM-DD.`, screen)
      const { children, failed } = await sweepChildren(process.env, asOf === undefined ? today() : dayOf(asOf), progressOn(screen))
      for (const { child, error } of failed)
        screen.err.write(`${child} could not be assessed: ${error instanceof Error ? error.message : String(error)}\n`)
      screen.out.write(lines(`${children === 1 ? '1 child' : `${children} children`} swept.`))
      return failed.length === 0 ? 0 : 2
    }),
}
