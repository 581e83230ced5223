// Writes the stylesheet that pages are served with from src/web/theme, and brings the font that goes with it from its package. With --check nothing is
// written: it ends with 1 where a file is not as it would be written.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'sass'

const root = new URL('../', import.meta.url)
const assets = 'src/web/assets/'
const package_ = 'node_modules/@fontsource-variable/source-sans-3/'

/** The letters of western and central Europe, of west Africa and of Vietnam's neighbours: what names in a council's schools are written with. */
const subsets = ['latin', 'latin-ext']

const files: readonly (readonly [path: string, content: Buffer])[] = [
  [`${assets}onroll.css`, Buffer.from(stylesheet())],
  [`${assets}fonts/LICENSE`, readFileSync(new URL(`${package_}LICENSE`, root))],
  ...subsets.map(
    (subset) =>
      [
        `${assets}fonts/source-sans-3-${subset}.woff2`,
        readFileSync(new URL(`${package_}files/source-sans-3-${subset}-wght-normal.woff2`, root)),
      ] as const,
  ),
]

const onlyCheck = process.argv.includes('--check')
if (!onlyCheck) mkdirSync(new URL(`${assets}fonts/`, root), { recursive: true })
for (const [path, content] of files) {
  const file = new URL(path, root)
  if (!onlyCheck) writeFileSync(file, content)
  else if (!readIfThere(file)?.equals(content)) {
    console.error(`${path} is not what src/web/theme and its packages make: write it anew with node scripts/write-theme.ts`)
    process.exitCode = 1
  }
}

function stylesheet(): string {
  const folder = fileURLToPath(root)
  // MOJ's base asks for "node_modules/govuk-frontend", ours for "govuk-frontend": both have to be found, as the same file.
  const { css } = compile(`${folder}src/web/theme/onroll.scss`, {
    style: 'compressed',
    loadPaths: [folder, `${folder}node_modules`],
    quietDeps: true,
    charset: false,
  })
  return `${css}\n`
}

function readIfThere(file: URL): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
