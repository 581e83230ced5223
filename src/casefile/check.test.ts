import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkCase } from './check.ts'
import { factTable } from './fact-table.ts'
import type { Fault } from './fault.ts'

const shouldClauses = new Set(['1.5a', '2.1e'])
const child = { id: 'c-104', dateOfBirth: '2014-03-09' }

const faultsOf = (file: unknown): readonly Fault[] => {
  const checked = checkCase(file, shouldClauses)
  return 'faults' in checked ? checked.faults : []
}
const pointers = (file: unknown): string[] => faultsOf(file).map(({ pointer }) => pointer)

/** A case with these records; each has an id, a day and an agency unless it says otherwise. */
const caseOf = (...records: object[]) => ({
  child,
  facts: records.map((record, place) => ({ id: `f${place}`, on: '2026-09-07', by: 'school', ...record })),
})
const ofRecords = (...records: object[]): string[] => pointers(caseOf(...records))
const messageOf = (...records: object[]): string | undefined => faultsOf(caseOf(...records))[0]?.message

const referral = { type: 'agency-referral', detail: { to: 'youth club' } }
const summary = (possible: unknown, attended: unknown) => ({ type: 'attendance-summary', detail: { scope: 'year', possible, attended } })

describe('a well-formed case', () => {
  it('is handed back as it is', () => {
    const file = caseOf(referral, { withdraws: 'f0' })
    const checked = checkCase(file, shouldClauses)
    assert.ok('case' in checked)
    assert.equal(checked.case, file)
  })

  it('may have no facts', () => assert.deepEqual(ofRecords(), []))

  it('may have periods with an EHC plan, ended or not', () => {
    const ehcp = [{ from: '2024-01-10', to: '2024-07-01' }, { from: '2025-01-10' }]
    assert.deepEqual(pointers({ child: { ...child, ehcp }, facts: [] }), [])
  })

  it('may hold dates in any order: a plan for support that ended before it began is kept as recorded', () => {
    assert.deepEqual(pointers({ child: { ...child, ehcp: [{ from: '2026-01-10', to: '2025-01-10' }] }, facts: [] }), [])
    assert.deepEqual(ofRecords({ type: 'contextual-information', detail: { supportsAbsence: true, until: '2020-01-01' } }), [])
  })

  it('may have an empty detail where a type needs none', () => {
    assert.deepEqual(ofRecords({ type: 'case-review' }, { type: 'case-review', detail: {} }, { type: 'off-roll', detail: {} }), [])
  })

  it('may say that it is recorded, correct another, or carry a note', () => {
    assert.deepEqual(ofRecords(referral, { ...referral, recordedAt: '2026-09-08T10:00:00+01:00', replaces: 'f0', note: '' }), [])
  })
})

describe('a file that is no case', () => {
  for (const [file, pointer] of [
    [null, ''],
    [[], ''],
    ['{}', ''],
    [{ child }, '/facts'],
    [{ facts: [] }, '/child'],
    [{ child, facts: {} }, '/facts'],
    [{ child, facts: [], cases: [] }, '/cases'],
    [{ child: 'c-104', facts: [] }, '/child'],
    [{ child: { id: 'c-104' }, facts: [] }, '/child/dateOfBirth'],
    [{ child: { ...child, id: 104 }, facts: [] }, '/child/id'],
    [{ child: { ...child, id: ' ' }, facts: [] }, '/child/id'],
    [{ child: { ...child, dateOfBirth: '09/03/2014' }, facts: [] }, '/child/dateOfBirth'],
    [{ child: { ...child, name: 'A' }, facts: [] }, '/child/name'],
    [{ child: { ...child, ehcp: null }, facts: [] }, '/child/ehcp'],
    [{ child: { ...child, ehcp: [{ to: '2024-01-10' }] }, facts: [] }, '/child/ehcp/0/from'],
    [{ child: { ...child, ehcp: [{ from: '2024-01-10', until: '2024-07-10' }] }, facts: [] }, '/child/ehcp/0/until'],
    [{ child, facts: [null] }, '/facts/0'],
    [{ child, facts: ['f1'] }, '/facts/0'],
    [{ child, facts: [[]] }, '/facts/0'],
  ] as const) {
    it(`is refused at ${pointer || 'its root'}: ${JSON.stringify(file)}`, () => assert.deepEqual(pointers(file), [pointer]))
  }
})

