import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

/*
 * Pages from templates. Everything is escaped; `trimBlocks` and `lstripBlocks` make a page several times as fast to put together.
 */

const folderOf = (module: string): string => dirname(fileURLToPath(import.meta.resolve(module)))

/** Where govuk-frontend lies, and with it its stylesheets and scripts. */
export const govukFolder = folderOf('govuk-frontend/package.json')

const ours = fileURLToPath(new URL('.', import.meta.url))

const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([ours, `${govukFolder}/dist`], { noCache: false, watch: false }),
  { autoescape: true, trimBlocks: true, lstripBlocks: true, throwOnUndefined: false },
)

/** A page as HTML. The template is a path from `src/web`. */
export const render = (template: string, data: object): string => environment.render(template, data)
