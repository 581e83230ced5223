import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { ASKED_ON } from './mix.ts'

const onroll = fileURLToPath(new URL('../bin/onroll.js', import.meta.url))

/** Seconds that `onroll evaluate` takes for these children, one a line, from its start to its end: each of so many times. */
export async function secondsOfEvaluate(cases: readonly CaseFile[], times: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'onroll-bench-'))
  try {
    const file = join(folder, 'cases.jsonl')
    await writeFile(file, cases.map((caseFile) => `${JSON.stringify(caseFile)}\n`).join(''))
    const seconds: number[] = []
    for (let time = 0; time < times; time++) seconds.push(await secondsOf(file, join(folder, 'answers.jsonl'), cases.length))
    return seconds
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function secondsOf(file: string, answers: string, children: number): Promise<number> {
  const output = await open(answers, 'w')
  const before = performance.now()
  const evaluate = spawn(process.execPath, [onroll, 'evaluate', file, '--as-of', ASKED_ON, '--json'], {
    stdio: ['ignore', output.fd, 'inherit'],
  })
  const [code] = await once(evaluate, 'exit')
  const seconds = (performance.now() - before) / 1e3
  await output.close()
  const answered = (await readFile(answers, 'utf8')).split('\n').length - 1
  if (code !== 0 || answered !== children) throw new Error(`onroll evaluate ended with ${code} and ${answered} of ${children} answers`)
  return seconds
}
