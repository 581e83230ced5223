import { fillDatabase } from '../actions/fill-with-county.ts'
import { dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { either } from '../casefile/fault.ts'
import { type Scale, scales } from '../county/county.ts'
import { syntheticCounty } from '../county/synthetic-county.ts'
import { askedWrongly, type Command, lines } from './command.ts'
import { asking, progressOn, today } from './database.ts'

const options = {
  scale: { takes: 'SCALE', words: `how large it is: ${either(scales)}; demo unless given` },
  day: { takes: 'DAY', words: 'the day that it is made for; today unless given, and the nearest one that the calendar has room for' },
  seed: { takes: 'N', words: 'another number makes another county; 1 unless given' },
} as const

export const fillCommand: Command = {
  name: 'fill',
  summary: 'puts a made-up county into an empty database, to try things out',
  forms: ['fill [--scale demo|county] [--day DAY] [--seed N]'],
  words: [
    'Schools, teams, people, children and their cases, all invented. A demo has about 20 schools and 6,000 children and is there in seconds; a county has 600 schools and 180,000 children and takes minutes.',
    'It comes whole or not at all: broken off, it leaves nothing behind, and is begun anew. It refuses a database that has children, agencies or people already, and any where NODE_ENV is production. It uses DATABASE_OWNER_URL; where no database is named, the one that comes with npm.',
  ],
  options,
  examples: ['fill', 'fill --scale county', 'fill --day 2026-11-23'],
  run: (args, screen) =>
    asking('fill', args, options, screen, 0, async (_, { scale = 'demo', day, seed = '1' }) => {
      if (!isScale(scale)) return askedWrongly('fill', `The scale is ${scale}; expected ${either(scales)}.`, screen)
      if (day !== undefined && !isCivilDate(day))
        return askedWrongly('fill', `${day} is not a day that exists, written YYYY-MM-DD.`, screen)
      if (!/^\d{1,9}$/.test(seed)) return askedWrongly('fill', `The seed is ${seed}; expected a whole number.`, screen)
      const county = syntheticCounty({ scale, day: day === undefined ? today() : dayOf(day), seed: Number(seed) })
      const { agencies, people, children, facts } = await fillDatabase(process.env, county, progressOn(screen))
      screen.out.write(lines(`${agencies} agencies, ${people} people, ${children} children and ${facts} facts, as of ${county.day}.`))
      return 0
    }),
}

const isScale = (text: string): text is Scale => (scales as readonly string[]).includes(text)
