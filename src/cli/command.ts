import { capital } from '../words/guidance-words.ts'
import type { Look } from './answered.ts'
import { help, type Options } from './arguments.ts'
import { table, wrap } from './layout.ts'
import type { Writer } from './writer.ts'

/** What a command prints to: answers to `out`, what is wrong to `err`. */
export interface Screen extends Look {
  readonly out: Writer
  readonly err: Writer
  /** Whether somebody watches `err` while `out` goes elsewhere: then progress may be shown there. */
  readonly isWatched: boolean
}

/** How a command ends: all is answered; or something was refused, or asked for in the wrong way. */
export type ExitCode = 0 | 2

export interface Command {
  readonly name: string
  /** What it is for, in half a line. */
  readonly summary: string
  /** Its forms, without the name of the program. */
  readonly forms: readonly string[]
  /** What more there is to know, a paragraph each. */
  readonly words: readonly string[]
  readonly options: Options
  readonly examples: readonly string[]
  run(args: readonly string[], screen: Screen): Promise<ExitCode>
}

/** The help of a command. */
export function helpOf({ summary, forms, words, options, examples }: Command, { width, style }: Screen): string {
  const all = Object.entries({ ...options, ...help } as Options)
  const optionRows = all.map(([name, { takes, short, words }]) => [
    `  ${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`,
    words,
  ])
  return lines(
    ...forms.map((form) => style.strong(`onroll ${form}`)),
    '',
    ...wrap(`${capital(summary)}.`, width),
    ...words.flatMap((paragraph) => ['', ...wrap(paragraph, width)]),
    '',
    style.heading('Options'),
    ...table(optionRows, width),
    '',
    style.heading('Examples'),
    ...examples.map((example) => `  onroll ${example}`),
  )
}

/** Tells why a file was refused. */
export function refuse(faults: readonly string[], { err }: Screen): ExitCode {
  for (const fault of faults) err.write(fault)
  return 2
}

export const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

/** Says what is wrong with how a command was asked, and where its help is. */
export function askedWrongly(command: string, sentence: string, { err }: Screen): ExitCode {
  err.write(`onroll ${command}: ${sentence}\nonroll help ${command} says how it is asked.\n`)
  return 2
}
