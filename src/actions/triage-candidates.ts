import { type CivilDate, civilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import { standingFacts } from '../casefile/standing.ts'
import { readAgencies } from '../database/agencies.ts'
import { readChildren, type StoredChild } from '../database/cases.ts'
import { type Compared, readToCompare } from '../database/details.ts'
import type { Transaction } from '../database/pool.ts'
import { postcodesOf } from '../database/postcodes.ts'
import { findChildren, type Query, queryLike, queryOf } from '../database/search.ts'
import { nameWords, soundOf } from '../people/names.ts'
import { readSearch } from '../people/read-search.ts'
import type { ToldOfChild } from '../people/told.ts'
import type { Actor } from '../sharing/roles.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import { ageOn } from '../words/age.ts'

/*
 * Which children on record one may be that somebody told of. Whoever triages sees of any child that is not sealed what a match compares; a sealed one is found by
 * those alone whom its seal lists.
 */

/** How what was told stands to what is on record. */
export type Agreement = 'agree' | 'close' | 'differ' | 'missing'

/** A field of both. */
export interface ComparedField {
  readonly field: 'givenNames' | 'familyName' | 'dateOfBirth' | 'postcode' | 'upn' | 'nhsNumber'
  readonly agreement: Agreement
  /** Null where nothing was told, or is on record; or where it is not for whoever triages. */
  readonly told: string | null
  readonly onRecord: string | null
}

/** A child that may be meant. */
export interface Candidate {
  readonly head: string
  readonly fields: readonly ComparedField[]
}

/** Finds them, the likeliest first. None where too little was told. */
export type CandidatesFor = (
  transaction: Transaction,
  asking: { readonly actor: Actor; readonly today: Day },
  about: ToldOfChild,
) => Promise<readonly Candidate[]>

const AT_MOST = 10

/** By a number of the child's own, or by names, with the date of birth where one was told. */
export const candidatesByKeys: CandidatesFor = async (transaction, { actor, today }, about) => {
  const heads: string[] = []
  for (const query of queriesFor(about, today)) {
    const { seen, others } = await findChildren(transaction, query, actor, today, { limit: AT_MOST, withOthers: true })
    for (const { head } of [...seen, ...others]) if (!heads.includes(head)) heads.push(head)
  }
  const compared = await readToCompare(transaction, heads)
  const postcodes = about.postcode === undefined ? new Map<string, readonly string[]>() : await postcodesOf(transaction, heads)
  return heads
    .flatMap((head) => {
      const child = compared.get(head)
      return child ? [{ head, fields: compare(about, child, postcodes.get(head) ?? [], today) }] : []
    })
    .sort((a, b) => agreed(b) - agreed(a))
    .slice(0, AT_MOST)
}

/** The closest first: what is found by the one that follows may be one of many with the name. */
function queriesFor(
  { givenNames = '', familyName = '', otherNames = '', dateOfBirth, upn, nhsNumber }: ToldOfChild,
  today: Day,
): readonly Query[] {
  const like = queryLike({ givenNames: `${givenNames} ${otherNames}`, familyName, dateOfBirth, upn, nhsNumber })
  const names = readSearch(`${nameWords(givenNames).join(' ')} ${nameWords(familyName).join(' ')}`, today).parts
  return [...(like ? [like] : []), ...(givenNames !== '' && familyName !== '' && names.length > 0 ? [queryOf(names)] : [])]
}

const weights: Readonly<Record<Agreement, number>> = { agree: 2, close: 1, missing: 0, differ: -1 }
const agreed = ({ fields }: Candidate): number => fields.reduce((sum, { agreement }) => sum + weights[agreement], 0)

function compare(about: ToldOfChild, child: Compared, postcodes: readonly string[], today: Day): readonly ComparedField[] {
  const { givenNames, familyName, dateOfBirth, age, postcode, upn, nhsNumber } = about
  const names = [child.givenNames, child.knownAs ?? '', ...child.formerNames].join(' ')
  const told = (value: string | undefined) => value ?? null
  const born = child.dateOfBirth
  return [
    { field: 'givenNames', told: told(givenNames), onRecord: child.givenNames, agreement: ofWords(givenNames, child.givenNames, names) },
    {
      field: 'familyName',
      told: told(familyName),
      onRecord: child.familyName,
      agreement: ofWords(familyName, child.familyName, child.formerNames.join(' ')),
    },
    {
      field: 'dateOfBirth',
      told: dateOfBirth ?? (age === undefined ? null : `about ${age} years old`),
      onRecord: born,
      agreement: ofBirth(dateOfBirth, age, born, today),
    },
    { field: 'postcode', told: told(postcode), onRecord: null, agreement: ofOneAmong(postcode, postcodes) },
    {
      field: 'upn',
      told: told(upn),
      onRecord: child.upn,
      agreement: ofOneAmong(upn, [...(child.upn ? [child.upn] : []), ...child.formerUpns]),
    },
    {
      field: 'nhsNumber',
      told: told(nhsNumber),
      onRecord: child.nhsNumber,
      agreement: ofOneAmong(nhsNumber, child.nhsNumber ? [child.nhsNumber] : []),
    },
  ]
}

function ofWords(told: string | undefined, onRecord: string, others: string): Agreement {
  const words = nameWords(told ?? '')
  if (words.length === 0) return 'missing'
  if (words.join(' ') === nameWords(onRecord).join(' ')) return 'agree'
  const all = [...nameWords(onRecord), ...nameWords(others)]
  const sounds = all.flatMap((word) => soundOf(word) ?? [])
  return words.some((word) => all.includes(word) || sounds.includes(soundOf(word) ?? '')) ? 'close' : 'differ'
}

function ofBirth(told: CivilDate | undefined, age: number | undefined, born: CivilDate | null, today: Day): Agreement {
  if (born === null || (told === undefined && age === undefined)) return 'missing'
  if (told === undefined) return Math.abs(ageOn(today, dayOf(born)) - (age ?? 0)) <= 1 ? 'close' : 'differ'
  if (told === born) return 'agree'
  const [year, month, date] = told.split('-')
  return `${year}-${date}-${month}` === born || told.slice(0, 7) === born.slice(0, 7) ? 'close' : 'differ'
}

const ofOneAmong = (told: string | undefined, known: readonly string[]): Agreement => {
  if (told === undefined || known.length === 0) return 'missing'
  const plain = (text: string) => text.replaceAll(/\s/g, '').toUpperCase()
  return known.some((one) => plain(one) === plain(told)) ? 'agree' : 'differ'
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
