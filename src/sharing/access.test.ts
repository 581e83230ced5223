import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact, withdrawal } from '../../test/kit.ts'
import { allocation, circumstances, duty, episode, known, roll, seal, seen, type Told } from '../../test/sharing.ts'
import { civilDate, date, day } from '../calendar/civil-date.ts'
import { whoMaySee } from './access.ts'
import { relationships } from './relationships.ts'
import { sharingSettingsForAllDays, sharingSettingsFrom } from './settings.ts'

const dayBefore = (on: string) => civilDate(day(on) - 1)
const dayAfter = (on: string) => civilDate(day(on) + 1)

/** Whoever is named sees the child, by this relationship, from the first day to the last, and on neither day beside them. */
function seesFromTo(told: Told, agency: string, relationship: string, first: string, last: string): void {
  const asOf = '2030-01-01'
  const sees = (on: string) => seen(told, agency, on, { asOf }).includes(relationship)
  assert.deepEqual([dayBefore(first), first, last, dayAfter(last)].map(sees), [false, true, true, false])
}

describe('a school', () => {
  it('sees its own pupils from the first to the last day on its roll, and not a day longer', () =>
    seesFromTo({ rolls: [roll('ashfold', '2025-09-01', '2026-10-04')] }, 'ashfold', 'on-roll', '2025-09-01', '2026-10-04'))

  it('does not see a pupil of another', () =>
    assert.deepEqual(seen({ rolls: [roll('ashfold', '2025-09-01')] }, 'brindle', '2026-10-04'), []))

  it('no longer sees as its own a child that a fact says is off roll', () =>
    seesFromTo(
      { rolls: [roll('ashfold', '2025-09-01')], facts: [fact('2026-10-05', 'off-roll')] },
      'ashfold',
      'on-roll',
      '2025-09-01',
      '2026-10-04',
    ))

  it('sees a child that left while it owes a next step, and 12 months beyond', () => {
    const told = { rolls: [roll('ashfold', '2025-09-01', '2026-10-04')], duties: [duty('school', '2026-10-05', '2026-10-06')] }
    seesFromTo(told, 'ashfold', 'owes-next-step', '2026-10-05', '2027-10-06')
    assert.deepEqual(seen({ ...told, duties: [duty('school', '2026-10-05')] }, 'ashfold', '2029-01-01'), ['owes-next-step'])
  })
})

describe('whoever may owe a next step', () => {
  it('sees the child from the day on which it starts: all of them, where it is not known who of several does', () => {
    const told = { duties: [duty('cfw', '2026-10-05', '2026-11-02')] }
    for (const agency of ['cfw-north', 'cfw-south']) seesFromTo(told, agency, 'owes-next-step', '2026-10-05', '2027-11-02')
    assert.deepEqual(seen({ ...told, district: 'Nettleworth' }, 'cfw-south', '2026-10-05'), [])
  })
})

describe('a team that put on record that the child is a brother or sister of another', () => {
  const linked = (...days: readonly string[]) => ({ siblingLinks: days.map((on) => ({ agency: 'cme', on: date(on) })) })

  it('sees it from that day to 12 months later, and for longer where it is said again', () => {
    seesFromTo(linked('2026-10-05'), 'cme', 'sibling-of-one', '2026-10-05', '2027-10-05')
    seesFromTo(linked('2026-10-05', '2027-03-01'), 'cme', 'sibling-of-one', '2026-10-05', '2028-03-01')
  })

  it('is no school: that sees its own pupils alone', () => {
    assert.deepEqual(seen({ siblingLinks: [{ agency: 'ashfold', on: date('2026-10-05') }] }, 'ashfold', '2026-10-05'), [])
  })

  it('sees none of a sealed child', () => {
    const seals = [{ isSealed: true, users: ['p-1'] }]
    assert.deepEqual(seen({ ...linked('2026-10-05'), seals }, 'cme', '2026-10-06'), [])
  })
})

describe('the CME officers', () => {
  it('see every child with an episode of missing education, to 12 months beyond its end', () =>
    seesFromTo({ episodes: [episode('cme', '2026-09-07', '2026-12-01')] }, 'cme', 'missing-education', '2026-09-07', '2027-12-01'))

  it('see no child for an episode of another pathway', () => {
    assert.deepEqual(seen({ episodes: [episode('pme', '2026-09-07')] }, 'cme', '2026-10-05'), [])
    assert.deepEqual(seen({ episodes: [episode('exclusion', '2026-09-07')] }, 'cme', '2026-10-05'), [])
  })

  it('see a child without a date of birth of whom anything is recorded', () => {
    const told = { hasDateOfBirth: false, facts: [fact('2026-10-05', 'cme-notification')] }
    assert.deepEqual(
      [dayBefore('2026-10-05'), '2026-10-05'].map((on) => seen(told, 'cme', on)),
      [[], ['without-date-of-birth']],
    )
    assert.deepEqual(seen({ ...told, hasDateOfBirth: true }, 'cme', '2026-10-05'), [])
  })
})

