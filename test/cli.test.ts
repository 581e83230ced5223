import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import packageFile from '../package.json' with { type: 'json' }
import { onroll } from './cli-kit.ts'

const commands = ['evaluate', 'guidance', 'settings', 'calendar']

describe('onroll', { concurrency: 4 }, () => {
  it('says what it can do when nothing is asked, and ends with 0', async () => {
    const nothing = await onroll([])
    assert.equal(nothing.code, 0)
    assert.equal(nothing.err, '')
    for (const command of commands) assert.match(nothing.out, new RegExp(`^ {2}onroll ${command}\\b`, 'm'))
    for (const asked of [['--help'], ['-h'], ['help']]) assert.deepEqual(await onroll(asked), nothing)
  })

  it('prints the help of a command, whichever way it is asked for', async () => {
    for (const command of commands) {
      const help = await onroll(['help', command])
      assert.equal(help.code, 0)
      assert.ok(help.out.startsWith(`onroll ${command}`))
      assert.match(help.out, /^Options$/m)
      assert.match(help.out, /^Examples$/m)
      assert.deepEqual(await onroll([command, '--help']), help)
      assert.deepEqual(await onroll([command, 'nonsense', '-h', '--nonsense']), help)
    }
  })

  it('keeps its help within 100 columns', async () => {
    for (const { out } of await Promise.all([[], ...commands.map((command) => ['help', command])].map((args) => onroll(args))))
      for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
  })

  it('keeps its help within a narrow window, but for what is there to be copied', async () => {
    for (const args of [[], ...commands.map((command) => ['help', command])]) {
      for (const line of (await onroll(args, { env: { COLUMNS: '60' } })).out.split('\n'))
        assert.ok(line.length <= 60 || /^ *onroll /.test(line), line)
    }
  })

  it('gives examples in its help that work', async () => {
    for (const command of ['guidance', 'calendar']) {
      const { out } = await onroll(['help', command])
      const examples = [...out.matchAll(/^ {2}onroll (.*)$/gm)]
        .map(([, args = '']) => args)
        .filter((args) => !args.includes('settings.json'))
      assert.ok(examples.length >= 3)
      for (const example of examples) assert.equal((await onroll(example.split(' '))).code, 0, example)
    }
  })

  it('says which version it is', async () => {
    const { out, code } = await onroll(['--version'])
    assert.equal(code, 0)
    assert.ok(out.startsWith(`onroll ${packageFile.version}, on Node ${process.versions.node.split('.')[0]}.`))
  })

  it('names the command that was meant when there is none of that name, and ends with 2', async () => {
    for (const args of [['evalute'], ['help', 'evalute']]) {
      const { out, err, code } = await onroll(args)
      assert.equal(out, '')
      assert.equal(err, 'onroll: there is no command evalute; did you mean evaluate?\nonroll --help says what there is.\n')
      assert.equal(code, 2)
    }
    assert.match((await onroll(['dance'])).err, /^onroll: there is no command dance\.\n/)
    assert.match((await onroll(['--dance'])).err, /^onroll: there is no option --dance\.\n/)
  })

  it('ends with 2 and a sentence for each way in which options can be wrong', async () => {
    const wrong: [string[], RegExp][] = [
      [['evaluate', 'x.json', '--as-on', '2026-12-01'], /^onroll evaluate: There is no option --as-on; did you mean --as-of\?$/m],
      [['evaluate', 'x.json', '-x'], /^onroll evaluate: There is no option -x\.$/m],
      [['evaluate', 'x.json', '--as-of'], /^onroll evaluate: --as-of needs a value: --as-of DAY\.$/m],
      [['evaluate', 'x.json', '--as-of', '--json'], /^onroll evaluate: --as-of needs a value: --as-of DAY\.$/m],
      [['evaluate', 'x.json', '--as-of='], /^onroll evaluate: --as-of needs a value: --as-of DAY\.$/m],
      [['evaluate', 'x.json', '--json=yes'], /^onroll evaluate: --json takes no value\.$/m],
      [['guidance', '--json', '--json'], /^onroll guidance: --json is given twice\.$/m],
      [['settings', 'all'], /^onroll settings: It takes no words, and was given all\.$/m],
    ]
    for (const [args, sentence] of wrong) {
      const { out, err, code } = await onroll(args)
      assert.match(err, sentence)
      assert.match(err, new RegExp(`^onroll help ${args[0]} says how it is asked\\.$`, 'm'))
      assert.equal(out, '')
      assert.equal(code, 2)
    }
  })
})
