import { spawn, spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from '@playwright/test'

/*
 * The browser of the tests: the one that $CHROMIUM names, else one of this machine, else the one that npm brought, else, as root, Debian's.
 */

/** What to type where there is none. */
export const HOW_TO_GET_ONE =
  'There is no Chromium for the tests with a browser; the others have run. Type this, then run the tests again: sudo apt-get install -y chromium'

interface Found {
  readonly program: string
  readonly env?: Readonly<Record<string, string>>
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let found: Promise<Found | undefined> | undefined

/** Starts it; nothing where there is none. Throws a sentence where $CHROMIUM names something that is none. */
export async function startChromium(): Promise<Browser | undefined> {
  found ??= find()
  const { program, env = {} } = (await found) ?? {}
  if (program === undefined) return undefined
  return chromium.launch({ executablePath: program, args: FLAGS, env: { ...process.env, ...env } as Record<string, string> })
}

async function find(): Promise<Found | undefined> {
  const { CHROMIUM: named } = process.env
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM is ${named}, which does not run; expected the path of a Chromium.`)
    return { program: named }
  }
  return onThisMachine() ?? (await broughtByNpm()) ?? (await installed())
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']

const onMac = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']

function onThisMachine(): Found | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...onMac.map((app) => join('/Applications', app)),
  ]
  const program = places.find((place) => isProgram(place) && runs(place))
  return program === undefined ? undefined : { program }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What is called so may be a script that says where to get one. */
const runs = (program: string, env: Readonly<Record<string, string>> = {}): boolean =>
  spawnSync(program, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, stdio: 'ignore', timeout: 60_000 }).status === 0

async function installed(): Promise<Found | undefined> {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || spawnSync(APT, ['--version'], { stdio: 'ignore' }).status !== 0) return undefined
  console.error('There is no Chromium for the tests with a browser. Debian’s is being installed: apt-get install -y chromium')
  const install = ['install', '-y', '--no-install-recommends', 'chromium']
  const isThere = (await aptGet(install)) || ((await aptGet(['update'])) && (await aptGet(install)))
  return isThere ? onThisMachine() : undefined
}

const APT = 'apt-get'

const aptGet = (words: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(APT, words, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore', timeout: 300_000 })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })

/** The package holds it packed, with the libraries that a small system lacks. It is unpacked for as long as this process runs. */
function broughtByNpm(): Found | undefined {
  const main = packed()
  if (main === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'onroll-chromium-'))
  chmodSync(folder, 0o755)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const libraries = join(dirname(main), '..', 'bin', 'al2023.tar.br')
  const unpack = `import chromium, { inflate } from ${JSON.stringify(pathToFileURL(main).href)}
    await inflate(${JSON.stringify(libraries)})
    await chromium.executablePath()`
  spawnSync(process.execPath, ['--input-type=module', '--eval', unpack], { env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' })
  const program = join(folder, 'chromium')
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  return isProgram(program) && runs(program, env) ? { program, env } : undefined
}

function packed(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@sparticuz/chromium')
  } catch {
    return undefined
  }
}
