// Answers the examples, each as it would be asked on the command line. Ends with 1 where one of them does not end as it should.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { widthOn, wrap } from '../src/cli/layout.ts'
import { examples } from './examples.ts'

const width = widthOn(process.stdout, process.env)
const checkout = fileURLToPath(new URL('..', import.meta.url))

for (const { story, args, ends } of examples) {
  console.log(['═'.repeat(width), ...wrap(story, width), '', `$ onroll ${args.join(' ')}`, ''].join('\n'))
  const { status, error } = spawnSync(process.execPath, ['bin/onroll.js', ...args], {
    cwd: checkout,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error) console.error(error.message)
  if (status !== ends) {
    console.error(`\nThis was expected to end with ${ends}, and ended with ${status}.`)
    process.exitCode = 1
  }
  console.log()
}
