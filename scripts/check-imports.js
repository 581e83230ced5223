// Checks the import rules of .dependency-cruiser.mjs, after proving that the checker sees our files and that every rule still bites:
// with a TypeScript it does not know, it reads no file at all and finds nothing wrong.

import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { folders } from '../.dependency-cruiser.mjs'

const ours = ['src', 'test', 'bench', 'examples', 'scripts'].filter((folder) => existsSync(folder))

/**
 * For each rule an import that it must refuse: the file, and what it imports.
 * @type {Record<string, [from: string, to: string]>}
 */
const wrongImports = {
  'calendar-is-pure': ['src/calendar/a.ts', 'src/casefile/b.ts'],
  'casefile-is-pure': ['src/casefile/a.ts', 'node:fs'],
  'people-is-pure': ['src/people/a.ts', 'src/casefile/b.ts'],
  'sharing-is-pure': ['src/sharing/a.ts', 'src/guidance/clause.ts'],
  'guidance-is-pure': ['src/guidance/1-one/a.ts', 'a-package'],
  'words-is-pure': ['src/words/a.ts', 'node:fs'],
  'county-imports-its-row': ['src/county/a.ts', 'src/database/b.ts'],
  'database-imports-its-row': ['src/database/a.ts', 'src/actions/b.ts'],
  'actions-imports-its-row': ['src/actions/a.ts', 'src/web/b.ts'],
  'web-imports-its-row': ['src/web/a.ts', 'src/database/b.ts'],
  'jobs-imports-its-row': ['src/jobs/a.ts', 'src/database/b.ts'],
  'cli-imports-its-row': ['src/cli/a.ts', 'src/database/b.ts'],
  'the-engine-does-not-know-the-guidance': ['src/guidance/engine/a.ts', 'src/guidance/settings.ts'],
  'a-section-stands-alone': ['src/guidance/2-two/a.ts', 'src/guidance/1-one/b.ts'],
  'shared-words-know-no-clause': ['src/guidance/settings.ts', 'src/guidance/register.ts'],
  'the-register-does-not-run': ['src/guidance/register.ts', 'src/guidance/engine/b.ts'],
  'the-engine-is-run-by-assess': ['src/cli/c.ts', 'src/guidance/engine/b.ts'],
  'nothing-imports-a-test': ['test/a.test.ts', 'test/b.test.ts'],
  'src-stands-without-its-tests': ['src/cli/d.ts', 'test/people.ts'],
  'nothing-imports-main': ['src/jobs/c.ts', 'src/main.ts'],
  'no-cycles': ['src/web/c.ts', 'src/web/c.ts'],
  'every-import-is-found': ['src/cli/e.ts', 'src/cli/missing.ts'],
}

/**
 * @param {string} where
 * @param {string[]} folders
 */
async function cruiseIn(where, folders) {
  const options = await extractOptions('./.dependency-cruiser.mjs')
  const result = await cruise(folders, { ...options, baseDir: where, validate: true }, undefined, {
    tsConfig: extractTypeScriptConfig('./tsconfig.json'),
  })
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered in words where an object was expected')
  return result.output
}

/** @returns {Promise<string[]>} the rules that let their wrong import pass, and the rules for which there is none */
async function rulesThatDoNotBite() {
  const { default: config } = await import('../.dependency-cruiser.mjs')
  const rules = (config.forbidden ?? []).map((rule) => rule.name ?? '')
  const home = mkdtempSync(join(tmpdir(), 'onroll-imports-'))
  try {
    const files = new Map()
    for (const [from, to] of Object.values(wrongImports)) {
      if (to.endsWith('.ts') && !to.endsWith('missing.ts') && !files.has(to)) files.set(to, '')
      const climb = '../'.repeat(from.split('/').length - 1)
      files.set(from, `${files.get(from) ?? ''}import type {} from '${to.endsWith('.ts') ? climb + to : to}'\n`)
    }
    for (const [file, text] of files) {
      mkdirSync(join(home, dirname(file)), { recursive: true })
      writeFileSync(join(home, file), `${text}export {}\n`)
    }
    const { summary } = await cruiseIn(home, ['src', 'test'])
    return rules.filter((rule) => {
      const [from] = wrongImports[rule] ?? []
      return !summary.violations.some((violation) => violation.rule.name === rule && violation.from === from)
    })
  } finally {
    rmSync(home, { recursive: true })
  }
}

const faults = (await rulesThatDoNotBite()).map((rule) => `the rule ${rule} lets pass the import that it is there to refuse`)

for (const entry of readdirSync('src', { withFileTypes: true })) {
  if (entry.isDirectory() && !folders.includes(entry.name)) faults.push(`src/${entry.name} has no row in .dependency-cruiser.mjs`)
}

const { modules, summary } = await cruiseIn(process.cwd(), ours)
const seen = new Set(modules.map((module) => module.source))
const onDisk = ours.flatMap((folder) => globSync(`${folder}/**/*.{ts,js}`))
for (const file of onDisk) {
  if (!seen.has(file)) faults.push(`${file} was not read`)
}
for (const { rule, from, to, cycle } of summary.violations) {
  const comment = summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? ''
  faults.push(`${from} imports ${cycle ? cycle.map(({ name }) => name).join(' > ') : to}\n    ${rule.name}: ${comment}`)
}

for (const fault of faults) console.error(`✖ ${fault}`)
console.log(`${onDisk.length} files, ${summary.totalDependenciesCruised ?? 0} imports, ${faults.length} faults`)
process.exitCode = faults.length === 0 && onDisk.length > 0 ? 0 : 1