describe('those who oversee the work', () => {
  it('see every child that has an episode, or had one up to 12 months ago', () => {
    for (const pathway of ['cme', 'pme', 'exclusion']) {
      seesFromTo({ episodes: [episode(pathway, '2026-09-07', '2026-12-01')] }, 'leadership', 'oversees', '2026-09-07', '2027-12-01')
    }
  })

  it('see no child that never had one, and agencies beside them see none', () => {
    assert.deepEqual(seen({ rolls: [roll('ashfold', '2025-09-01')] }, 'leadership', '2026-10-05'), [])
    assert.deepEqual(seen({ episodes: [episode('cme', '2026-09-07')] }, 'audit', '2026-10-05'), [])
  })
})

describe('a service or the hub', () => {
  const within = { district: 'Nettleworth', episodes: [episode('cme', '2026-09-07', '2026-12-01')] }
  const on = '2026-10-05'

  for (const [what, agency, asking] of [
    ['a request for support', 'cfw-north', fact(on, 'support-request', { to: 'cfw', route: 'direct', level: 'standard' })],
    ['a request through the hub', 'hub', fact(on, 'support-request', { to: 'cfw', route: 'cssh-mash', level: 'intensive' })],
    ['a discussion', 'hub', fact(on, 'cssh-discussion')],
    ['a referral', 'csc-north', fact(on, 'csc-referral', { for: 'safeguarding' })],
    ['a strategy discussion that is asked for', 'csc-north', fact(on, 'strategy-discussion', { step: 'requested' })],
    ['a step up', 'csc-north', fact(on, 'case-clinic', { stepUp: true, reason: 'at risk' })],
    ['a talk with its worker', 'csc-north', fact(on, 'allocated-worker-discussion', { service: 'csc' })],
    ['a question for its advice', 'hub', fact(on, 'advice-sought', { from: 'mash-education-officer' })],
    ['a question for its advice', 'cfw-north', fact(on, 'advice-sought', { from: 'cfw-senior-support-worker' })],
  ] as const) {
    it(`${agency} sees a child by ${what}, to 12 months beyond the episode`, () =>
      seesFromTo({ ...within, facts: [asking] }, agency, 'was-asked', on, '2027-12-01'))
  }

  for (const [what, agency, nothing] of [
    ['a request that went to CFW directly', 'hub', fact(on, 'support-request', { to: 'cfw', route: 'direct', level: 'standard' })],
    [
      'a strategy discussion that was only considered',
      'csc-north',
      fact(on, 'strategy-discussion', { step: 'considered', reason: 'no risk' }),
    ],
    ['a case clinic without a step up', 'csc-north', fact(on, 'case-clinic', { stepUp: false, reason: 'no risk' })],
    ['a call to the advice line', 'hub', fact(on, 'advice-sought', { from: 'advice-line' })],
  ] as const) {
    it(`${agency} does not by ${what}`, () => assert.deepEqual(seen({ ...within, facts: [nothing] }, agency, on), []))
  }

  it('of another district does not see it, nor does anybody by a request that was withdrawn', () => {
    const request = fact(on, 'support-request', { to: 'cfw', route: 'direct', level: 'standard' }, { id: 'asked' })
    assert.deepEqual(seen({ ...within, facts: [request] }, 'cfw-south', on), [])
    assert.deepEqual(seen({ ...within, facts: [request, withdrawal(on, 'asked')] }, 'cfw-north', on), [])
  })

  it('asked outside of any episode sees the child from that day to 12 months later', () =>
    seesFromTo(
      { district: 'Nettleworth', facts: [fact(on, 'csc-referral', { for: 'safeguarding' })] },
      'csc-north',
      'was-asked',
      on,
      '2027-10-05',
    ))

  it('sees a child that is open to it, to 12 months after it is not', () => {
    const [opened, closed] = [fact(on, 'service-open', { service: 'csc' }), fact('2027-03-01', 'service-closed', { service: 'csc' })]
    seesFromTo({ ...within, facts: [opened, closed] }, 'csc-north', 'open-to', on, '2028-03-01')
    assert.deepEqual(
      seen({ ...within, facts: [opened, fact('2027-03-01', 'service-closed', { service: 'cfw' })] }, 'csc-north', '2029-12-31'),
      ['open-to'],
    )
    assert.deepEqual(seen({ ...within, facts: [opened] }, 'cfw-north', on), [])
  })

  it('sees a child that the panel found open to it, until a later panel does not', () => {
    const outcome = (on: string, ...openTo: readonly ('cfw' | 'csc')[]) =>
      fact(on, 'panel-outcome', { openTo, safeguardingConcerns: false })
    seesFromTo({ ...within, facts: [outcome(on, 'cfw'), outcome('2026-11-25')] }, 'cfw-north', 'open-to', on, '2027-11-25')
  })

  it('sees a child that it was given to work on, wherever it lives, to 12 months after another was', () => {
    const allocations = [allocation('cfw', 'cfw-south', 'qadeer', '2026-10-05'), allocation('cfw', 'cfw-north', 'brackley', '2026-11-02')]
    seesFromTo({ allocations }, 'cfw-south', 'has-the-child', '2026-10-05', '2027-11-01')
    assert.deepEqual(seen({ allocations }, 'cfw-north', '2029-12-31'), ['has-the-child'])
    assert.deepEqual(seen({ allocations }, 'csc-north', '2026-11-02'), [])
  })

  it('has the child again where another had it for a time, which is over', () => {
    const standIn = allocation('cfw', 'cfw-north', 'brackley', '2026-11-02', { until: date('2026-11-13') })
    const allocations = [allocation('cfw', 'cfw-south', 'qadeer', '2026-10-05'), standIn]
    seesFromTo({ allocations }, 'cfw-north', 'has-the-child', '2026-11-02', '2027-11-13')
    assert.deepEqual(seen({ allocations }, 'cfw-south', '2029-12-31'), ['has-the-child'])
  })
})

