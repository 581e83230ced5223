import fc from 'fast-check'
import { civilDate, date, day } from '../src/calendar/civil-date.ts'
import { agencies, type CaseFile, type CaseRecord, type Child, type FactType, factTable, factTypes } from '../src/casefile/fact-table.ts'
import type { Field, Fields } from '../src/casefile/fields.ts'
import { shouldClauses } from '../src/guidance/register.ts'

/*
 * Any well-formed case, for properties. Facts lie close together, so that they meet; every type of the fact table is among them.
 */

const FIRST_DAY = day('2025-08-25')
const DAYS = 330

// Without fast-check's bias to small numbers, which would put all facts on the first days.
const dayWithin = (span: number) => fc.noBias(fc.nat({ max: span })).map((offset) => civilDate(FIRST_DAY + offset))

/** Closing as home educated is right only after a check; such cases have their own tests. */
const isSafe = (type: FactType, detail: Record<string, unknown>) => type !== 'cme-closed' || detail['reason'] !== 'ehe'

function anyValue(type: FactType, name: string, field: Field): fc.Arbitrary<unknown> {
  if (type === 'reason-not-done' && name === 'clause') return fc.constantFrom(...shouldClauses)
  switch (field.kind) {
    case 'boolean':
      return fc.boolean()
    case 'whole':
      return fc.constant(0)
    case 'halves':
      return fc.integer({ min: 1, max: 20 }).map((halves) => halves / 2)
    case 'date':
      return dayWithin(DAYS)
    case 'one-of':
      return fc.constantFrom(...field.choices)
    case 'list':
      return fc.uniqueArray(anyValue(type, name, field.of), { maxLength: 2 })
    default:
      return fc.constant('as recorded')
  }
}

function detailOf(type: FactType): fc.Arbitrary<Record<string, unknown>> {
  const fields: Fields = factTable[type].detail
  const members = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = anyValue(type, name, field)
      return [name, field.required || field.neededWhen ? value : fc.option(value, { nil: undefined })]
    }),
  )
  const detail = fc.record(members).map((detail) => Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)))
  if (type !== 'attendance-summary') return detail.filter((detail) => isSafe(type, detail))
  return fc
    .tuple(detail, fc.constantFrom(18, 20, 38, 40, 100), fc.constantFrom(60, 74, 75, 79, 80, 89, 90, 95))
    .map(([detail, possible, percent]) => ({ ...detail, possible, attended: Math.floor((possible * percent) / 100) }))
}

type AnyFact = Omit<CaseRecord, 'id'>

const factOf = (types: readonly FactType[], span: number): fc.Arbitrary<AnyFact> =>
  fc
    .constantFrom(...types)
    .chain((type) =>
      fc.record({ type: fc.constant(type), on: dayWithin(span), by: fc.constantFrom(...agencies), detail: detailOf(type) }),
    ) as never

/** A fact of any type within so many days. */
export const anyFact = (span = DAYS): fc.Arbitrary<AnyFact> => factOf(factTypes, span)

/** What is recorded of a child on one pathway, but for what ends it: those facts are rarer. */
const themes: readonly { readonly opens: readonly FactType[]; readonly goesOn: readonly FactType[] }[] = [
  {
    opens: ['off-roll', 'cme-notification'],
    goesOn: factTypes.slice(factTypes.indexOf('off-roll'), factTypes.indexOf('attendance-concern')),
  },
  {
    opens: ['off-roll'],
    goesOn: [
      ...([
        'consent',
        'consent-visit',
        'support-request',
        'cssh-discussion',
        'parent-refuses',
        'sao',
        'csc-referral',
        'case-clinic',
        'eha',
      ] as const),
      ...([
        'admissions-engagement',
        'engagement-attempt',
        'panel-outcome',
        'officer-support',
        'cme-registered',
        'strategy-discussion',
      ] as const),
      ...(['progress-review', 'service-open', 'service-closed', 'reason-not-done'] as const),
    ],
  },
  {
    opens: ['attendance-concern', 'attendance-summary'],
    goesOn: [
      ...(['attendance-summary', 'school-step', 'attendance-review', 'advice-sought', 'contextual-information', 'unmet-needs'] as const),
      ...(['eha', 'taf-meeting', 'support-request', 'consent', 'legal-advice-intended', 'strategy-discussion', 'reason-not-done'] as const),
      ...(['service-open', 'service-closed'] as const),
    ],
  },
  {
    opens: ['suspension', 'permanent-exclusion'],
    goesOn: [
      ...(['suspension', 'permanent-exclusion', 'permanent-exclusion-withdrawn', 'behaviour-review', 'unmet-needs', 'eha'] as const),
      ...([
        'taf-meeting',
        'support-request',
        'support-request-not-made',
        'consent',
        'reason-not-done',
        'case-review',
        'advice-sought',
      ] as const),
    ],
  },
]

const anyFacts = (maxLength: number): fc.Arbitrary<readonly AnyFact[]> =>
  fc.constantFrom(...themes).chain(({ opens, goesOn }) =>
    fc
      .tuple(
        fc.array(factOf(opens, 40), { minLength: 1, maxLength: 2 }),
        fc.array(
          fc.oneof(
            { weight: 5, arbitrary: factOf(goesOn, 70) },
            { weight: 5, arbitrary: factOf(goesOn, 200) },
            { weight: 1, arbitrary: anyFact() },
          ),
          {
            maxLength,
            size: 'max',
          },
        ),
      )
      .map(([first, others]) => [...first, ...others]),
  )

/** Children of any age that meets the facts: well within compulsory school age, at its first day, at its last. */
const anyChild: fc.Arbitrary<Child> = fc.record({
  id: fc.constant('child'),
  dateOfBirth: fc.constantFrom('2014-03-09', '2014-03-09', '2014-03-09', '2014-03-09', '2020-10-20', '2021-02-02', '2010-01-15').map(date),
  ehcp: fc.constantFrom([], [{ from: date('2025-11-01') }], [{ from: date('2025-09-01'), to: date('2026-01-15') }]),
})

/** A case of a few facts more than so many at most, along a pathway; now and then a fact of another. */
export const anyCase = (maxLength = 14): fc.Arbitrary<CaseFile> =>
  fc.tuple(anyChild, anyFacts(maxLength)).map(([child, facts]) => ({
    child,
    facts: facts.map((fact, index) => ({ id: `f${index + 1}`, ...fact }) as CaseRecord),
  }))

/** A day to ask about. */
export const anyDay: fc.Arbitrary<string> = dayWithin(DAYS + 60)
