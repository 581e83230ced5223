import { inThousands, say, table, times } from '../print.ts'
import type { PagesMeasured } from './pages.ts'
import type { Recorded } from './recording.ts'
import type { Swept } from './sweeping.ts'
import { ofTurns, percentile, perSecond, type Turn, workOf } from './timing.ts'

/*
 * What was measured, in tables.
 */

const ms = (value: number): string => (Number.isNaN(value) ? '' : value.toFixed(value < 10 ? 2 : 1))
const latency = (turns: readonly Turn[]): readonly string[] =>
  [50, 95, 99].map((of) => ms(ofTurns(turns, ({ took }) => percentile(took, of))))
const work = (turns: readonly Turn[]): readonly string[] => [
  ms(ofTurns(turns, (turn) => workOf(turn, turn.process))),
  ms(ofTurns(turns, (turn) => workOf(turn, turn.database))),
]
const speed = (turns: readonly Turn[]): number => ofTurns(turns, perSecond)
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

export function sayPages({ pages, bare, besides }: PagesMeasured): void {
  say(
    '',
    'Pages over HTTP, 20 a second at moments of chance; milliseconds from the click, medians of the rounds; processor in ms a page',
    '',
  )
  table(
    ['page', 'p50', 'p95', 'p99', 'pages', 'database'],
    pages.map(({ name, holds, atRate }) => [`${name} (${holds})`, ...latency(atRate), ...work(atRate)]),
  )
  const refused = pages.flatMap(({ name, atRate, flatOut }) => {
    const count = [...atRate, ...flatOut].reduce((sum, turn) => sum + turn.refused, 0)
    return count === 0 ? [] : [`${name}: ${inThousands(count)}`]
  })
  if (refused.length > 0) say('', `Refused (503), since the database did not answer in time, above and below: ${refused.join(', ')}`)
  say('', 'Flat out, 10 connections', '')
  const bareSpeed = speed(bare.flatOut)
  table(
    ['page', 'a second', 'p50', 'p95', 'p99', 'pages', 'database', 'of bare'],
    [
      ...pages.map(({ name, flatOut }) => [
        name,
        inThousands(speed(flatOut)),
        ...latency(flatOut),
        ...work(flatOut),
        `${((100 * speed(flatOut)) / bareSpeed).toFixed(0)} %`,
      ]),
      ['bare: Fastify, Nunjucks, a query, the first page', inThousands(bareSpeed), ...latency(bare.flatOut), ...work(bare.flatOut), ''],
    ],
  )
  say('', 'Weight, as sent (compressed) and whole', '')
  table(
    ['page', 'sent', 'whole'],
    [
      ...pages.map(({ name, sent, whole }) => [name, kilobytes(sent), kilobytes(whole)]),
      ['bare', kilobytes(bare.sent), kilobytes(bare.whole)],
    ],
  )
  const once = besides.reduce((sum, { sent }) => sum + sent, 0)
  const [first] = pages
  say(
    `A first visit brings ${kilobytes(once)} besides (${besides.map(({ path, sent }) => `${path.split('/').at(-1)} ${kilobytes(sent)}`).join(', ')}), ` +
      `so ${first?.name}: ${kilobytes(once + (first?.sent ?? 0))}`,
  )
}

export function sayRecorded(recorded: readonly Recorded[]): void {
  say(
    '',
    'A fact recorded with permission, key, re-assessment and audit; beside it, in turn, a transaction of one insert on the same connections',
    '',
  )
  table(
    ['clients', 'a second', 'p50', 'p95', 'p99', 'service', 'database', 'bare a second', 'bare p50', 'bare is'],
    recorded.map(({ clients, ours, bare }) => [
      String(clients),
      inThousands(speed(ours)),
      ...latency(ours),
      ...work(ours),
      inThousands(speed(bare)),
      ...latency(bare).slice(0, 1),
      times(speed(bare) / speed(ours)),
    ]),
  )
}

export function saySwept(swept: readonly Swept[]): void {
  say('', 'The sweep; processor in seconds', '')
  table(
    ['what', 'children', 'seconds', 'children/s', 'service', 'database'],
    swept.map(({ what, children, turn }) => [
      what,
      inThousands(children),
      turn.seconds.toFixed(2),
      children === 0 ? '' : inThousands(children / turn.seconds),
      ...[turn.process, turn.database].map((seconds) => seconds?.toFixed(2) ?? ''),
    ]),
  )
}
