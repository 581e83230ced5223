import { openCalendar } from '../src/calendar/calendar.ts'
import { dayOf, isCivilDate } from '../src/calendar/civil-date.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import { calibrate, type Line } from '../src/county/calibration.ts'
import { type Scale, scales } from '../src/county/county.ts'
import { syntheticCounty } from '../src/county/synthetic-county.ts'

/*
 * Prints how near the made-up county comes to the published figures, and how its lists stand on a day:
 *
 *   npm run county -- [--scale demo|county] [--day YYYY-MM-DD] [--seed N]
 */

const given = (name: string, otherwise: string): string => {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? otherwise : (process.argv[place + 1] ?? '')
}
const [scale, day, seed] = [given('scale', 'demo'), given('day', '2026-11-23'), Number(given('seed', '1'))]
const isScale = (text: string): text is Scale => (scales as readonly string[]).includes(text)

if (!isScale(scale) || !isCivilDate(day) || !Number.isSafeInteger(seed)) {
  console.error('npm run county -- [--scale demo|county] [--day YYYY-MM-DD] [--seed N]')
  process.exitCode = 2
} else {
  const county = syntheticCounty({ scale, day: dayOf(day), seed, calendar: openCalendar(lancashire) })
  const began = process.hrtime.bigint()
  let children = 0
  for (const _ of county.pupils()) children++
  const made = process.hrtime.bigint()
  const lines = calibrate(county)
  const assessed = process.hrtime.bigint()
  console.log(`${scale}, ${county.day}, seed ${seed}: ${county.schools.length} schools, ${county.people.length} people\n`)
  for (const line of lines) console.log(row(line))
  const ms = (from: bigint, to: bigint): string => `${(to - from) / 1_000_000n} ms`
  console.log(`\nmade ${children} children in ${ms(began, made)}; made and assessed them in ${ms(made, assessed)}`)
}

function row({ what, found, published, per }: Line): string {
  const shown = per === undefined ? String(found) : found.toFixed(2)
  const beside = published === undefined ? '' : published.toFixed(2)
  return `${what.padEnd(46)}${shown.padStart(10)}${beside.padStart(10)}${per === undefined ? '' : `  per ${per}`}`
}
