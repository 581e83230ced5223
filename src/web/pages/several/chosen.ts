import { MOST_AT_ONCE } from '../../../actions/record-for-several.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { type ChosenStep, chosenOf } from '../../paths.ts'
import { all, one, type Sent } from '../../route.ts'

/** What is chosen in a list, by the form that comes from it or goes on from there, or by a link. A button of one row chooses that row alone. */
export function chosenIn({ query, body }: Sent): readonly ChosenStep[] {
  const only = one(body, 'only')
  return only === '' ? [...all(body, 'step'), ...all(query, 'step')].map(chosenOf) : [chosenOf(only)]
}

/** What is wrong with what is chosen, to be told in the list. */
export function faultsOfChosen(chosen: readonly ChosenStep[]): readonly Fault[] {
  const children = new Set(chosen.map(({ child }) => child)).size
  if (children === 0) return [{ pointer: '/step', message: 'Choose at least one child' }]
  if (children <= MOST_AT_ONCE) return []
  return [{ pointer: '/step', message: `Choose ${MOST_AT_ONCE} children at most; you have chosen ${children}` }]
}

/** Each child once. */
export const childrenOf = (chosen: readonly ChosenStep[]): readonly string[] => [...new Set(chosen.map(({ child }) => child))]
