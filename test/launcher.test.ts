import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { checkout, type Ended, run } from './cli-kit.ts'

/*
 * bin/onroll.js on a Node that cannot run the sources. Such a Node is played by this one: what is imported first says that it is older.
 */

const root = mkdtempSync(join(tmpdir(), 'onroll launcher '))
after(() => rmSync(root, { recursive: true }))

const oldNode = file(
  'old-node.mjs',
  'globalThis.process = new Proxy(process, { get(real, name) {\n' +
    "  if (name === 'versions') return { ...real.versions, node: '20.19.0' }\n" +
    "  if (name === 'version') return 'v20.19.0'\n" +
    '  const value = Reflect.get(real, name)\n' +
    "  return typeof value === 'function' ? value.bind(real) : value\n" +
    '} })\n',
)

/** A folder in which `node` is found, and it is the Node that runs this. */
const withNode = join(root, 'with node')
mkdirSync(withNode)
symlinkSync(process.execPath, join(withNode, 'node'))

function file(path: string, text: string): string {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
  return full
}

/** A checkout with a main.ts of its own, and no packages. */
function checkoutWith(name: string, main: string): string {
  file(`${name}/package.json`, '{ "type": "module" }')
  file(`${name}/src/main.ts`, main)
  mkdirSync(join(root, name, 'bin'), { recursive: true })
  const launcher = join(root, name, 'bin', 'onroll.js')
  copyFileSync(join(checkout, 'bin', 'onroll.js'), launcher)
  return launcher
}

const onOldNode = (launcher: string, args: readonly string[], path: string): Promise<Ended> =>
  run(process.execPath, ['--import', `file://${oldNode.replaceAll(' ', '%20')}`, launcher, ...args], { env: { PATH: path } })

describe('bin/onroll.js', () => {
  it('runs the sources on the Node that started it, if that can, and wherever it lies', async () => {
    const launcher = checkoutWith('new', 'console.log(process.argv.slice(2).join()); process.exitCode = 3')
    const { out, code } = await run(process.execPath, [launcher, 'a b', '--c'])
    assert.deepEqual([out, code], ['a b,--c\n', 3])
  })

  it('hands over to a Node that can, with all arguments, and ends with its exit code', async () => {
    const launcher = checkoutWith(
      'over',
      "console.log(process.versions.node, process.argv.slice(2).join()); console.error('said'); process.exitCode = 7",
    )
    const { out, err, code } = await onOldNode(launcher, ['evaluate', 'a b.json'], withNode)
    assert.deepEqual([out, err, code], [`${process.versions.node} evaluate,a b.json\n`, 'said\n', 7])
  })

  it('hands over standard input too', async () => {
    const launcher = checkoutWith('input', 'process.stdin.pipe(process.stdout)')
    const { out } = await run(process.execPath, ['--import', `file://${oldNode.replaceAll(' ', '%20')}`, launcher], {
      env: { PATH: withNode },
      input: 'to be read',
    })
    assert.equal(out, 'to be read')
  })

  it('says in a sentence what to do where there is no Node that can, and ends with 1', async () => {
    const { out, err, code } = await onOldNode(checkoutWith('none', ''), ['--version'], join(root, 'nothing here'))
    assert.equal(
      err,
      'onroll needs Node 22.18 or later, or 24, and this is v20.19.0. Run "npm ci" in its folder, which brings one on Linux, or install Node 24.\n',
    )
    assert.deepEqual([out, code], ['', 1])
  })

  const brought = `node-${process.platform}-${process.arch}/bin/node`

  it('passes over a Node that npm brought, where it cannot run here', async () => {
    const launcher = checkoutWith('other libc', 'console.log(process.versions.node)')
    chmodSync(file(`other libc/node_modules/${brought}`, '#!/bin/sh\necho "GLIBC_2.28 not found" >&2\nexit 1\n'), 0o755)
    const { out, err, code } = await onOldNode(launcher, [], `${withNode}:/usr/bin:/bin`)
    assert.deepEqual([out, err, code], [`${process.versions.node}\n`, '', 0])
  })

  it('passes over an old one that lies above the checkout, and starts nothing without end', async () => {
    const launcher = checkoutWith('above/onroll', 'console.log(process.versions.node)')
    chmodSync(file(`above/node_modules/${brought}`, '#!/bin/sh\necho v20.19.0\n'), 0o755)
    assert.equal((await onOldNode(launcher, [], `${withNode}:/usr/bin:/bin`)).out, `${process.versions.node}\n`)
    assert.equal((await onOldNode(launcher, [], join(root, 'nothing here'))).code, 1)
  })

  it('does not take a Node that does not start', async () => {
    const broken = join(root, 'broken')
    mkdirSync(broken)
    file('broken/node', 'this is no program')
    assert.equal((await onOldNode(checkoutWith('still none', ''), [], broken)).code, 1)
  })

  it('ends by the signal that ended the one it handed over to', async () => {
    const launcher = checkoutWith('killed', "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)")
    const { signal, code } = await onOldNode(launcher, [], withNode)
    assert.deepEqual([signal, code], ['SIGTERM', null])
  })

  it('passes on a signal that it gets', async () => {
    const launcher = checkoutWith(
      'signalled',
      "process.on('SIGTERM', () => { console.log('told'); process.exit(5) }); setInterval(() => {}, 1000); console.log('ready')",
    )
    const child = spawn(process.execPath, ['--import', `file://${oldNode.replaceAll(' ', '%20')}`, launcher], {
      env: { ...process.env, PATH: withNode },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out === 'ready\n') child.kill('SIGTERM')
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.deepEqual([out, code], ['ready\ntold\n', 5])
  })

  it('says that it is no package, where it lies in a folder of packages', async () => {
    const { err, code } = await run(process.execPath, [checkoutWith('node_modules/onroll', '')])
    assert.match(err, /^onroll runs from its own checkout, not as an installed package:/)
    assert.equal(code, 1)
  })
})
