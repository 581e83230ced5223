import { LogicEngine } from 'json-logic-engine'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { askedOn, calendar } from './ours.ts'
import { type Prepared, prepare } from './prepared.ts'
import { nameOf, type Path, type Rule, rows } from './rules.ts'

/*
 * The one list of rules in the forms of the two engines. Each is given the form in which it came out fastest.
 */

/** What the engines are given of a child. */
export const prepared = (caseFile: CaseFile): Prepared => prepare(caseFile, calendar, askedOn)

const isComparison = (rule: Rule): rule is Extract<Rule, readonly unknown[]> => Array.isArray(rule)

// ---- json-logic-engine, compiled -------------------------------------------------------------------------------------------------------

type Logic = Record<string, unknown>

function asLogic(rule: Rule): Logic {
  if (!isComparison(rule)) return 'all' in rule ? { and: rule.all.map(asLogic) } : { or: rule.any.map(asLogic) }
  const [left, operator, right] = rule
  return { [operator]: [{ var: left }, typeof right === 'number' ? right : { var: right }] }
}

/** All rules in one function. */
const compiled = new LogicEngine().build(rows.map(({ isOwed }) => asLogic(isOwed))) as (prepared: Prepared) => boolean[]

/** For each row whether something is owed by it. */
export const conditionsByLogic = (caseFile: CaseFile): readonly boolean[] => compiled(prepared(caseFile))

// ---- json-rules-engine -----------------------------------------------------------------------------------------------------------------

const operators = { '>': 'greaterThan', '>=': 'greaterThanInclusive', '<': 'lessThan', '<=': 'lessThanInclusive' } as const

const asFact = (path: Path) => {
  const [fact = '', name = ''] = path.split('.')
  return { fact, path: name }
}

type Nested = Extract<TopLevelCondition, { all: unknown }>['all'][number]

/** The conditions of an `all` or `any` have priorities, first to last, so that the engine stops at the first that decides. */
function asCondition(rule: Rule, priority = 1): Nested {
  if (!isComparison(rule)) {
    const inOrder = (rules: readonly Rule[]) => rules.map((rule, place) => asCondition(rule, rules.length - place))
    return 'all' in rule ? { all: inOrder(rule.all), priority } : { any: inOrder(rule.any), priority }
  }
  const [left, operator, right] = rule
  const value = typeof right === 'number' ? right : asFact(right)
  return { ...asFact(left), operator: operators[operator], value, priority }
}

const engine = new Engine(
  rows.map((row) => ({ conditions: { all: [asCondition(row.isOwed)] }, event: { type: nameOf(row) } })),
  { pathResolver: (group, name) => (group as Record<string, number>)[name] },
)

/** The names of the rows by which something is owed. */
export async function conditionsByRules(caseFile: CaseFile): Promise<string[]> {
  const { events } = await engine.run(prepared(caseFile))
  return events.map(({ type }) => type)
}