describe('a record', () => {
  for (const [record, pointer] of [
    [{ ...referral, id: 7 }, '/facts/0/id'],
    [{ ...referral, on: '2026-02-30' }, '/facts/0/on'],
    [{ ...referral, on: '1/9/2026' }, '/facts/0/on'],
    [{ ...referral, on: '2026-09-07T00:00:00Z' }, '/facts/0/on'],
    [{ ...referral, by: 'council' }, '/facts/0/by'],
    [{ ...referral, by: ['school'] }, '/facts/0/by'],
    [{ ...referral, recordedAt: '2026-09-07T09:00:00' }, '/facts/0/recordedAt'],
    [{ ...referral, recordedAt: '2026-09-07' }, '/facts/0/recordedAt'],
    [{ ...referral, note: 7 }, '/facts/0/note'],
    [{ ...referral, replaces: null }, '/facts/0/replaces'],
    [{ ...referral, 'a/b~': 1 }, '/facts/0/a~1b~0'],
    [{ ...referral, detail: null }, '/facts/0/detail'],
    [{ ...referral, detail: [] }, '/facts/0/detail'],
    [{ type: 'truancy' }, '/facts/0/type'],
    [{ type: null }, '/facts/0/type'],
    [{ type: { toString: 1 } }, '/facts/0/type'],
    [{}, '/facts/0/type'],
    [{ withdraws: 7 }, '/facts/0/withdraws'],
    [{ type: 'case-review', kind: 'x' }, '/facts/0/kind'],
    [{ type: 'case-review', detail: { colour: 'red' } }, '/facts/0/detail/colour'],
  ] as const) {
    it(`is refused at ${pointer}: ${JSON.stringify(record)}`, () => assert.deepEqual(ofRecords(record), [pointer]))
  }

  for (const member of ['id', 'on', 'by']) {
    it(`is refused without ${member}, whether it is a fact or withdraws one`, () => {
      for (const kind of [{ type: 'case-review' }, { withdraws: 'f0' }]) {
        const { [member]: _, ...record }: Record<string, string> = { id: 'f1', on: '2026-09-07', by: 'school', ...kind }
        assert.deepEqual(pointers({ child, facts: [...caseOf(referral).facts, record] }), [`/facts/1/${member}`])
      }
    })
  }

  it('that withdraws another has no type, no detail and corrects nothing', () => {
    assert.deepEqual(ofRecords(referral, { ...referral, withdraws: 'f0' }), ['/facts/1/type'])
    assert.deepEqual(ofRecords(referral, { withdraws: 'f0', detail: {} }), ['/facts/1/detail'])
    assert.deepEqual(ofRecords(referral, { withdraws: 'f0', replaces: 'f0' }), ['/facts/1/replaces'])
    assert.deepEqual(ofRecords(referral, { withdraws: 'f0', note: 'entered for another child' }), [])
  })

  it('has an id of its own: the second is refused', () => {
    assert.deepEqual(ofRecords(referral, { ...referral, id: 'f0' }, { ...referral, id: 'f0' }), ['/facts/1/id', '/facts/2/id'])
    assert.deepEqual(ofRecords(referral, { ...referral, id: 'F0' }), [])
    assert.deepEqual(ofRecords({ ...referral, id: '' }, { ...referral, id: '' }), ['/facts/0/id', '/facts/1/id'])
  })

  it('of unknown type is checked all the same in what every record has', () => {
    assert.deepEqual(ofRecords({ type: 'truancy', on: 'today', by: 'me', note: 'x', detail: 7, size: 1 }), [
      '/facts/0/type',
      '/facts/0/on',
      '/facts/0/by',
      '/facts/0/size',
    ])
  })
})

