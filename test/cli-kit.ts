import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

/*
 * What tests of the command line are written with: real processes, started as a person starts them, and real files.
 */

export const checkout = fileURLToPath(new URL('..', import.meta.url))

const launcher = join(checkout, 'bin', 'onroll.js')

/** How a process ended, and what it had said by then. */
export interface Ended {
  readonly out: string
  readonly err: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

interface How {
  /** What comes in on standard input; nothing unless given. */
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Runs `onroll` in the checkout. */
export const onroll = (args: readonly string[], how: How = {}): Promise<Ended> => run(process.execPath, [launcher, ...args], how)

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], { input, env = {}, cwd = checkout }: How = {}): Promise<Ended> {
  const { NO_COLOR, FORCE_COLOR, COLUMNS, ...ours } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...ours, ...env }, stdio: 'pipe' })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8'), code, signal }),
    )
    child.stdin.on('error', () => {}) // it may have ended before it read everything
    child.stdin.end(input)
  })
}

/** A folder that is there while the tests of a suite run. Its answer writes a file in it, and gives the path. */
export function temporaryFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'onroll cli '))
  after(() => rmSync(folder, { recursive: true }))
  return (name, content) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return path
  }
}

/** The lines of a text that ends with a line break. */
export const linesOf = (text: string): string[] => text.split('\n').slice(0, -1)

/** The lines of a page under one of its headings, up to the next. */
export function sectionOf(page: string, heading: string): string[] {
  const lines = linesOf(page)
  const start = lines.findIndex((line) => line === heading || line.startsWith(`${heading}: `))
  if (start < 0) return []
  const end = lines.findIndex((line, i) => i > start && /^[A-Z][A-Z ,]+(:.*)?$/.test(line) && lines[i - 1] === '')
  return lines.slice(start + 1, end < 0 ? undefined : end).filter((line) => line !== '')
}
