import assert from 'node:assert/strict'
import { userInfo } from 'node:os'
import { before, describe, it } from 'node:test'
import { temporaryFolder } from '../../test/cli-kit.ts'
import { demo, smallCounty } from '../../test/database/small-county.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { fillWithCounty } from '../actions/fill-with-county.ts'
import { agencyCommand, directoryCommand } from './agencies.ts'
import { projectionCommand } from './database.ts'

const me = `command: ${userInfo().username}`

describe('onroll agency', () => {
  const own = onDatabase()
  const file = temporaryFolder()
  const agency = (...args: string[]) => answerOf(agencyCommand, ...args)
  const versions = (id: string) =>
    own.ask(
      'select version, name, districts, oversees, closed_on::text, recorded_by from agency_versions where agency_id = $1 order by version',
      id,
    )
  const audited = () => own.ask('select who, action, why from audit order by id')
  const schools = file(
    'schools.json',
    JSON.stringify({
      agencies: [
        { id: 's-1', kind: 'school', name: 'Ashfold High School', urn: '900001', phase: 'secondary', district: 'Quillbeck' },
        { id: 'a-cfw', kind: 'cfw', name: 'Family Service', districts: ['Quillbeck', 'West Sable'] },
      ],
    }),
  )

  it('list says that there is none yet', async () => assert.equal((await agency('list')).out, 'There are no agencies yet.\n'))

  it('load adds what is new, on record with who did it and why', async () => {
    const { out, code } = await agency('load', schools, '--by', 'Mary Winder', '--why', 'the first load')
    assert.deepEqual([out, code], ['2 added, 0 changed, 0 as they were.\n', 0])
    assert.deepEqual(await versions('a-cfw'), [
      {
        ...{ version: 1, name: 'Family Service', districts: ['Quillbeck', 'West Sable'], oversees: false, closed_on: null },
        recorded_by: 'command: Mary Winder',
      },
    ])
    assert.deepEqual(await audited(), [{ who: 'command: Mary Winder', action: 'load-agencies', why: 'the first load' }])
  })

  it('load changes nothing when the same file comes again', async () => {
    assert.equal((await agency('load', schools)).out, 'Nothing differs from what is on record, and nothing was changed.\n')
    assert.equal((await versions('s-1')).length, 1)
    assert.equal((await audited()).length, 1)
  })

  it('load takes what list --json printed, and finds nothing to change', async () => {
    const listed = file('listed.json', (await agency('list', '--json')).out)
    assert.match((await agency('load', listed)).out, /^Nothing differs/)
  })

  it('load refuses a file with a fault anywhere, with every fault and its place, and loads nothing of it', async () => {
    const refusedIn = async (name: string, agencies: readonly object[]) => {
      const path = file(name, JSON.stringify({ agencies }))
      const { err, code } = await agency('load', path)
      assert.equal(code, 2)
      return err.replaceAll(path, 'FILE').split('\n').slice(0, -1)
    }
    const brindle = { id: 's-2', kind: 'school', name: 'Brindle School' }
    assert.deepEqual(await refusedIn('form.json', [brindle, { id: 's-3', kind: 'shool', name: ' ' }]), [
      'FILE:/agencies/1/kind: found "shool"; expected school, cme-officer, ehe-team, pupil-access, panel-chair, cfw, csc, cssh-mash, health, police or other',
      'FILE:/agencies/1/name: found " "; expected a text that is not blank',
    ])
    assert.deepEqual(
      await refusedIn('sense.json', [
        brindle,
        { ...brindle, urn: '12', districts: ['Quillbeck'] },
        { ...brindle, id: 'a b', kind: 'csc', urn: '900001' },
      ]),
      [
        'FILE:/agencies/1/urn: found "12"; expected six digits',
        'FILE:/agencies/1/districts: a school is in one district; expected district instead',
        'FILE:/agencies/2/urn: only a school has one; expected none here',
        'FILE:/agencies/1/id: found "s-2"; expected an id of its own: /agencies/0 has this one',
        'FILE:/agencies/2/id: found "a b"; expected letters and digits, with - . or _ between them',
      ],
    )
    assert.deepEqual(await versions('s-2'), [])
  })

  it('load refuses another kind for an agency that is there', async () => {
    const other = file('other.json', JSON.stringify({ agencies: [{ id: 'a-cfw', kind: 'csc', name: 'Family Service' }] }))
    const { err, code } = await agency('load', other)
    assert.deepEqual(
      [err.replace(other, 'FILE'), code],
      ['FILE:/agencies/0/kind: found "csc"; expected cfw: the kind of an agency that is there does not change\n', 2],
    )
  })

  it('add makes an agency, by whoever is at the machine unless another is named', async () => {
    const { out } = await agency('add', 'a-head', '--kind', 'other', '--name', 'Education Leadership', '--oversees', 'yes')
    assert.equal(out, 'a-head added.\n')
    const [version] = await versions('a-head')
    assert.deepEqual([version?.['oversees'], version?.['recorded_by']], [true, me])
  })

  it('add says what it lacks, and that there is one already', async () => {
    assert.match(
      (await agency('add', 'a-new', '--kind', 'csc')).err,
      /^onroll agency: --name: missing; expected a text that is not blank\n/,
    )
    assert.equal(
      (await agency('add', 'a-head', '--kind', 'other', '--name', 'Again')).err,
      'onroll agency: There is an agency a-head already.\n',
    )
  })

  it('change makes a new version of what is given, keeps the rest, and takes away what is none', async () => {
    await agency('change', 'a-cfw', '--name', 'Wellbeing Service', '--districts', 'Quillbeck, Umberside')
    await agency('change', 'a-cfw', '--closed', '2027-08-31')
    await agency('change', 'a-cfw', '--closed', 'none', '--districts', 'none')
    assert.deepEqual(
      (await versions('a-cfw')).map(({ version, name, districts, closed_on }) => [version, name, districts, closed_on]),
      [
        [1, 'Family Service', ['Quillbeck', 'West Sable'], null],
        [2, 'Wellbeing Service', ['Quillbeck', 'Umberside'], null],
        [3, 'Wellbeing Service', ['Quillbeck', 'Umberside'], '2027-08-31'],
        [4, 'Wellbeing Service', [], null],
      ],
    )
  })

  it('change names the agency that was meant, and what is wrong with an option', async () => {
    assert.equal((await agency('change', 'a-cfww', '--name', 'x')).err, 'onroll agency: There is no agency a-cfww; did you mean a-cfw?\n')
    assert.match((await agency('change', 's-1', '--urn', '12')).err, /--urn: found "12"; expected six digits/)
    assert.match((await agency('change', 's-1', '--closed', '2027-02-30')).err, /--closed: found "2027-02-30"; expected a day that exists/)
    assert.match((await agency('change', 's-1', '--oversees', 'maybe')).err, /--oversees is maybe; expected yes or no/)
    assert.match((await agency('change', 's-1')).err, /Say what changes, such as --name\./)
    assert.match((await agency('change', 's-1', '--name', 'none')).err, /--name: missing/)
  })

  it('says what is asked in the wrong way', async () => {
    for (const [args, sentence] of [
      [[], /Say list, add, change or load\./],
      [['load'], /Say which file is loaded\./],
      [['change'], /Say which agency, by its id\./],
      [['load', schools, '--name', 'x'], /--name is not for load/],
      [['list', 'schools'], /list takes no schools\./],
      [['load', schools, '--as-of', '2026-02-30'], /2026-02-30 is not a day that exists/],
    ] as [string[], RegExp][]) {
      const { err, code } = await agency(...args)
      assert.match(err, sentence)
      assert.equal(code, 2)
    }
  })

  it('list shows each with what is known of it', async () => {
    assert.deepEqual((await agency('list')).out.split('\n').slice(0, -1), [
      'a-cfw   cfw     Wellbeing Service',
      'a-head  other   Education Leadership  oversees',
      's-1     school  Ashfold High School   900001; secondary; Quillbeck',
    ])
  })
})