describe('a panel', () => {
  const episodes = [episode('cme', '2026-09-07', '2026-12-01')]
  const nominated = fact('2026-10-05', 'panel-nomination', { ground: 'persistent' })

  it('sees a child that is nominated for it, or that it talks about, to 12 months beyond the episode', () => {
    seesFromTo({ episodes, facts: [nominated] }, 'panel', 'on-panel', '2026-10-05', '2027-12-01')
    seesFromTo({ episodes, facts: [fact('2026-10-05', 'panel-discussed')] }, 'panel', 'on-panel', '2026-10-05', '2027-12-01')
    const outcome = fact('2026-10-05', 'panel-outcome', { openTo: [], safeguardingConcerns: false })
    seesFromTo({ episodes, facts: [outcome] }, 'panel', 'on-panel', '2026-10-05', '2027-12-01')
  })

  it('sees one whose nomination is declined to 12 months beyond that', () =>
    seesFromTo(
      { episodes, facts: [nominated, fact('2026-10-12', 'panel-nomination-declined', { reason: 'a place was found' })] },
      'panel',
      'on-panel',
      '2026-10-05',
      '2027-10-12',
    ))

  it('sees no other child with an episode', () => assert.deepEqual(seen({ episodes }, 'panel', '2026-10-05'), []))
})

describe('the home-education team', () => {
  const episodes = [episode('cme', '2026-09-07', '2026-12-01')]

  it('sees a child whose parents say that they educate it, until it is on a roll, and 12 months beyond', () =>
    seesFromTo(
      { facts: [fact('2026-09-14', 'ehe-stated'), fact('2027-01-04', 'on-roll')] },
      'ehe',
      'home-education',
      '2026-09-14',
      '2028-01-04',
    ))

  it('keeps a child that the case was closed for as home educated', () => {
    const facts = [fact('2026-09-14', 'ehe-check', { onRegister: true }), fact('2026-12-01', 'cme-closed', { reason: 'ehe' })]
    assert.deepEqual(seen({ episodes, facts }, 'ehe', '2030-01-01'), ['home-education'])
  })

  it('sees one that it did not find on the register, or about which there is a concern, to 12 months beyond the episode', () => {
    for (const asked of [fact('2026-09-14', 'ehe-check', { onRegister: false }), fact('2026-09-14', 'ehe-concern')]) {
      seesFromTo({ episodes, facts: [asked] }, 'ehe', 'home-education', '2026-09-14', '2027-12-01')
    }
  })

  it('sees no other child with an episode', () => assert.deepEqual(seen({ episodes }, 'ehe', '2026-10-05'), []))
})

