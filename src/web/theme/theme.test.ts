import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = new URL('../../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const stylesheet = read('src/web/assets/onroll.css')

suite("the council's look", () => {
  test('the stylesheet and the fonts that are served are those that the theme and its packages make', () => {
    execFileSync(process.execPath, [fileURLToPath(new URL('scripts/write-theme.ts', root)), '--check'], { stdio: 'pipe' })
  })

  test('each class that a template names, or a part of it, is in the stylesheet', () => {
    const missing = globSync('src/web/**/*.njk', { cwd: fileURLToPath(root) }).flatMap((path) =>
      classesIn(read(path))
        .filter((name) => !new RegExp(`\\.${name}(?![\\w-]|$)|\\.${name}(?:__|--)`).test(stylesheet))
        .map((name) => `${path}: ${name}`),
    )
    assert.deepEqual(missing, [])
  })

  test('text stands out from what is behind it by 4.5 to 1, and the edge of a field by 3 to 1', () => {
    const colours = coloursIn(read('src/web/theme/_colours.scss'))
    const text = [
      ['ink', 'white', 'wash', 'tint', 'warning-wash', 'done-wash'],
      ['secondary', 'white', 'wash', 'tint', 'late-wash'],
      ['link', 'white', 'wash', 'tint', 'late-wash'],
      ['accent', 'white', 'tint'],
      ['late', 'white', 'late-wash'],
      ['warning', 'warning-wash'],
      ['done', 'done-wash'],
      ['white', 'accent', 'accent-dark', 'ink'],
    ]
    const edges = [['control', 'white', 'wash']]
    for (const [least, pairs] of [[4.5, text] as const, [3, edges] as const]) {
      for (const [front = '', ...backs] of pairs) {
        for (const back of backs) {
          const ratio = contrast(colours[front]!, colours[back]!)
          assert.ok(ratio >= least, `${front} on ${back} has ${ratio.toFixed(2)} to 1`)
        }
      }
    }
  })

  test('nothing comes from another origin, and nothing of GOV.UK that a council may not use', () => {
    const served = [stylesheet, ...globSync('src/web/{layout,assets}/*.{njk,js}', { cwd: fileURLToPath(root) }).map(read)].join('\n')
    assert.doesNotMatch(served, /(?:src|href)="https?:|url\("?(?:https?:|\/\/)|@import|GDS Transport|crown/i)
  })

  test('the stylesheet, the scripts and the font come to less than 60 kB on the way to a first visitor', () => {
    const texts = ['onroll.css', 'start.js', 'send-once.js', 'printing.js', 'session.js'].map((name) => read(`src/web/assets/${name}`))
    const sent = texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
    const font = readFileSync(new URL('src/web/assets/fonts/source-sans-3-latin.woff2', root)).length
    assert.ok(sent + font < 60_000, `they come to ${sent + font} bytes`)
  })
})

/** The classes that a template writes out; those that it puts together from a value are left to whoever looks at the page. */
const classesIn = (template: string): string[] =>
  [...template.matchAll(/class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"/g)]
    .flatMap(([, value = '']) => [...value.matchAll(/(?<![\w}-])(?:govuk|moj|onroll)-[\w-]*\w(?![\w-]|\{)/g)])
    .map(([name]) => name)

const coloursIn = (scss: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...scss.matchAll(/^\$([\w-]+): #(\w+);/gm)].map(([, name = '', hex = '']) => [
      name,
      hex.length === 3 ? hex.replace(/./g, '$&$&') : hex,
    ]),
  )

/** As WCAG 2.2 has it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((place) => {
    const value = Number.parseInt(hex.slice(place, place + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