describe('members with names that mean something to JavaScript', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    it(`are unknown members: ${name}`, () => {
      const file = JSON.parse(
        `{"child":{"id":"c","dateOfBirth":"2014-03-09","${name}":1},"${name}":1,
          "facts":[{"id":"f","type":"case-review","on":"2026-09-07","by":"school","${name}":{"by":"x"},"detail":{"${name}":1}}]}`,
      )
      assert.deepEqual(pointers(file).sort(), [`/${name}`, `/child/${name}`, `/facts/0/${name}`, `/facts/0/detail/${name}`].sort())
    })

    it(`stand for no member and no type: ${name}`, () => {
      assert.deepEqual(ofRecords({ type: name }), ['/facts/0/type'])
      assert.deepEqual(ofRecords(JSON.parse(`{"type":"unmet-needs","detail":{"__proto__":{"identified":true}}}`)), [
        '/facts/0/detail/identified',
        '/facts/0/detail/__proto__',
      ])
    })
  }
})

describe('a detail', () => {
  for (const [type, row] of Object.entries(factTable)) {
    it(`of ${type} that is left out lacks what it must have, each member by its name`, () => {
      const missing = Object.entries(row.detail).filter(([, { required }]) => required)
      assert.deepEqual(
        ofRecords({ type }),
        missing.map(([name]) => `/facts/0/detail/${name}`),
      )
      assert.deepEqual(ofRecords({ type, detail: {} }), ofRecords({ type }))
    })
  }

  for (const [type, detail, member] of [
    ['unmet-needs', { identified: 'yes' }, 'identified'],
    ['unmet-needs', { identified: 1 }, 'identified'],
    ['ehe-concern', { resolved: null }, 'resolved'],
    ['barrier', { kind: 'money' }, 'kind'],
    ['barrier', { kind: 'Family' }, 'kind'],
    ['panel-outcome', { openTo: 'cfw', safeguardingConcerns: false }, 'openTo'],
    ['panel-outcome', { openTo: ['cfw', 'health'], safeguardingConcerns: false }, 'openTo/1'],
    ['progress-review', { progress: false, relatedTo: ['parenting'] }, 'relatedTo/0'],
    ['panel-nomination', { ground: 'persistent', panel: '2026-13-01' }, 'panel'],
    ['agency-referral', { to: '' }, 'to'],
    ['agency-referral', { to: ' \t\u00a0' }, 'to'],
    ['agency-referral', { to: 5 }, 'to'],
    ['support-request', { to: 'csc', route: 'direct', level: 'standard' }, 'to'],
  ] as const) {
    it(`of ${type} is refused at ${member}: ${JSON.stringify(detail)}`, () => {
      assert.deepEqual(ofRecords({ type, detail }), [`/facts/0/detail/${member}`])
    })
  }

  it('may have an empty list where a list is asked for', () => {
    assert.deepEqual(ofRecords({ type: 'panel-outcome', detail: { openTo: [], safeguardingConcerns: true } }), [])
  })

  it('may have a blank text where none is needed: it is as good as none', () => {
    assert.deepEqual(ofRecords({ type: 'permanent-exclusion', detail: { reason: '' } }), [])
  })

  it('of a suspension has days above 0 in steps of a half', () => {
    const suspension = (days: unknown) => ofRecords({ type: 'suspension', detail: { days } })
    for (const days of [0.5, 1, 2.5, 45]) assert.deepEqual(suspension(days), [])
    for (const days of [0, -0.5, 0.3, 0.25, '1', null, Number.POSITIVE_INFINITY])
      assert.deepEqual(suspension(days), ['/facts/0/detail/days'])
  })

  it('of attendance has whole sessions, no fewer than 0', () => {
    for (const sessions of [0, 1, 380]) assert.deepEqual(ofRecords(summary(sessions, sessions)), [])
    for (const sessions of [-1, 40.5, '40', 1e300]) {
      assert.deepEqual(ofRecords(summary(sessions, 0)), ['/facts/0/detail/possible'])
      assert.deepEqual(ofRecords(summary(400, sessions)), ['/facts/0/detail/attended'])
    }
  })

  it('of attendance has no more sessions attended than possible', () => {
    assert.deepEqual(ofRecords(summary(40, 40)), [])
    assert.deepEqual(ofRecords(summary(40, 41)), ['/facts/0/detail/attended'])
  })

  it('of a strategy discussion has a reason where it was only considered', () => {
    const discussion = (detail: object) => ofRecords({ type: 'strategy-discussion', detail })
    assert.deepEqual(discussion({ step: 'considered' }), ['/facts/0/detail/reason'])
    assert.deepEqual(discussion({ step: 'considered', reason: ' ' }), ['/facts/0/detail/reason'])
    assert.deepEqual(discussion({ step: 'considered', reason: 'a place was found' }), [])
    assert.deepEqual(discussion({ step: 'held' }), [])
    assert.deepEqual(discussion({ step: 'requested', reason: '' }), [])
  })

  it('of a reason not done names a clause of force should, and no other', () => {
    const reason = (clause: string) => ofRecords({ type: 'reason-not-done', detail: { clause, reason: 'agreed with the family' } })
    for (const clause of shouldClauses) assert.deepEqual(reason(clause), [])
    for (const clause of ['1.2b', '1.4a', '9.9z', '1.5A']) assert.deepEqual(reason(clause), ['/facts/0/detail/clause'])
  })
})

