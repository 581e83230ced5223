import { type CivilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import { agencies } from '../casefile/fact-table.ts'

export type Unit = 'school days' | 'working days' | 'weeks' | '%' | 'sessions' | 'suspensions' | 'choice'

interface Definition<Value extends number | string> {
  readonly unit: Unit
  readonly default: Value
  readonly choices?: readonly Value[]
  /** The guidance gives this value: to change it is to depart from the guidance. */
  readonly fromGuidance?: true
  readonly clauses: readonly string[]
  /** Why a setting is needed. */
  readonly why: string
}

const number = (unit: Unit, value: number, clauses: readonly string[], why: string): Definition<number> => ({
  unit,
  default: value,
  clauses,
  why,
})

const guidance = (unit: Unit, value: number, clauses: readonly string[], why: string): Definition<number> => ({
  ...number(unit, value, clauses, why),
  fromGuidance: true,
})

const choice = <const Value extends string>(
  choices: readonly Value[],
  value: NoInfer<Value>,
  clauses: readonly string[],
  why: string,
): Definition<Value> => ({ unit: 'choice', default: value, choices, clauses, why })

/** Every number and choice of the clauses: the guidance's own, and those that a county has to settle because the guidance is silent. */
export const settingDefinitions = {
  notifyWithin: number('working days', 1, ['1.2a'], 'the guidance asks for a notification without delay and gives no number'),
  registerWithin: number('working days', 2, ['1.2b'], 'a notification has to be acted on, and the guidance does not say by when'),
  eheCheckWithin: number('working days', 5, ['1.2c'], 'the home-education check must be made; the guidance does not say by when'),
  barrierReferralWithin: number('working days', 5, ['1.3b'], 'the guidance gives no time for a referral to a partner agency'),
  persistentAfter: guidance(
    'school days',
    60,
    ['1.4a'],
    'off roll for the equivalent of so many school days makes a child persistently missing',
  ),
  panelWithin: number('school days', 30, ['1.4a', '1.4c'], 'a date is needed where the calendar lists no later panel'),
  workerDiscussionWithin: guidance('working days', 3, ['1.4d'], 'the allocated worker hears what the panel shared within so many days'),
  safeguardingWithin: number(
    'working days',
    0,
    ['1.4f'],
    'the guidance does not say what follows safeguarding concerns at the panel; they do not wait',
  ),
  supportRequestWithin: guidance('weeks', 6, ['1.5a'], 'without progress within so many weeks of the panel, support is requested'),
  consentAttemptWithin: number('working days', 10, ['1.5b'], 'active attempts to obtain consent have no time in the guidance'),
  consentVisitWithin: number('working days', 10, ['1.5c'], 'the visit to seek consent has no time in the guidance'),
  ehaWithin: number('working days', 30, ['1.5d'], 'the Early Help Assessment has no time in the guidance'),
  recentEha: number('weeks', 26, ['1.5b', '1.5d', '3.1f'], 'an assessment made shortly before should not be asked for again'),
  csshDiscussionWithin: number('working days', 5, ['1.6a'], 'the discussion with the hub has no time in the guidance'),
  withheldConsentAfter: guidance(
    'weeks',
    12,
    ['1.6c'],
    'a strategy discussion is considered when consent is withheld for longer than this',
  ),
  considerWithin: number(
    'working days',
    5,
    ['1.6c', '1.6f', '2.1e', '2.2a', '2.2b', '3.1d'],
    'a decision that is to be considered needs a day by which it is made',
  ),
  saoWithin: number('working days', 10, ['1.6d'], 'the guidance does not say how soon an order is started'),
  cscReferralWithin: number('working days', 1, ['1.6e'], 'the referral beside an order has no time in the guidance'),
  assessmentConsentWithin: number(
    'working days',
    10,
    ['1.6f'],
    'consent to the assessment is not received: after how long, the guidance does not say',
  ),
  caseClinicWithin: number('working days', 10, ['1.6g'], 'the discussion at case clinic has no time in the guidance'),
  schoolStepWithin: number('working days', 10, ['2.1a'], 'the school’s own first steps have no time in the guidance'),
  persistentAbsence: choice(
    ['tenth-or-more-missed', 'below-90'],
    'tenth-or-more-missed',
    ['2.1b'],
    'at exactly 90% the DfE’s rule, which the guidance cites, and the guidance’s own words differ',
  ),
  minimumSessionsYear: number('sessions', 20, ['2.1b'], 'a rate of the year is not judged on a few sessions'),
  minimumSessionsTerm: number('sessions', 40, ['2.1e'], 'a rate of the term is not judged on a few sessions'),
  adviceWithin: number('working days', 5, ['2.1c'], 'the guidance does not say how soon advice is sought'),
  schoolEhaWithin: number('working days', 30, ['2.1d'], 'the school’s Early Help Assessment has no time in the guidance'),
  intensiveSupportBelow: guidance('%', 75, ['2.1e'], 'attendance below this in a term calls for a request for intensive support'),
  intensiveSupportBelowWithEhcp: guidance('%', 80, ['2.1e'], 'the same line for a child with an education, health and care plan'),
  reasonableTimescale: number('weeks', 6, ['2.1e'], 'the guidance speaks of a reasonable timescale for attendance to improve'),
  repeatSuspensions: guidance('suspensions', 2, ['3.1a', '3.1b'], 'suspensions are repeat from this one on'),
  suspensionWindow: choice(
    ['ever', 'school-year', 'rolling-12-months'],
    'ever',
    ['3.1a', '3.1b'],
    'the guidance names no period in which suspensions are counted',
  ),
  ehaConsiderWithin: number(
    'working days',
    10,
    ['3.1a', 'L2'],
    'an Early Help Assessment is to be considered; the guidance does not say by when',
  ),
  tafWithin: number('working days', 20, ['3.1c'], 'the Team around the Family has no time in the guidance'),
  improvementPeriod: guidance('weeks', 8, ['3.1d'], 'a referral is considered when there is no improvement within so many weeks'),
  permanentExclusionOwner: choice(
    agencies,
    'school',
    ['3.1e'],
    'the guidance does not say who makes the request after a permanent exclusion',
  ),
  exclusionRequestWithin: number(
    'working days',
    5,
    ['3.1e', '3.1f'],
    'the guidance does not say by when the request after a permanent exclusion is made',
  ),
  reviewEvery: number('weeks', 4, ['L1'], 'a child on a pathway for whom nothing else is asked is looked at again after this'),
  escalateWithin: number('working days', 1, ['L3'], 'a decision to escalate is carried out at once'),
  supportDecisionWithin: number('working days', 10, ['L4'], 'somebody has to decide whether the CME officer supports a registered child'),
} as const

export type SettingName = keyof typeof settingDefinitions

export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[]

type ValueOf<D> = D extends Definition<infer Value> ? Value : never

export type SettingValues = { readonly [Name in SettingName]: ValueOf<(typeof settingDefinitions)[Name]> }

export type NumberSetting = { [Name in SettingName]: SettingValues[Name] extends number ? Name : never }[SettingName]

export const defaultValues = Object.fromEntries(settingNames.map((name) => [name, settingDefinitions[name].default])) as SettingValues

/** Values that hold from a day on. */
export interface SettingsFrom {
  readonly from: CivilDate
  readonly values: Partial<SettingValues>
}

/** The settings of a county with the dates from which they hold. */
export interface Settings {
  /** What holds on a day: the defaults with every change made up to that day. */
  on(day: Day): SettingValues
  /** The days on which something changes, in order. */
  readonly changes: readonly Day[]
}

/** Settings that hold for all days. */
export function settingsForAllDays(values: Partial<SettingValues> = {}): Settings {
  const always = { ...defaultValues, ...values }
  return { on: () => always, changes: [] }
}

/** Settings that change: each entry changes what it names from its day on. */
export function settingsFrom(entries: readonly SettingsFrom[]): Settings {
  const changes = [...entries].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const editions: { from: Day; values: SettingValues }[] = []
  let values = defaultValues
  for (const change of changes) {
    values = { ...values, ...change.values }
    editions.push({ from: dayOf(change.from), values })
  }
  return {
    on: (day) => editions.findLast((edition) => edition.from <= day)?.values ?? defaultValues,
    changes: [...new Set(editions.map((edition) => edition.from))],
  }
}

/** The settings whose value the guidance gives. */
const givenByGuidance: ReadonlySet<string> = new Set(settingNames.filter((name) => 'fromGuidance' in settingDefinitions[name]))

/** Whether a value is the one that the guidance gives. */
export const isGuidancesOwn = (name: SettingName, values: SettingValues): boolean =>
  givenByGuidance.has(name) && values[name] === defaultValues[name]
