import { type ChildProcess, spawn } from 'node:child_process'
import { checkout } from '../cli-kit.ts'

/** `onroll` as a process of its own, until it ends or is ended. */
export interface Running {
  readonly child: ChildProcess
  /** What it has written so far, on both ways. */
  readonly said: () => string
  /** When it has written this; fails where it ends before. */
  readonly hasSaid: (text: string) => Promise<void>
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

const all = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of all) child.kill('SIGKILL')
})

/** Starts `bin/onroll.js` with these words. */
export function startOnroll(words: readonly string[], env: Readonly<Record<string, string>>): Running {
  const { NO_COLOR, FORCE_COLOR, COLUMNS, NODE_ENV, DATABASE_URL, DATABASE_WORKER_URL, DATABASE_OWNER_URL, ...ours } = process.env
  const child = spawn(process.execPath, ['bin/onroll.js', ...words], {
    cwd: checkout,
    env: { ...ours, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  all.add(child)
  let said = ''
  const heard: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      for (const look of heard) look()
    })
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => {
      all.delete(child)
      resolve(code ?? signal ?? 'SIGKILL')
      for (const look of heard) look()
    })
  })
  return {
    child,
    said: () => said,
    ended,
    hasSaid: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (said.includes(text)) resolve()
          else if (!all.has(child)) reject(new Error(`onroll ${words.join(' ')} ended before it said “${text}”. It had said: ${said}`))
        }
        heard.push(look)
        look()
      }),
  }
}
