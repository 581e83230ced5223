import { availableParallelism, loadavg } from 'node:os'
import { civilDate } from '../../src/calendar/civil-date.ts'
import { type Scale, scales } from '../../src/county/county.ts'
import { inThousands, say } from '../print.ts'
import { type Ground, openGround, today } from './ground.ts'
import { measurePages } from './pages.ts'
import { measureRecording } from './recording.ts'
import { measureSweeps } from './sweeping.ts'
import { sayPages, sayRecorded, saySwept } from './tables.ts'

/*
 * `npm run bench -- service [--scale demo|county] [--keep FOLDER] [--quick] [--only pages,facts,sweeps]`: how fast the service is over a made-up county, in a
 * PostgreSQL of its own that is as durable as in use. It ends with an error where an answer is wrong; how fast it came decides nothing.
 */

const parts = ['pages', 'facts', 'sweeps'] as const

const given = (name: string): string | undefined => {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? undefined : process.argv[place + 1]
}
const scale = (given('scale') ?? 'county') as Scale
const only = given('only')?.split(',') ?? parts
const keptIn = given('keep')
const isQuick = process.argv.includes('--quick')

if (!scales.includes(scale) || only.some((part) => !parts.some((known) => known === part))) {
  console.error('npm run bench -- service [--scale demo|county] [--keep FOLDER] [--quick] [--only pages,facts,sweeps]')
  process.exitCode = 2
} else {
  say(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${load()}`)
  const ground = await openGround({ scale, ...(keptIn !== undefined && { keptIn }), onProgress: () => {} })
  try {
    await sayWhatThereIs(ground)
    if (only.includes('pages')) {
      const measured = await measurePages(ground, {
        rate: 20,
        ...(isQuick ? { atRateFor: 3, flatOutFor: 1, rounds: 1 } : { atRateFor: 21, flatOutFor: 7, rounds: 3 }),
        connections: 10,
      })
      sayPages(measured)
    }
    if (only.includes('facts')) {
      sayRecorded(
        await measureRecording(ground, { clients: [1, 8, 16], ...(isQuick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 4 }) }),
      )
    }
    if (only.includes('sweeps')) saySwept(await measureSweeps(ground))
    say('', `load at the end ${load()}`)
  } finally {
    await ground.leave()
  }
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?'
}

async function sayWhatThereIs(ground: Ground): Promise<void> {
  const [found] = await ground.ask<Record<'children' | 'facts' | 'duties' | 'episodes' | 'megabytes', number>>(
    `select (select count(*) from children)::integer as children, (select count(*) from facts)::integer as facts,
      (select count(*) from duties where outcome is null and started_on <= $1)::integer as duties,
      (select count(*) from episodes where ended_on is null)::integer as episodes,
      (pg_database_size(current_database()) / 1000000)::integer as megabytes`,
    civilDate(today),
  )
  const [version] = await ground.ask<{ server_version: string }>('show server_version')
  const [buffers] = await ground.ask<{ shared_buffers: string }>('show shared_buffers')
  if (!found) return
  say(
    `PostgreSQL ${version?.server_version}, ${buffers?.shared_buffers} of shared buffers; a database of ${inThousands(found.megabytes)} MB: ` +
      `${inThousands(found.children)} children, ${inThousands(found.facts)} facts, ${inThousands(found.episodes)} open episodes, ${inThousands(found.duties)} open duties`,
  )
}
