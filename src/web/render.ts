import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { assetsPath } from './assets.ts'

/*
 * Pages from templates. Everything is escaped; `trimBlocks` and `lstripBlocks` make a page several times as fast to put together.
 */

const ours = fileURLToPath(new URL('.', import.meta.url))

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(ours, { noCache: false, watch: false }), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
  throwOnUndefined: false,
})

/** A page as HTML. The template is a path from `src/web`. */
export const render = (template: string, data: object): string => environment.render(template, { assets: assetsPath, ...data })
