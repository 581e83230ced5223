import { seenAmong } from '../database/access.ts'
import { COMPARED, writeAudit } from '../database/audit.ts'
import { type ChildDetails, type Compared, readDetails, readToCompare } from '../database/details.ts'
import { type FoundChildren, findChildren, keepSearch, type Query, queryOf, readTyped, searchesOfLate } from '../database/search.ts'
import { type Alike, readSearch, type SearchPart, waysAlike } from '../people/read-search.ts'
import { type Findable, searchKeys } from '../people/search-keys.ts'
import { may } from '../sharing/roles.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'

export type { Alike, Compared }

/** Nothing but a place to search. */
export const openFind: Action<Record<never, never>, Record<never, never>> = async () => ({ children: [], given: {} })

/** A person does not search as often; whoever guesses does. */
const MOST_SEARCHES = 120

/**
 * Keeps what somebody typed, under an id that only they can open. A reference, or the address of a page, of a child whom they may see leads to the child at
 * once.
 */
export const searchForChild: Action<{ readonly typed: string }, { readonly search: string; readonly child?: string }> = async (
  context,
  { typed },
) => {
  const { transaction, actor, today } = context
  const { reference, parts } = readSearch(typed, today)
  const head = reference === undefined ? undefined : (await seenAmong(transaction, actor, [reference], today)).get(reference)?.head
  if (head === undefined && reference === undefined && parts.length === 0) {
    throw fault('/find', 'Enter at least two letters of a name, a date of birth, a number, a postcode, or the reference of a child')
  }
  if ((await searchesOfLate(transaction, actor)) >= MOST_SEARCHES) {
    throw fault('/find', 'You have searched very often in the last ten minutes. Wait a few minutes, then search again')
  }
  const search = await keepSearch(transaction, actor, typed)
  // Whoever tries references is on record with them; a word that happens to look like one is the reference of nobody.
  const hidden = reference !== undefined && head === undefined ? [reference] : []
  return { children: [], hidden, given: { search, ...(head !== undefined && { child: head }) } }
}

/** A child whom the searcher may see. */
export interface FoundChild {
  readonly details: ChildDetails
  /** In which ways it is only like what was looked for. */
  readonly alike: readonly Alike[]
}

/** One whom they may not see: what tells it from others, and no more. */
export interface FoundOther {
  readonly compared: Compared
  readonly alike: readonly Alike[]
}

export interface Hits {
  readonly seen: readonly FoundChild[]
  readonly others: readonly FoundOther[]
  /** There are more than are shown. */
  readonly isMore: boolean
}

export interface SearchSeen extends Hits {
  readonly search: string
  readonly typed: string
  /** What is odd about what was typed. */
  readonly remarks: readonly string[]
}

/** Whom a search finds now. */
export const seeFound: Action<{ readonly search: string }, SearchSeen> = async (context, { search }) => {
  const { transaction, actor, today } = context
  const typed = await typedIn(context, search)
  const { reference, parts, remarks } = readSearch(typed, today)
  const meant = reference === undefined ? undefined : (await seenAmong(transaction, actor, [reference], today)).get(reference)
  const found = meant
    ? await known(context, { seen: [{ head: meant.head, hit: 'exact' }], others: [] }, [])
    : await hitsOf(context, parts.length > 0 ? queryOf(parts) : undefined, parts)
  return { children: childrenIn(found), given: { search, typed, remarks, ...found } }
}

/** What was typed for a search of this person, for this agency. Where there is no such one the action ends. */
export async function typedIn({ transaction, actor }: Context, search: string): Promise<string> {
  const typed = await readTyped(transaction, actor, search)
  if (typed === undefined) throw new NotDone({ outcome: 'absent', asked: '' })
  return typed
}

const AT_MOST = 25

/** Whom a query finds, and for somebody who may match, those whom they may not see. That these were looked at is in the audit log by itself. */
export async function hitsOf(context: Context, query: Query | undefined, parts: readonly SearchPart[] = []): Promise<Hits> {
  if (!query) return { seen: [], others: [], isMore: false }
  const { transaction, actor, today } = context
  const withOthers = may(actor.role, 'match-children')
  const { seen, others } = await findChildren(transaction, query, actor, today, { limit: AT_MOST + 1, withOthers })
  const shown = await known(context, { seen: seen.slice(0, AT_MOST), others: others.slice(0, AT_MOST) }, parts)
  return { ...shown, isMore: seen.length > AT_MOST || others.length > AT_MOST }
}

async function known(context: Context, { seen, others }: FoundChildren, parts: readonly SearchPart[]): Promise<Hits> {
  const { transaction, actor, today } = context
  const heads = (found: FoundChildren['seen']) => found.map(({ head }) => head)
  const details = await readDetails(transaction, actor, heads(seen), today)
  const compared = await readToCompare(transaction, heads(others))
  await writeCompared(context, heads(others))
  const alikeOf = (child: Findable, { hit }: FoundChildren['seen'][number]) =>
    hit === 'alike' || hit === 'family' ? waysAlike(parts, searchKeys(child), hit === 'family') : []
  return {
    seen: seen.flatMap((found) => {
      const one = details.get(found.head)
      return one ? [{ details: one, alike: alikeOf(one, found) }] : []
    }),
    others: others.flatMap((found) => {
      const one = compared.get(found.head)
      return one ? [{ compared: one, alike: alikeOf(one, found) }] : []
    }),
    isMore: false,
  }
}

/** That somebody looked at what tells children apart whom they may not see, in the audit log by itself. */
export async function writeCompared({ transaction, actor }: Context, children: readonly string[]): Promise<void> {
  if (children.length === 0) return
  const who = { who: actor.user, agency: actor.agency.id }
  await writeAudit(transaction, { ...who, action: COMPARED, outcome: 'done', children })
}

/** The children that were seen as far as they may be. */
export const childrenIn = ({ seen }: Hits): readonly string[] => seen.map(({ details }) => details.head)
