import type { Content } from '../casefile/casework-table.ts'
import { type Reachable, unsafeWays } from './access-needs.ts'

/*
 * What the support hub would send a request for support back for, said before it is sent. It may be sent nevertheless: what cannot be left out the form asks for.
 */

type Contact = Reachable['contacts'][number] & {
  readonly phone: string | null
  readonly email: string | null
  readonly addressLines: readonly string[] | null
}

/** What is to be known of a request before it is sent. */
export interface RequestToSend {
  /** What the form says; members that were left out are not there. */
  readonly content: Content
  /** The contacts of the child; nothing where they are not for whoever asks. */
  readonly contacts: readonly Contact[] | undefined
  /** Whether consent to an Early Help Assessment or to support was ever asked for, by the record. */
  readonly wasConsentAsked: boolean
}

/** Fewer words than these tell nobody anything. */
const FEWEST_WORDS = { worries: 8, tried: 4, wanted: 4 } as const

/** What the hub would send back, each a sentence that says what to add. None where there is nothing. */
export function sentBackFor({ content, contacts, wasConsentAsked }: RequestToSend): readonly string[] {
  const isThin = (member: keyof typeof FEWEST_WORDS) => wordsIn(content[member]) < FEWEST_WORDS[member]
  const agrees = content['familyAgrees']
  const ring = wordsIn(content['ring']) > 0
  return [
    ...when(
      isThin('worries'),
      'What worries you is told in a few words only. Say what was seen or said, when, and what it does to the child.',
    ),
    ...when(wordsIn(content['tried']) === 0, 'Nothing is said of what has been tried. Say what was, and what came of it.'),
    ...when(
      wordsIn(content['tried']) > 0 && isThin('tried'),
      'What has been tried is told in a few words only. Say what was done, when, and what came of it.',
    ),
    ...when(isThin('wanted'), 'What you want CFW to do is told in a few words only. Say what should be different for the child.'),
    ...when(wordsIn(content['childSays']) === 0, 'Nothing is said of what the child says. If nobody could ask, say why.'),
    ...when(
      content['familyKnows'] === false,
      'The family does not know of the request. Tell them, or say why that would put somebody at risk.',
    ),
    ...when(
      agrees === 'not-asked' && !wasConsentAsked,
      'Consent has not been asked for, and none is on record. Ask the parents, and record what they say.',
    ),
    ...when(agrees === 'no', 'The parents do not agree. The hub talks with you first about going on without consent.'),
    ...when(agrees === 'some', 'One parent agrees and another does not. Record what each of them said, under consent.'),
    ...when(!ring, 'Nobody is named whom the worker may ring.'),
    ...when(ring && content['isSafeToRing'] !== 'yes', 'It is not said that the number is safe to ring. Say which way is.'),
    ...when(
      contacts !== undefined && !contacts.some(canBeReached),
      'No safe way to reach the family is on record. Add a contact, and which ways are safe, to the child’s details.',
    ),
  ]
}

const when = (is: boolean, says: string): readonly string[] => (is ? [says] : [])

const wordsIn = (value: unknown): number => (typeof value === 'string' ? value.split(/\s+/u).filter((word) => word !== '').length : 0)

function canBeReached(contact: Contact): boolean {
  const unsafe = unsafeWays(contact)
  const ways = [
    [contact.phone, 'ring'],
    [contact.email, 'email'],
    [contact.addressLines, 'write'],
  ] as const
  return ways.some(([known, way]) => known !== null && !unsafe.includes(way))
}
