import type { Command } from './cli/command.ts'
import { asking } from './cli/database.ts'
import { widthOn } from './cli/layout.ts'
import { runOnroll } from './cli/onroll.ts'
import { styleOn } from './cli/style.ts'
import { Writer } from './cli/writer.ts'
import type { Parts } from './service.ts'

/*
 * Where `onroll` starts. It sets the exit code and lets the process come to its end, so that nothing written is lost.
 */

const serviceCommand = (name: string, summary: string, words: readonly string[], parts: Parts): Command => ({
  name,
  summary,
  forms: [name],
  words,
  options: {},
  examples: [name],
  run: (args, screen) => asking(name, args, {}, screen, 0, async () => (await import('./service.ts')).serve(parts, process.env, screen)),
})

const embedded =
  'Where DATABASE_URL names no database it starts the one that came with npm, brings it up to date, and fills it with a made-up county.'

const services: readonly Command[] = [
  serviceCommand(
    'start',
    'starts Onroll: its pages and its jobs',
    [embedded, 'It runs until Ctrl-C, or until it is told to end, and then finishes what is in hand.'],
    { web: true, worker: true },
  ),
  serviceCommand('web', 'starts the pages alone', ['Several of them can share a database, beside the workers.', embedded], {
    web: true,
    worker: false,
  }),
  serviceCommand(
    'worker',
    'starts the jobs alone: the daily sweep, sealing the audit log, alerts, tidying',
    ['Several of them can share a database.', embedded],
    { web: false, worker: true },
  ),
]

const { stdout, stderr, argv, env } = process
const screen = {
  out: new Writer(stdout),
  err: new Writer(stderr),
  width: widthOn(stdout, env),
  style: styleOn(stdout, env),
  isWatched: stderr.isTTY === true && stdout.isTTY !== true,
}

try {
  process.exitCode = await runOnroll(argv.slice(2), screen, services)
} catch (error) {
  screen.err.write(`onroll failed, and the fault is its own: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
await screen.out.flush()
if (screen.out.failure) {
  screen.err.write(`onroll: what it had to say could not be written: ${screen.out.failure.message}\n`)
  process.exitCode = 1
}
await screen.err.flush()
