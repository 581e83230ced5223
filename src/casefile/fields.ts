import type { CivilDate } from '../calendar/civil-date.ts'

/** What values a member of a file takes: one description for the checker, the JSON Schema, the types and the forms. */
type Kind =
  | { readonly kind: 'boolean' | 'text' | 'whole' | 'halves' | 'date' | 'moment' | 'anything' }
  | { readonly kind: 'one-of'; readonly choices: readonly string[] }
  | { readonly kind: 'list'; readonly of: Field; readonly atLeastOne?: boolean }
  | { readonly kind: 'record'; readonly members: Fields }

/** Where a member must be there only for one value of another: which, and the same in words that follow "needed". */
interface Need {
  readonly member: string
  readonly is: string
  readonly words: string
}

/** Where a member is asked for at all: for some values of another, which may be one of the fact beside which it is kept; and whether it is needed there. */
interface Where {
  readonly member: string
  readonly is: readonly string[]
  readonly isNeeded: boolean
}

/**
 * One member of a file: what values it takes, and whether it must be there. `Value` is carried by the type alone (`value` is never read).
 */
export type Field<Value = unknown, Required extends boolean = boolean> = Kind & {
  readonly required: Required
  readonly neededWhen?: Need
  readonly askedWhere?: Where
  readonly value: Value
}

export type Fields = Readonly<Record<string, Field>>

/** The type of the values that a set of members describes. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F as F[K]['required'] extends true ? K : never]: F[K]['value'] } & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: F[K]['value']
}

/** The members that describe a type: those that it lists, required where it requires them. */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>, Record<never, never> extends Pick<T, K> ? false : true>
}

const field = <Value>(kind: Kind): Field<Value, true> => ({ ...kind, required: true, value: undefined as Value })

export const boolean = field<boolean>({ kind: 'boolean' })
/** A text. Where it must be there it has something in it; elsewhere a blank one is as good as none. */
export const text = field<string>({ kind: 'text' })
/** A whole number, 0 or more. */
export const whole = field<number>({ kind: 'whole' })
/** A number of days above 0, in steps of a half. */
export const halves = field<number>({ kind: 'halves' })
export const civilDay = field<CivilDate>({ kind: 'date' })
/** A point in time with its offset from UTC (RFC 3339). */
export const moment = field<string>({ kind: 'moment' })
/** Any value at all: one that is described elsewhere. */
export const anything = field<unknown>({ kind: 'anything' })
export const oneOf = <const Choice extends string>(...choices: readonly Choice[]): Field<Choice, true> => field({ kind: 'one-of', choices })
/** A list, perhaps empty. */
export const list = <Value>(of: Field<Value>): Field<readonly Value[], true> => field({ kind: 'list', of })
/** A list with something in it. */
export const fullList = <Value>(of: Field<Value>): Field<readonly Value[], true> => field({ kind: 'list', of, atLeastOne: true })
/** A list of choices, perhaps empty. */
export const listOf = <const Choice extends string>(...choices: readonly Choice[]): Field<readonly Choice[], true> =>
  list(oneOf(...choices))
export const record = <F extends Fields>(members: F): Field<ValuesOf<F>, true> => field({ kind: 'record', members })

export const optional = <Value>(field: Field<Value, true>): Field<Value, false> => ({ ...field, required: false })

/** A member that may be left out, but for one value of another member. */
export const needed = <Value>(field: Field<Value, true>, member: string, is: string, words: string): Field<Value, false> => ({
  ...field,
  required: false,
  neededWhen: { member, is, words },
})

/** A member that is asked for, and needed, only where another has one of some values. */
export const neededFor = <Value>(field: Field<Value, true>, member: string, ...is: readonly string[]): Field<Value, false> => ({
  ...field,
  required: false,
  askedWhere: { member, is, isNeeded: true },
})

/** The same where it may be left out. */
export const askedFor = <Value>(field: Field<Value, true>, member: string, ...is: readonly string[]): Field<Value, false> => ({
  ...field,
  required: false,
  askedWhere: { member, is, isNeeded: false },
})

/** The members that are asked for where others have these values, each needed or not as it is there. */
export const fieldsWhere = (fields: Fields, values: object): Fields => {
  const others = new Map<string, unknown>(Object.entries(values))
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const { askedWhere, ...rest } = field
      if (!askedWhere) return [[name, field]]
      return askedWhere.is.includes(String(others.get(askedWhere.member))) ? [[name, { ...rest, required: askedWhere.isNeeded }]] : []
    }),
  )
}
