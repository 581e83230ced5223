import type { Fault } from '../casefile/fault.ts'

/*
 * The ids of the fields of forms. A fault leads to its field by them.
 */

/** The id of the field of a name. */
export const idOf = (name: string): string => name.replaceAll('.', '-')

/** The id of the field that fills a place. */
export const idOfPlace = (pointer: string): string => pointer.slice(1).replaceAll(/[./]/g, '-')

/** One fault a field: it has room for no more, and the first is the one to mend first. */
export const firstOfEach = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ pointer }, place) => pointer === '' || faults.findIndex((other) => other.pointer === pointer) === place)

/** Faults as the summary above a form shows them: each leads to its field, and one of the whole to none. */
export const linked = (faults: readonly Fault[], fieldOf: (pointer: string) => string | undefined = idOfPlace) =>
  faults.map(({ pointer, message }) => ({ message, field: pointer === '' ? undefined : fieldOf(pointer) }))
