import type { CaseFile } from '../src/casefile/fact-table.ts'
import { rowsOwed } from './ours.ts'
import { conditionsByLogic, conditionsByRules } from './peers.ts'
import { nameOf, rows } from './rules.ts'

/** Of one row: for how many children something is owed by our answer, and for how many children each engine says the same as we do. */
export interface Agreement {
  readonly row: string
  owed: number
  logic: number
  rules: number
}

/** Asks all three of the same children. */
export async function agreementOn(cases: readonly CaseFile[]): Promise<Agreement[]> {
  const found = rows.map((row): Agreement => ({ row: nameOf(row), owed: 0, logic: 0, rules: 0 }))
  for (const caseFile of cases) {
    const ours = rowsOwed(caseFile)
    const byLogic = conditionsByLogic(caseFile)
    const byRules = new Set(await conditionsByRules(caseFile))
    found.forEach((agreement, place) => {
      const isOwed = ours.has(agreement.row)
      if (isOwed) agreement.owed++
      if (byLogic[place] === isOwed) agreement.logic++
      if (byRules.has(agreement.row) === isOwed) agreement.rules++
    })
  }
  return found
}
