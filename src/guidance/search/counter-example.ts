import type { Register } from '../clause.ts'
import { type Bound, type Broken, daysThatMatter, type Reached, type Searched, searchFrom, type Ways } from './breadth-first.ts'
import { moves, reasonsNotDone } from './moves.ts'
import { starts } from './starts.ts'

export interface SearchResult {
  readonly reached: Reached
  /** The first broken promise, of the fewest steps; undefined where none was found. */
  readonly broken: Broken | undefined
}

/**
 * Looks for a record in which the promise is broken, with every move on every day that matters. The first one found has the fewest steps.
 */
export function findCounterExample(searched: Searched, bound: Bound, progress?: (reached: Reached) => void): SearchResult {
  let broken: Broken | undefined
  const reached = searchFrom(
    starts,
    searched,
    bound,
    everyWay(searched.register),
    (found) => {
      broken = found
      return 'stop'
    },
    progress,
  )
  return { reached, broken }
}

function everyWay(register: Register): Ways {
  const reasons = reasonsNotDone(register)
  return {
    movesFrom: (answer) => [...moves, ...reasons(answer)],
    daysFrom: daysThatMatter,
    goesOnFrom: () => true,
    judgesAhead: true,
  }
}

/** A register without some of its clauses. Throws a `RangeError` that names a clause which it does not have. */
export function withoutClauses(register: Register, ids: readonly string[]): Register {
  for (const id of ids) if (!register.clauses.some((clause) => clause.id === id)) throw new RangeError(`${id} is no clause of the register`)
  return { ...register, clauses: register.clauses.filter(({ id }) => !ids.includes(id)) }
}
