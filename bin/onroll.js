#!/usr/bin/env node
// Starts src/main.ts on a Node that runs TypeScript as it stands: this one if it can, else the one that npm brought, else the
// machine's own. Written so that an old Node can read it, and so that the usual case costs nothing: no process is started at all.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(import.meta.url)

if (/[\\/]node_modules[\\/]/.test(launcher)) {
  fail('onroll runs from its own checkout, not as an installed package: Node does not run TypeScript below a node_modules folder.')
} else if (runsTypeScript(process.versions.node)) {
  // Keeps what was made of each file for the next time, beside the packages, where only the owner of the checkout writes.
  const nodeModules = fileURLToPath(new URL('../node_modules', import.meta.url))
  if (existsSync(nodeModules)) module.enableCompileCache?.(join(nodeModules, '.cache', 'onroll'))
  await import(new URL('../src/main.ts', import.meta.url).href)
} else {
  await startOn(broughtByNpm() ?? onThePath())
}

/**
 * Node strips types without a flag since 22.18 and, after the odd 23, since 24.
 * @param {string} version
 */
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 18)
}

/** The Node of the optional dependency for this system, beside this package or above it. */
function broughtByNpm() {
  try {
    return ifItRuns(createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`))
  } catch {
    return undefined
  }
}

function onThePath() {
  return ifItRuns('node')
}

/**
 * That Node, if it starts and is new enough. It is always asked: one brought for another C library does not run, and one that lies above
 * this package may be old, and would look for another in its turn without end.
 * @param {string} node
 */
function ifItRuns(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && runsTypeScript(answer.stdout.trim().slice(1)) ? node : undefined
}

/**
 * Hands over to that Node; without one, or where it does not start after all, says what to do.
 * @param {string | undefined} node
 */
async function startOn(node) {
  if (node !== undefined && (await handOver(node))) return
  fail(
    `onroll needs Node 22.18 or later, or 24, and this is ${process.version}. ` +
      'Run "npm ci" in its folder, which brings one on Linux, or install Node 24.',
  )
}

/**
 * Runs this file again on that Node, to the end, with this process's streams, signals and exit code; false where the Node does not start.
 * @param {string} node
 * @returns {Promise<boolean>}
 */
function handOver(node) {
  return new Promise((resolve) => {
    const child = spawn(node, [launcher, ...process.argv.slice(2)], { stdio: 'inherit' })
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      // Ctrl-C at a terminal has reached the child already.
      if (signal !== 'SIGINT' || !isatty(0)) child.kill(signal)
    }
    for (const signal of signals) process.on(signal, pass)
    const ended = () => {
      for (const signal of signals) process.off(signal, pass)
    }
    child.on('error', () => {
      ended()
      resolve(false)
    })
    child.on('exit', (code, signal) => {
      ended()
      // Ended by a signal: the shell's number for it, where this process outlives sending itself the same.
      process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal]
      if (signal !== null) process.kill(process.pid, signal)
      resolve(true)
    })
  })
}

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
