import { parseArgs } from 'node:util'
import { nearest } from '../casefile/fault.ts'

/** An option of a command: a switch, or one that takes a value, which is then named as help shows it. */
export interface Option {
  readonly takes?: string
  readonly words: string
  readonly short?: string
}

export type Options = Readonly<Record<string, Option>>

/** What was given: the value of each option, true for a switch, and the words that belong to no option. */
export interface Given<O extends Options> {
  readonly options: { readonly [Name in keyof O]?: O[Name] extends { readonly takes: string } ? string : true }
  readonly words: readonly string[]
}

export const help = { help: { words: 'print this help', short: 'h' } } as const

/** Reads arguments; or says in a sentence what is wrong with them. */
export function readArguments<O extends Options>(args: readonly string[], options: O): { given: Given<O> } | { wrong: string } {
  const names = Object.keys(options)
  const { tokens, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { takes, short }]) => [
        name,
        { type: takes === undefined ? 'boolean' : 'string', ...(short && { short }) },
      ]),
    ),
  })
  const found: Record<string, string | true> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = options[name]
    if (!option || !Object.hasOwn(options, name)) return { wrong: unknownOption(rawName, names) }
    if (Object.hasOwn(found, name)) return { wrong: `${rawName} is given twice.` }
    if (option.takes === undefined) {
      if (value !== undefined) return { wrong: `${rawName} takes no value.` }
    } else if (value === undefined || value === '' || (!inlineValue && value.length > 1 && value.startsWith('-'))) {
      return { wrong: `${rawName} needs a value: ${rawName} ${option.takes}.` }
    }
    found[name] = value ?? true
  }
  return { given: { options: found as Given<O>['options'], words: positionals } }
}

function unknownOption(rawName: string, names: readonly string[]): string {
  const meant = nearest(rawName, names)
  return `There is no option ${rawName}${meant ? `; did you mean --${meant}?` : '.'}`
}
