import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/* What pages are served with besides themselves: stylesheet, font, scripts. */

export const assetsFolder = fileURLToPath(new URL('assets', import.meta.url))

/** Where they are: another path for another content, so that a page of a new version never meets a stylesheet of an old one. */
export const assetsPath = `/assets/${versionOf(assetsFolder)}`

function versionOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of globSync('**/*.{css,js,svg,woff2}', { cwd: folder }).sort())
    hash.update(file).update(readFileSync(`${folder}/${file}`))
  return hash.digest('hex').slice(0, 12)
}