describe('a change of agencies', () => {
  const own = onDatabase()
  before(async () => {
    await fillWithCounty(own.open('owner', { forLongWork: true }), smallCounty(60))
  })
  const on = ['--as-of', demo.day]
  const isRight = async () => assert.match((await answerOf(projectionCommand, 'check', ...on)).out, / 0 different, 0 not yet swept\./)

  it('by which owners may be others has every child assessed anew', async () => {
    const [{ count } = { count: '' }] = await own.ask<{ count: string }>('select count(*) from children')
    const { out, code } = await answerOf(agencyCommand, 'add', 'a-cfw-new', '--kind', 'cfw', '--name', 'A third service', ...on)
    assert.deepEqual([out, code], [`a-cfw-new added.\n${count} children assessed anew.\n`, 0])
    await isRight()
  })

  it('in nothing but a name has none', async () => {
    assert.equal((await answerOf(agencyCommand, 'change', 'a-cfw-new', '--name', 'The third service', ...on)).out, 'a-cfw-new changed.\n')
    await isRight()
  })
})

describe('onroll directory', () => {
  const own = onDatabase()
  const file = temporaryFolder()
  const directory = (...args: string[]) => answerOf(directoryCommand, ...args)
  const entry = { id: 'd-hub', name: 'Support Hub', whatFor: 'Advice when consent is refused.', phone: '01632 960111', clauses: ['1.6a'] }
  const load = (name: string, ...entries: object[]) =>
    directory('load', file(name, JSON.stringify({ directory: entries })), '--by', 'Mary Winder')

  it('loads entries, changes those that differ, and the same again not at all', async () => {
    const line = { id: 'd-line', name: 'Advice line', whatFor: 'Advice to schools.', email: 'line@county.example', agencyKinds: ['school'] }
    assert.equal((await load('a.json', entry, line)).out, '2 added, 0 changed, 0 as they were.\n')
    assert.match((await load('a.json', entry, line)).out, /^Nothing differs/)
    assert.equal((await load('b.json', { ...entry, phone: '01632 960112' }, line)).out, '0 added, 1 changed, 1 as they were.\n')
    assert.deepEqual(
      await own.ask('select version, phone, recorded_by from directory_versions where entry_id = $1 order by version', 'd-hub'),
      [
        { version: 1, phone: '01632 960111', recorded_by: 'command: Mary Winder' },
        { version: 2, phone: '01632 960112', recorded_by: 'command: Mary Winder' },
      ],
    )
    assert.deepEqual(await own.ask('select distinct who, action from audit'), [{ who: 'command: Mary Winder', action: 'load-directory' }])
  })

  it('lists entries with whom one reaches for what, and those out of use', async () => {
    await load('c.json', { ...entry, inUse: false })
    assert.equal(
      (await directory('list')).out,
      [
        'Support Hub (d-hub), out of use',
        '  Advice when consent is refused.',
        '  01632 960111',
        '  For 1.6a',
        '',
        'Advice line (d-line)',
        '  Advice to schools.',
        '  line@county.example',
        '',
      ].join('\n'),
    )
    assert.match((await load('d.json', ...JSON.parse((await directory('list', '--json')).out).directory)).out, /^Nothing differs/)
  })

  it('refuses an entry by which nobody is reached, a clause that there is not, and what is no number or address', async () => {
    assert.match((await load('e.json', { ...entry, clauses: ['9.9z'] })).err, /:\/directory\/0\/clauses\/0: found "9\.9z"; expected 1\.1/)
    const { err } = await load(
      'f.json',
      { id: 'd-1', name: 'Nobody', whatFor: 'nothing' },
      { ...entry, phone: 'by hand', email: 'no address' },
    )
    assert.match(err, /:\/directory\/0: nobody is reached by it; expected a phone, an email or both\n/)
    assert.match(err, /:\/directory\/1\/phone: found "by hand"; expected a telephone number\n/)
    assert.match(err, /:\/directory\/1\/email: found "no address"; expected an email address\n/)
  })

  it('says what is asked in the wrong way', async () => {
    assert.match((await directory('print')).err, /Say list or load\./)
    assert.match((await directory('load')).err, /Say which file is loaded\./)
    assert.match((await directory('load', 'not-there.json')).err, /^not-there\.json:: there is no such file/)
  })
})
