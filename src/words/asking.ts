import type { CivilDate } from '../calendar/civil-date.ts'

/*
 * How the forms ask for the members of a record: one kind of question for each kind of value. A member or a choice without words does not compile.
 */

/** A question, or a label, and what helps to answer it. */
export interface Asked {
  readonly question: string
  readonly hint?: string
}

export interface AskedYesOrNo extends Asked {
  readonly kind: 'yes-or-no'
  readonly yes: string
  readonly no: string
  /** What leaving it out says; null where that says the same as no, or cannot be, so that there are two answers. */
  readonly unsaid: string | null
}

export interface AskedOne<Choice extends string = string> extends Asked {
  readonly kind: 'one'
  readonly choices: Readonly<Record<Choice, string>>
  /** What to know of a choice before taking it. */
  readonly hints?: { readonly [C in Choice]?: string }
}

export interface AskedSeveral<Choice extends string = string> extends Asked {
  readonly kind: 'several'
  readonly choices: Readonly<Record<Choice, string>>
  /** The answer that is an empty list. */
  readonly none: string
}

export interface AskedText extends Asked {
  readonly kind: 'text'
  /** One line or several; or the id of a school, of the clause of a step, or of somebody of one's own agency, chosen from those that there are. */
  readonly takes: 'a line' | 'lines' | 'a school' | 'a clause' | 'a colleague'
}

export interface AskedNumber extends Asked {
  readonly kind: 'number'
  /** What is counted, to stand behind the number. */
  readonly unit: string
}

export interface AskedDay extends Asked {
  readonly kind: 'day'
}

/** The words of one member of a fact's detail. */
export type AskedMember = AskedYesOrNo | AskedOne | AskedSeveral | AskedText | AskedNumber | AskedDay

/** How a member with such values is asked for. Values of a kind that no form has yet have none, so they do not compile. */
type AskedFor<Value, MayBeLeftOut extends boolean> = [Value] extends [boolean]
  ? AskedYesOrNo & (MayBeLeftOut extends true ? unknown : { readonly unsaid: null })
  : [Value] extends [CivilDate]
    ? AskedDay
    : [Value] extends [number]
      ? AskedNumber
      : [Value] extends [readonly (infer Choice extends string)[]]
        ? AskedSeveral<Choice>
        : [Value] extends [string]
          ? string extends Value
            ? AskedText
            : AskedOne<Value>
          : never

/** The words of all members of a record. */
export type Members<D> = {
  readonly [M in keyof D]-?: AskedFor<Exclude<D[M], undefined>, Record<never, never> extends Pick<D, M> ? true : false>
}

// ---- How members are asked for -----------------------------------------------------------------------------------------------------

const hinted = (question: string, hint: string | undefined): Asked => ({ question, ...(hint !== undefined && { hint }) })

export const yesOrNo = (question: string, yes: string, no: string, hint?: string) =>
  ({ kind: 'yes-or-no', ...hinted(question, hint), yes, no, unsaid: null }) as const

export const yesNoOrUnsaid = (question: string, yes: string, no: string, unsaid: string, hint?: string): AskedYesOrNo => ({
  ...yesOrNo(question, yes, no, hint),
  unsaid,
})

export const one = <const Choice extends string>(
  question: string,
  choices: Readonly<Record<Choice, string>>,
  hints: { readonly [C in NoInfer<Choice>]?: string } = {},
): AskedOne<Choice> => ({ kind: 'one', question, choices, hints })

export const several = <const Choice extends string>(
  question: string,
  choices: Readonly<Record<Choice, string>>,
  none: string,
  hint?: string,
): AskedSeveral<Choice> => ({ kind: 'several', ...hinted(question, hint), choices, none })

export const text = (takes: AskedText['takes'], question: string, hint?: string): AskedText => ({
  kind: 'text',
  ...hinted(question, hint),
  takes,
})
export const number = (question: string, unit: string, hint?: string): AskedNumber => ({ kind: 'number', ...hinted(question, hint), unit })
export const day = (question: string, hint?: string): AskedDay => ({ kind: 'day', ...hinted(question, hint) })
