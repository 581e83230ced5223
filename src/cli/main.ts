import { widthOn } from './layout.ts'
import { runOnroll } from './onroll.ts'
import { styleOn } from './style.ts'
import { Writer } from './writer.ts'

/* Where `onroll` starts. It sets the exit code and lets the process come to its end, so that nothing written is lost. */

const { stdout, stderr, argv, env } = process
const screen = {
  out: new Writer(stdout),
  err: new Writer(stderr),
  width: widthOn(stdout, env),
  style: styleOn(stdout, env),
  isWatched: stderr.isTTY === true && stdout.isTTY !== true,
}

try {
  process.exitCode = await runOnroll(argv.slice(2), screen)
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
