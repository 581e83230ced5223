import { groups, type NextStepsAsked, type Whose } from '../../../actions/see-next-steps.ts'
import { lancashireGuidance } from '../../../guidance/register.ts'
import { withQuery } from '../../paths.ts'
import { type Fields, one, pageNumber } from '../../route.ts'

/*
 * What a list was asked with, in its address: choices from lists, and ids of ours. Nothing that somebody typed.
 */

export const whoses: readonly Whose[] = ['mine', 'team', 'nobody']
export const pathways = lancashireGuidance.pathways.map(({ pathway }) => pathway)
const clauses = lancashireGuidance.clauses.filter(({ kind }) => kind === 'duty').map(({ id }) => id)

/** Whether rows can be chosen, and whether all of them are to begin with. */
export type Choose = '' | 'some' | 'all'

export interface ListQuery extends NextStepsAsked {
  readonly choose: Choose
}

export function readListQuery(query: Fields): ListQuery {
  const among = <Value extends string>(name: string, values: readonly Value[]): Value | undefined =>
    values.find((value) => value === one(query, name))
  const [fact, of, key] = [one(query, 'recorded'), one(query, 'of'), one(query, 'done')]
  return {
    whose: among('whose', whoses),
    pathway: among('pathway', pathways) ?? '',
    clause: among('clause', clauses) ?? '',
    district: one(query, 'district'),
    child: one(query, 'child'),
    due: among('due', [...groups, 'waiting'] as const),
    choose: among('choose', ['some', 'all'] as const) ?? '',
    page: pageNumber(query),
    done: fact !== '' && of !== '' ? { child: of, fact } : key !== '' ? { key } : undefined,
  }
}

/** The address of a list; what has just been done from it is not in it. */
export function pathOfList({ whose, pathway, clause, district, child, due, choose, page }: Partial<ListQuery>): string {
  const all = { whose, pathway, clause, district, child, due, choose, page: page !== undefined && page > 1 ? String(page) : '' }
  return withQuery('/steps', Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : []))))
}
