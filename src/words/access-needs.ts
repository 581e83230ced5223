/*
 * What whoever turns to a family has to know first: in which language, through whom, and which ways are not safe.
 */

/** What of a child decides that. */
export interface Reachable {
  readonly language: string | null
  readonly needsInterpreter: boolean | null
  readonly accessNeeds: string | null
  readonly contacts: readonly {
    readonly name: string
    readonly mayBeCalled: boolean
    readonly mayBeLeftAMessage: boolean
    readonly mayBeWrittenTo: boolean
    readonly mayBeEmailed: boolean
    readonly language: string | null
    readonly needsInterpreter: boolean | null
    readonly accessNeeds: string | null
  }[]
  readonly addresses: readonly { readonly mayBeWrittenTo: boolean; readonly until: string | null }[]
}

/** One thing to heed. A warning is about what is not safe; the others help. */
export interface AccessNeed {
  readonly says: string
  readonly isWarning: boolean
}

const help = (says: string): AccessNeed => ({ says, isWarning: false })
const warning = (says: string): AccessNeed => ({ says, isWarning: true })

/** What to heed before one rings, writes or visits: what is not safe first. None where nothing of the kind is known. */
export function accessNeeds(child: Reachable): readonly AccessNeed[] {
  const { contacts, addresses } = child
  const isUnsafeAddress = addresses.some(({ mayBeWrittenTo, until }) => !mayBeWrittenTo && until === null)
  return [
    ...contacts.flatMap((contact) => {
      const ways = unsafeWays(contact)
      return ways.length === 0 ? [] : [warning(`Do not ${ways.join(', or ')}: ${contact.name}`)]
    }),
    ...(isUnsafeAddress ? [warning('Do not send letters to the address of the child')] : []),
    ...spoken('the child', child),
    ...contacts.flatMap((contact) => spoken(contact.name, contact)),
    ...(child.accessNeeds === null ? [] : [help(child.accessNeeds)]),
    ...contacts.flatMap(({ name, accessNeeds: own }) => (own === null ? [] : [help(`${name}: ${own}`)])),
  ]
}

/** The ways in which somebody is not to be reached, in words that follow "do not". */
export function unsafeWays({
  mayBeCalled,
  mayBeLeftAMessage,
  mayBeWrittenTo,
  mayBeEmailed,
}: Reachable['contacts'][number]): readonly string[] {
  const ways = [
    [mayBeCalled, 'ring'],
    [mayBeLeftAMessage, 'leave a message'],
    [mayBeWrittenTo, 'write'],
    [mayBeEmailed, 'email'],
  ] as const
  return ways.flatMap(([isSafe, way]) => (isSafe ? [] : [way]))
}

function spoken(whom: string, { language, needsInterpreter }: Pick<Reachable, 'language' | 'needsInterpreter'>): readonly AccessNeed[] {
  if (needsInterpreter) return [help(`Interpreter${language === null ? '' : `, ${language}`}: ${whom}`)]
  return language === null ? [] : [help(`Speaks ${language}: ${whom}`)]
}