describe('records that correct or withdraw others', () => {
  const replaces = (id: string) => ({ ...referral, replaces: id })
  const withdraws = (id: string) => ({ withdraws: id })

  it('name a record of the file', () => {
    assert.deepEqual(ofRecords(referral, replaces('f0'), withdraws('f1')), [])
    assert.deepEqual(ofRecords(replaces('f1'), referral), [])
    assert.deepEqual(ofRecords(referral, replaces('f9'), withdraws('f8')), ['/facts/1/replaces', '/facts/2/withdraws'])
    assert.deepEqual(ofRecords(replaces('')), ['/facts/0/replaces'])
  })

  it('may withdraw a record that withdraws, but replace only a fact', () => {
    assert.deepEqual(ofRecords(referral, withdraws('f0'), withdraws('f1')), [])
    assert.deepEqual(ofRecords(referral, withdraws('f0'), replaces('f1')), ['/facts/2/replaces'])
  })

  it('are at most one for a record, whatever each of them does', () => {
    assert.deepEqual(ofRecords(referral, replaces('f0'), replaces('f0')), ['/facts/2/replaces'])
    assert.deepEqual(ofRecords(referral, withdraws('f0'), withdraws('f0')), ['/facts/2/withdraws'])
    assert.deepEqual(ofRecords(referral, replaces('f0'), withdraws('f0'), replaces('f0')), ['/facts/2/withdraws', '/facts/3/replaces'])
  })

  it('may be more where all but one are undone', () => {
    assert.deepEqual(ofRecords(referral, replaces('f0'), withdraws('f1'), replaces('f0')), [])
    assert.deepEqual(ofRecords(referral, withdraws('f0'), withdraws('f1'), replaces('f0')), [])
  })

  it('count again where what withdrew them is withdrawn itself', () => {
    assert.deepEqual(ofRecords(referral, replaces('f0'), withdraws('f1'), replaces('f0'), withdraws('f2')), ['/facts/3/replaces'])
  })

  it('still count where they are corrected themselves', () => {
    assert.deepEqual(ofRecords(referral, replaces('f0'), replaces('f1')), [])
    assert.deepEqual(ofRecords(referral, replaces('f0'), replaces('f1'), replaces('f0')), ['/facts/3/replaces'])
  })

  it('never name each other in a circle', () => {
    assert.deepEqual(ofRecords(replaces('f0')), ['/facts/0/replaces'])
    assert.deepEqual(ofRecords(withdraws('f0')), ['/facts/0/withdraws'])
    assert.deepEqual(ofRecords(replaces('f1'), replaces('f0')), ['/facts/0/replaces', '/facts/1/replaces'])
    assert.deepEqual(ofRecords(withdraws('f2'), withdraws('f0'), withdraws('f1'), withdraws('f0')), [
      '/facts/0/withdraws',
      '/facts/1/withdraws',
      '/facts/2/withdraws',
    ])
  })

  it('may name a record that is at fault itself: that is one fault, not two', () => {
    assert.deepEqual(ofRecords({ ...referral, by: 'council' }, replaces('f0')), ['/facts/0/by'])
    assert.deepEqual(ofRecords({ type: 'truancy' }, withdraws('f0')), ['/facts/0/type'])
  })

  it('can stand in a chain as long as a file', () => {
    const chain = Array.from({ length: 50_000 }, (_, place) => (place === 0 ? referral : withdraws(`f${place - 1}`)))
    assert.deepEqual(ofRecords(...chain), [])
  })
})

