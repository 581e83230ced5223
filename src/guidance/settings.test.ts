import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, calendar, caseOf, dutiesOf, fact, questionsAbout, shown } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { assess } from './assess.ts'
import {
  defaultValues,
  isGuidancesOwn,
  type Settings,
  type SettingValues,
  settingDefinitions,
  settingNames,
  settingsForAllDays,
  settingsFrom,
} from './settings.ts'

/** What the guidance itself says. */
const guidances = {
  persistentAfter: [60, 'school days'],
  workerDiscussionWithin: [3, 'working days'],
  supportRequestWithin: [6, 'weeks'],
  withheldConsentAfter: [12, 'weeks'],
  intensiveSupportBelow: [75, '%'],
  intensiveSupportBelowWithEhcp: [80, '%'],
  repeatSuspensions: [2, 'suspensions'],
  improvementPeriod: [8, 'weeks'],
} as const

/** What it leaves open, and what holds until a county says otherwise. */
const countys = {
  notifyWithin: [1, 'working days'],
  registerWithin: [2, 'working days'],
  eheCheckWithin: [5, 'working days'],
  barrierReferralWithin: [5, 'working days'],
  panelWithin: [30, 'school days'],
  safeguardingWithin: [0, 'working days'],
  consentAttemptWithin: [10, 'working days'],
  consentVisitWithin: [10, 'working days'],
  ehaWithin: [30, 'working days'],
  recentEha: [26, 'weeks'],
  csshDiscussionWithin: [5, 'working days'],
  considerWithin: [5, 'working days'],
  saoWithin: [10, 'working days'],
  cscReferralWithin: [1, 'working days'],
  assessmentConsentWithin: [10, 'working days'],
  caseClinicWithin: [10, 'working days'],
  schoolStepWithin: [10, 'working days'],
  persistentAbsence: ['tenth-or-more-missed', 'choice'],
  minimumSessionsYear: [20, 'sessions'],
  minimumSessionsTerm: [40, 'sessions'],
  adviceWithin: [5, 'working days'],
  schoolEhaWithin: [30, 'working days'],
  reasonableTimescale: [6, 'weeks'],
  suspensionWindow: ['ever', 'choice'],
  ehaConsiderWithin: [10, 'working days'],
  tafWithin: [20, 'working days'],
  permanentExclusionOwner: ['school', 'choice'],
  exclusionRequestWithin: [5, 'working days'],
  reviewEvery: [4, 'weeks'],
  escalateWithin: [1, 'working days'],
  supportDecisionWithin: [10, 'working days'],
} as const

describe('The settings', () => {
  it('are those that the guidance gives and those that it leaves open, and no others', () => {
    assert.deepEqual([...settingNames].sort(), [...Object.keys(guidances), ...Object.keys(countys)].sort())
  })

  for (const [name, [value, unit]] of Object.entries({ ...guidances, ...countys })) {
    const definition = settingDefinitions[name as keyof typeof settingDefinitions]
    const isGuidance = name in guidances
    it(`have ${name} at ${value}${unit === 'choice' ? '' : ` ${unit}`}, ${isGuidance ? 'which is the guidance’s own' : 'which the guidance does not give'}`, () => {
      assert.equal(definition.default, value)
      assert.equal(definition.unit, unit)
      assert.equal('fromGuidance' in definition, isGuidance)
      assert.match(definition.why, /\w+ \w+ \w+/, 'says why it is needed')
    })
  }

  it('offer a choice only where the default is one of several', () => {
    for (const name of settingNames) {
      const { unit, choices, default: value }: { unit: string; choices?: readonly unknown[]; default: unknown } = settingDefinitions[name]
      assert.equal(choices !== undefined, unit === 'choice', name)
      if (choices) assert.ok(choices.length > 1 && choices.includes(value), name)
    }
  })
})

describe('A value', () => {
  it('is the guidance’s own until it is changed', () => {
    assert.equal(isGuidancesOwn('supportRequestWithin', defaultValues), true)
    assert.equal(isGuidancesOwn('supportRequestWithin', { ...defaultValues, supportRequestWithin: 5 }), false)
  })

  it('that the guidance does not give is never its own', () => {
    assert.equal(isGuidancesOwn('considerWithin', defaultValues), false)
    assert.equal(isGuidancesOwn('considerWithin', { ...defaultValues, considerWithin: 7 }), false)
  })
})

