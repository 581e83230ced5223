import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { examples } from '../examples/examples.ts'
import { checkout, onroll } from './cli-kit.ts'

const readme = readFileSync(join(checkout, 'README.md'), 'utf8')

describe('the examples', { concurrency: 4 }, () => {
  for (const { story, args, ends } of examples) {
    it(`end with ${ends}: ${story}`, async () => {
      const { out, err, code } = await onroll(args)
      assert.equal(code, ends)
      assert.deepEqual([out !== '', err !== ''], ends === 0 ? [true, false] : [false, true])
    })
  }

  it('leave out no case file of their folder', () => {
    const shown = new Set(examples.flatMap(({ args }) => args))
    for (const file of readdirSync(join(checkout, 'examples'))) {
      if (/\.jsonl?$/.test(file)) assert.ok(shown.has(`examples/${file}`), file)
    }
  })

  it('have pages that keep within 100 columns', async () => {
    for (const { args } of examples.filter(({ args }) => !args.includes('--json'))) {
      for (const line of (await onroll(args)).out.split('\n')) assert.ok(line.length <= 100, line)
    }
  })
})

describe('the README', () => {
  it('begins with the two commands that set everything up: the first starts the service, the second runs every test', () => {
    const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block)
    assert.deepEqual(blocks.slice(0, 2), ['npm ci && npm start\n', 'npm ci && npm test\n'])
  })

  it('shows what the command above its picture really prints', async () => {
    const [, args = '', picture] = /^`node bin\/onroll\.js (.*)` prints:\n\n```text\n(.*?)^```$/ms.exec(readme) ?? []
    assert.notEqual(args, '')
    assert.equal(picture, (await onroll(args.split(' '))).out, 'write it anew with node examples/write-picture.ts')
  })

  it('points to files that are there', () => {
    for (const [, path = ''] of readme.matchAll(/\]\(([^)]+)\)/g)) readFileSync(join(checkout, path))
  })
})