describe('a case closed as home-educated', () => {
  const check = (onRegister: boolean, on = '2026-09-07') => ({ type: 'ehe-check', on, by: 'ehe-team', detail: { onRegister } })
  const concern = (resolved?: boolean, on = '2026-09-07') => ({
    type: 'ehe-concern',
    on,
    ...(resolved !== undefined && { detail: { resolved } }),
  })
  const closed = { type: 'cme-closed', on: '2026-09-10', detail: { reason: 'ehe' } }

  it('needs a check that found the child on the register', () => {
    assert.deepEqual(ofRecords(closed), ['/facts/0'])
    assert.deepEqual(ofRecords(check(false), closed), ['/facts/1'])
    assert.deepEqual(ofRecords(check(true), closed), [])
  })

  it('needs none for another reason', () => assert.deepEqual(ofRecords({ ...closed, detail: { reason: 'left-area' } }), []))

  it('goes by the last check read before it', () => {
    assert.deepEqual(ofRecords(check(true, '2026-09-08'), check(false, '2026-09-07'), closed), [])
    assert.deepEqual(ofRecords(check(true, '2026-09-07'), check(false, '2026-09-08'), closed), ['/facts/2'])
    assert.deepEqual(ofRecords(closed, check(true, '2026-09-10')), [])
    assert.deepEqual(ofRecords(closed, check(true, '2026-09-11')), ['/facts/0'])
    assert.deepEqual(ofRecords(check(true), closed, check(false, '2026-09-11')), [])
  })

  it('goes by the id where two checks are of one day', () => {
    assert.deepEqual(ofRecords({ ...check(true), id: 'b' }, { ...check(false), id: 'a' }, closed), [])
    assert.deepEqual(ofRecords({ ...check(true), id: 'a' }, { ...check(false), id: 'b' }, closed), ['/facts/2'])
    // U+FF5E comes before U+1F600 by code points, and behind it by UTF-16 units.
    assert.deepEqual(ofRecords({ ...check(true), id: '😀' }, { ...check(false), id: '～' }, closed), [])
  })

  it('needs every concern resolved by then', () => {
    assert.deepEqual(ofRecords(check(true), concern(), closed), ['/facts/2'])
    assert.deepEqual(ofRecords(check(true), concern(false), closed), ['/facts/2'])
    assert.deepEqual(ofRecords(check(true), concern(undefined, '2026-09-08'), concern(true, '2026-09-09'), closed), [])
    assert.deepEqual(ofRecords(check(true), concern(true, '2026-09-08'), concern(undefined, '2026-09-09'), closed), ['/facts/3'])
    assert.deepEqual(ofRecords(check(true), closed, concern(undefined, '2026-09-10')), ['/facts/1'])
    assert.deepEqual(ofRecords(check(true), closed, concern(undefined, '2026-09-11')), [])
  })

  it('is judged on what stands with everything known', () => {
    assert.deepEqual(ofRecords(check(true), closed, { withdraws: 'f0' }), ['/facts/1'])
    assert.deepEqual(ofRecords(check(true), closed, { withdraws: 'f0' }, { withdraws: 'f2' }), [])
    assert.deepEqual(ofRecords(check(false), closed, { ...check(true), replaces: 'f0' }), [])
    assert.deepEqual(ofRecords(check(true), concern(), closed, { withdraws: 'f1' }), [])
    assert.deepEqual(ofRecords(closed, { withdraws: 'f0' }), [])
    assert.deepEqual(ofRecords(closed, { ...closed, detail: { reason: 'other' }, replaces: 'f0' }), [])
  })

  it('is not judged while a record that could settle it is at fault', () => {
    assert.deepEqual(ofRecords({ ...check(true), by: 'nobody' }, closed), ['/facts/0/by'])
    assert.deepEqual(ofRecords(check(true), { withdraws: 'f0', by: 'nobody' }, closed), ['/facts/1/by'])
    assert.deepEqual(ofRecords({ ...check(true), type: 'ehe-chek' }, closed), ['/facts/0/type'])
    assert.deepEqual(ofRecords(check(true), concern(), { ...concern(true, '2026-09-08'), by: 'nobody' }, closed), ['/facts/2/by'])
    assert.deepEqual(ofRecords(check(true), check(false, '2026-09-08'), { ...referral, replaces: 'f1', by: 'nobody' }, closed), [
      '/facts/2/by',
    ])
    assert.deepEqual(ofRecords(closed, { withdraws: 'f9' }), ['/facts/1/withdraws'])
  })

  it('is judged beside faults that cannot settle it', () => {
    assert.deepEqual(ofRecords({ ...referral, by: 'nobody' }, closed), ['/facts/0/by', '/facts/1'])
  })
})