describe('Settings for all days', () => {
  it('are the defaults but for what is changed, on any day', () => {
    const { on, changes } = settingsForAllDays({ adviceWithin: 3 })
    assert.deepEqual(on(day('2019-01-01')), { ...defaultValues, adviceWithin: 3 })
    assert.deepEqual(on(day('2030-01-01')), { ...defaultValues, adviceWithin: 3 })
    assert.deepEqual(changes, [])
  })

  it('are the defaults where nothing is changed', () => assert.deepEqual(settingsForAllDays().on(day('2025-09-01')), defaultValues))
})

describe('Settings that change', () => {
  const from = (on: string, values: Partial<SettingValues>) => ({ from: date(on), values })
  const settings = settingsFrom([from('2026-01-05', { adviceWithin: 2 }), from('2025-09-01', { adviceWithin: 3, tafWithin: 15 })])
  const on = (civil: string) => {
    const { adviceWithin, tafWithin } = settings.on(day(civil))
    return [adviceWithin, tafWithin]
  }

  it('are the defaults before the first change, and not from its day on', () => {
    assert.deepEqual(on('2025-08-31'), [5, 20])
    assert.deepEqual(on('2025-09-01'), [3, 15])
  })

  it('keep what a later change does not name, whatever the order of the entries', () => {
    assert.deepEqual(on('2026-01-04'), [3, 15])
    assert.deepEqual(on('2026-01-05'), [2, 15])
    assert.deepEqual(settings.changes, [day('2025-09-01'), day('2026-01-05')])
  })

  it('name a day once on which several things change', () => {
    const { changes, on } = settingsFrom([from('2025-09-01', { adviceWithin: 3 }), from('2025-09-01', { tafWithin: 15 })])
    assert.deepEqual(changes, [day('2025-09-01')])
    assert.deepEqual([on(day('2025-09-01')).adviceWithin, on(day('2025-09-01')).tafWithin], [3, 15])
  })
})

describe('A duty', () => {
  const owed = (clause: string, settings: Settings, on: string, ...facts: readonly CaseRecord[]) =>
    dutiesOf(clause, assess(caseOf(amina, ...facts), calendar, settings, day(on)))
      .map(shown)
      .join('; ') || 'nothing'

  it('keeps the settings of the day on which it started', () => {
    const settings = settingsFrom([{ from: date('2025-09-16'), values: { schoolStepWithin: 3 } }])
    assert.equal(owed('2.1a', settings, '2025-10-06', fact('2025-09-15', 'attendance-concern')), 'overdue from 2025-09-15, due 2025-09-29')
    assert.equal(owed('2.1a', settings, '2025-10-06', fact('2025-09-16', 'attendance-concern')), 'overdue from 2025-09-16, due 2025-09-19')
  })

  it('is owed by whoever the settings named on the day on which it started', () => {
    const settings = settingsFrom([{ from: date('2025-11-07'), values: { permanentExclusionOwner: 'cme-officer' } }])
    const owner = (on: string) =>
      dutiesOf('3.1e', assess(caseOf(amina, fact(on, 'permanent-exclusion')), calendar, settings, day('2025-12-01'))).map(
        (duty) => duty.owner,
      )
    assert.deepEqual(owner('2025-11-06'), ['school'])
    assert.deepEqual(owner('2025-11-07'), ['cme-officer'])
  })

  it('starts on the day on which a change lets its condition hold, and is shown ahead for that day', () => {
    // 8 weeks from 5 November would end on 31 December; 6 weeks have ended on 17 December, before the change of 20 December.
    const settings = settingsFrom([{ from: date('2025-12-20'), values: { improvementPeriod: 6 } }])
    const facts = [
      fact('2025-10-06', 'suspension', { days: 1 }),
      fact('2025-11-05', 'suspension', { days: 1 }),
      fact('2025-11-10', 'unmet-needs', { identified: true }),
    ]
    // 20 December is a Saturday: 22, 23, 24, 29, 30 December.
    assert.equal(owed('3.1d', settings, '2025-12-19', ...facts), 'upcoming from 2025-12-20, due 2025-12-30')
    assert.equal(owed('3.1d', settings, '2025-12-20', ...facts), 'open from 2025-12-20, due 2025-12-30')
  })

  it('is dated by the guidance no longer once its setting departs from it', () => {
    const facts = [
      fact('2025-09-08', 'off-roll', { destinationKnown: true }),
      fact('2025-09-24', 'panel-outcome', { openTo: ['csc'], safeguardingConcerns: false }),
    ]
    assert.match(questionsAbout('1.5a').whose('2025-09-24', ...facts), /dated by a guidance$/)
    assert.match(
      questionsAbout('1.5a', amina, { settings: { supportRequestWithin: 5 } }).whose('2025-09-24', ...facts),
      /dated by a setting$/,
    )
  })
})
