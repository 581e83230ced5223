import { type CivilDate, civilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import { standingFacts } from '../casefile/standing.ts'
import { readAgencies } from '../database/agencies.ts'
import { readChildren, type StoredChild } from '../database/cases.ts'
import { type Compared, readToCompare } from '../database/details.ts'
import { candidatesFor, type Candidate as Found } from '../database/matching.ts'
import type { Transaction } from '../database/pool.ts'
import type { Band, Comparison, ComparedField as FieldOfRules } from '../people/comparison.ts'
import type { Described } from '../people/described.ts'
import { MATCH_RULES, type Result } from '../people/evidence.ts'
import type { ToldOfChild } from '../people/told.ts'
import { type Actor, may } from '../sharing/roles.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import { ageOn } from '../words/age.ts'
import type { Context } from './action.ts'

/*
 * Which children on record one may be that somebody told of, or whose record is about to be made. Whoever triages sees of any child that is not sealed what a match compares; a sealed one is found by
 * those alone whom its seal lists.
 */

/** How what was told stands to what is on record. */
type Agreement = Result

/** A field of both. */
export interface ComparedField {
  readonly field: Exclude<FieldOfRules, 'town'>
  readonly agreement: Agreement
  /** Why, in words that follow the name of the field. */
  readonly reason: string
  /** Null where nothing was told, or is on record; or where it is not for whoever triages. */
  readonly told: string | null
  readonly onRecord: string | null
}

/** A child that may be meant. */
export interface Candidate {
  readonly head: string
  readonly band: Band
  readonly fields: readonly ComparedField[]
}

/** Finds them, the likeliest first. None where too little was told. */
export type CandidatesFor = (
  transaction: Transaction,
  asking: { readonly actor: Actor; readonly today: Day },
  about: ToldOfChild,
) => Promise<readonly Candidate[]>

const AT_MOST = 10
/** Of those who are hardly meant, so few are shown that one sees that there is nobody. */
const UNLIKELY_AT_MOST = 2

/** By the rules of src/people, which a person always looks at. */
export const candidatesByRules: CandidatesFor = async (transaction, { actor, today }, about) => {
  const found = await candidatesFor(transaction, actor, describedFrom(about), AT_MOST)
  const likely = found.filter(isLikely)
  return compared(transaction, likely.length > 0 ? likely : found.slice(0, UNLIKELY_AT_MOST), about, today)
}

/** A child whose record is about to be made, as it is compared. */
export interface ToBeMade extends ToldOfChild {
  readonly isDateOfBirthEstimated: boolean
}

/** Matches and potential matches of a child whose record is about to be made. Who may not match finds among those whom they may see alone. */
export async function matchesOf({ transaction, actor, today }: Context, about: ToBeMade): Promise<readonly Candidate[]> {
  const seenBy = may(actor.role, 'match-children') ? undefined : { agency: actor.agency.id, today }
  const described = { ...describedFrom(about), isDateOfBirthEstimated: about.isDateOfBirthEstimated }
  return compared(transaction, (await candidatesFor(transaction, actor, described, AT_MOST, seenBy)).filter(isLikely), about, today)
}

const isLikely = ({ comparison }: Found): boolean => comparison.band !== 'none'

async function compared(transaction: Transaction, found: readonly Found[], about: ToldOfChild, today: Day): Promise<readonly Candidate[]> {
  const known = await readToCompare(
    transaction,
    found.map(({ head }) => head),
  )
  return found.flatMap(({ head, comparison }) => {
    const child = known.get(head)
    return child ? [{ head, band: comparison.band, fields: fieldsOf(about, child, comparison, today) }] : []
  })
}

/** How likely it is that a child is the one that was told of, and by which rules; for the record of who decided. */
export async function likelihoodOf(transaction: Transaction, actor: Actor, about: ToldOfChild, head: string): Promise<string> {
  const found = (await candidatesFor(transaction, actor, describedFrom(about), AT_MOST)).find((candidate) => candidate.head === head)
  return `${found?.comparison.band ?? 'none'}, rules ${MATCH_RULES}`
}

const describedFrom = (about: ToldOfChild): Described => {
  const { givenNames, familyName, otherNames, dateOfBirth, sex, whereabouts, postcode, upn, nhsNumber } = about
  const hasAddress = whereabouts !== undefined || postcode !== undefined
  return {
    ...{ givenNames, familyName, dateOfBirth, sex, upn, nhsNumber },
    ...(otherNames !== undefined && { formerNames: [otherNames] }),
    ...(hasAddress && { addresses: [{ address: whereabouts?.split('\n')[0], town: whereabouts?.split('\n').at(-1), postcode }] }),
  }
}

function fieldsOf(about: ToldOfChild, child: Compared, { fields }: Comparison, today: Day): readonly ComparedField[] {
  const { age, dateOfBirth } = about
  const of = (field: ComparedField['field'], told: string | null | undefined, onRecord: string | null): ComparedField => ({
    ...{ field, told: told ?? null, onRecord },
    ...{ agreement: fields[field].result, reason: fields[field].reason },
  })
  const guessed = dateOfBirth === undefined && age !== undefined
  const born = of('dateOfBirth', guessed ? `about ${age} years old` : dateOfBirth, child.dateOfBirth)
  return [
    of('givenNames', about.givenNames, child.givenNames),
    of('familyName', about.familyName, child.familyName),
    guessed ? { ...born, ...ofAge(age, child.dateOfBirth, today) } : born,
    of('sex', about.sex, child.sex),
    // Where a child lives is compared, and not shown to somebody who has yet to find out whether they may see the child.
    of('address', about.whereabouts, null),
    of('postcode', about.postcode, null),
    of('upn', about.upn, child.upn),
    of('nhsNumber', about.nhsNumber, child.nhsNumber),
  ]
}

/** A guess that is a year off is still a guess at the same child. */
function ofAge(age: number, born: CivilDate | null, today: Day): Pick<ComparedField, 'agreement' | 'reason'> {
  if (born === null) return { agreement: 'missing', reason: 'not known of both' }
  const isNear = Math.abs(ageOn(today, dayOf(born)) - age) <= 1
  return isNear ? { agreement: 'close', reason: 'the age that was told fits' } : { agreement: 'differ', reason: 'another age was told' }
}

// ---- What is known of one ----------------------------------------------------------------------------------------------------------------

/** What decides whether a child is missing education, as it is on record. */
export interface Standing {
  /** The names of the schools on whose roll the child is. */
  readonly rolls: readonly string[]
  readonly dateOfBirth: CivilDate | null
  readonly isEpisodeOpen: boolean
  /** What is known of home education: parents say so, or the register said so or not; with the day. */
  readonly homeEducation: {
    readonly is: 'stated' | 'on-register' | 'not-on-register'
    readonly on: CivilDate
    readonly hasConcern: boolean
  } | null
}

/** What is known of children, by their heads. */
export async function standingsOf(transaction: Transaction, heads: readonly string[], today: Day): Promise<ReadonlyMap<string, Standing>> {
  if (heads.length === 0) return new Map()
  const names = new Map((await readAgencies(transaction)).map(({ id, name }) => [id, name]))
  return new Map((await readChildren(transaction, heads)).map((child) => [child.head, standingOf(child, names, today)]))
}

export function standingOf(child: StoredChild, names: ReadonlyMap<string, string>, today: Day): Standing {
  const facts = standingFacts(child)
  const day = civilDate(today)
  const ehe = facts.findLast(({ type, on }) => (type === 'ehe-stated' || type === 'ehe-check') && on <= day)
  const concern = facts.findLast(({ type }) => type === 'ehe-concern')
  return {
    rolls: [...new Set(rollsNow(child, day))].map((agency) => names.get(agency) ?? agency),
    dateOfBirth: child.caseFile?.child.dateOfBirth ?? null,
    isEpisodeOpen: child.stored.episodes.some(([pathway, , , endedOn]) => pathway === 'cme' && endedOn === null),
    homeEducation: ehe
      ? {
          is: ehe.type === 'ehe-stated' ? 'stated' : ehe.type === 'ehe-check' && ehe.detail.onRegister ? 'on-register' : 'not-on-register',
          on: ehe.on,
          hasConcern: concern?.type === 'ehe-concern' && concern.detail.resolved !== true,
        }
      : null,
  }
}

const rollsNow = (child: StoredChild, day: CivilDate): readonly string[] =>
  rollsAsFactsTell(child.circumstances, standingFacts(child))
    .filter(({ from, until }) => from <= day && (until === null || until >= day))
    .map(({ agency }) => agency)