describe('a message', () => {
  it('names what was found and what is expected', () => {
    assert.equal(messageOf({ ...referral, on: '1/9/2026' }), 'found "1/9/2026"; expected a day that exists, written YYYY-MM-DD')
    assert.equal(messageOf(summary(40, 41)), 'found 41; expected no more than possible')
    assert.equal(messageOf({ type: 'barrier' }), 'missing; expected family, contextual, significant or authority')
    assert.equal(messageOf(referral, { ...referral, replaces: 'f7' }), 'found "f7"; expected the id of a record of this file')
    assert.equal(
      messageOf({ type: 'strategy-discussion', detail: { step: 'considered' } }),
      'missing; expected a text that is not blank, needed where a discussion was only considered',
    )
  })

  it('suggests the name that was meant', () => {
    assert.equal(messageOf({ type: 'atendance-concern' }), 'found "atendance-concern"; did you mean attendance-concern?')
    assert.equal(messageOf({ type: 'case-review', recorded_at: '2026-09-07T09:00:00Z' }), 'unknown member; did you mean recordedAt?')
  })

  it('lists what there is where no name is near', () => {
    assert.match(messageOf({ type: 'truancy' }) ?? '', /^found "truancy"; expected attendance-summary, off-roll, .* or on-roll$/)
    assert.equal(messageOf({ type: 'barrier', detail: { kind: 'family', colour: 'red' } }), 'unknown member; expected only kind')
    assert.equal(messageOf({ type: 'case-review', detail: { colour: 'red' } }), 'unknown member; expected none here')
  })

  it('holds nothing else of the record', () => {
    const secrets = { id: 'Amina', note: 'Amina', type: 'eha', detail: { outcome: 'completed', reason: 'Amina' } }
    const wrong = [
      { ...secrets, on: 'x' },
      { ...secrets, by: 'x' },
      { ...secrets, type: 'x' },
      { ...secrets, detail: { reason: 'Amina' } },
      { ...secrets, detail: { outcome: 'x', reason: 'Amina' } },
      { ...secrets, colour: 'Amina' },
      { ...secrets, colour: { Amina: 1 } },
      { ...secrets, replaces: 'f99' },
    ]
    for (const record of wrong) assert.doesNotMatch(JSON.stringify(faultsOf(caseOf(record))), /Amina/, JSON.stringify(record))
  })
})

describe('a file with several faults', () => {
  it('is told all of them', () => {
    const file = {
      child: { id: 'c', dateOfBirth: '2014-02-30' },
      facts: [
        { id: 'f0', type: 'barrier', on: '2026-09-07', by: 'school', detail: { kind: 'family', colour: 'red' } },
        { id: 'f0', type: 'suspension', on: 'yesterday', by: 'school', detail: { days: 0 } },
        { id: 'f2', type: 'case-review', on: '2026-09-07', by: 'school', replaces: 'f9' },
      ],
    }
    assert.deepEqual(pointers(file), [
      '/child/dateOfBirth',
      '/facts/0/detail/colour',
      '/facts/1/on',
      '/facts/1/detail/days',
      '/facts/1/id',
      '/facts/2/replaces',
    ])
  })

  it('is checked to its end, however deep and large it is', () => {
    let deep: unknown = 0
    for (let i = 0; i < 100_000; i++) deep = [deep]
    assert.deepEqual(pointers({ child, facts: deep, more: deep }), ['/more', '/facts/0'])
    assert.equal(ofRecords(...Array.from({ length: 20_000 }, () => ({ type: 'x'.repeat(30) }))).length, 20_000)
  })
})
