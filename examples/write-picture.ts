// Writes what the README shows of a page anew, from the command that the README names above it.

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('..', import.meta.url))
const readme = new URL('../README.md', import.meta.url)

const written = readFileSync(readme, 'utf8').replace(
  /^(`node (bin\/onroll\.js .*)` prints:\n\n```text\n).*?^```$/ms,
  (_, before: string, command: string) => {
    const { COLUMNS, ...env } = process.env
    const { stdout } = spawnSync(process.execPath, command.split(' '), { cwd: checkout, encoding: 'utf8', env })
    return `${before}${stdout}\`\`\``
  },
)
writeFileSync(readme, written)