describe('Pupil Access', () => {
  const episodes = [episode('cme', '2026-09-07', '2026-12-01')]

  it('sees a child whose parents engage with admissions, or for whom an order is under way', () => {
    const engaging = fact('2026-10-05', 'admissions-engagement', { engaging: true })
    seesFromTo({ episodes, facts: [engaging] }, 'places', 'school-place', '2026-10-05', '2027-12-01')
    seesFromTo(
      { episodes, facts: [fact('2026-10-05', 'sao', { step: 'initiated' })] },
      'places',
      'school-place',
      '2026-10-05',
      '2027-12-01',
    )
  })

  it('sees no other child with an episode', () => assert.deepEqual(seen({ episodes }, 'places', '2026-10-05'), []))
})

describe('a sealed child', () => {
  const told: Told = {
    rolls: [roll('ashfold', '2025-09-01')],
    episodes: [episode('cme', '2026-09-07')],
    duties: [duty('cme-officer', '2026-09-08'), duty('school', '2026-09-08')],
    allocations: [allocation('csc', 'csc-north', 'garstone', '2026-09-08')],
    facts: [fact('2026-09-14', 'service-open', { service: 'csc' })],
    seals: [seal('halloran', 'garstone')],
  }

  it('exists for the persons listed, whichever agency they act for, and for nobody else, whatever else holds', () => {
    for (const agency of ['ashfold', 'cme', 'csc-north', 'leadership']) {
      assert.deepEqual(seen(told, agency, '2026-11-23', { user: 'oyelaran' }), [])
      assert.deepEqual(seen(told, agency, '2026-11-23', { user: 'halloran' }), ['named-in-seal'])
    }
  })

  it('exists for those alone whom the seal of every sealed record lists', () => {
    const both = { ...told, seals: [seal('halloran', 'garstone'), seal('halloran', 'okonjo')] }
    const sees = (user: string, child: Told) => seen(child, 'cme', '2026-11-23', { user }).length > 0
    assert.deepEqual(
      ['halloran', 'garstone', 'okonjo'].map((user) => sees(user, both)),
      [true, false, false],
    )
    const nobody = { ...told, seals: [seal('halloran'), seal('okonjo')] }
    assert.deepEqual(whoMaySee(known(nobody, '2026-11-23'), sharingSettingsForAllDays(), date('2026-11-23')), [])
  })

  it('is seen as any other when the seal is lifted, and a record that is not sealed takes nothing away from one that is', () => {
    assert.deepEqual(seen({ ...told, seals: [{ isSealed: false, users: ['halloran'] }] }, 'ashfold', '2026-11-23'), [
      'on-roll',
      'owes-next-step',
    ])
    assert.deepEqual(seen({ ...told, seals: [{ isSealed: false, users: [] }, seal('halloran')] }, 'ashfold', '2026-11-23'), [])
  })
})

describe('the months after the end', () => {
  const told = { episodes: [episode('cme', '2026-09-07', '2026-12-01')] }

  it('are those that are set, and may be none', () => {
    const sees = (on: string, seenAfterEnd: number) => seen(told, 'cme', on, { settings: { seenAfterEnd } }).length > 0
    assert.deepEqual([sees('2027-03-01', 3), sees('2027-03-02', 3)], [true, false])
    assert.deepEqual([sees('2026-12-01', 0), sees('2026-12-02', 0)], [true, false])
  })

  it('are those of the day of the end', () => {
    const settings = (from: string) => sharingSettingsFrom([{ from: date(from), values: { seenAfterEnd: 3 } }])
    const until = (from: string) =>
      whoMaySee(known(told, '2027-01-01'), settings(from), date('2027-01-01')).find(({ agency }) => agency === 'cme')?.until
    assert.deepEqual([until('2026-12-01'), until('2026-12-02')], ['2027-03-01', '2027-12-01'])
  })

  it('join spells that touch, and leave those apart that do not', () => {
    const spells = (second: string) =>
      whoMaySee(
        known({ rolls: [roll('ashfold', '2025-09-01', '2026-07-20'), roll('ashfold', second)] }, '2026-11-23'),
        sharingSettingsForAllDays(),
        date('2026-11-23'),
      ).map(({ from, until }) => [from, until])
    assert.deepEqual(spells('2026-07-21'), [['2025-09-01', null]])
    assert.deepEqual(spells('2026-07-22'), [
      ['2025-09-01', '2026-07-20'],
      ['2026-07-22', null],
    ])
  })
})

describe('a child of whom nothing is known', () => {
  it('is seen by nobody', () => {
    const child = { facts: [], episodes: [], duties: [], hasDateOfBirth: true, circumstances: circumstances() }
    assert.deepEqual(whoMaySee(child, sharingSettingsForAllDays(), date('2026-11-23')), [])
  })
})

describe('the words of a relationship', () => {
  it('follow "because it", and are each another’s', () => {
    const words = Object.values(relationships).map(({ words }) => words)
    assert.equal(new Set(words).size, words.length)
  })
})
