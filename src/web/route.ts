import type { Action } from '../actions/action.ts'
import type { Day } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import type { Actor, Permission } from '../sharing/roles.ts'

/*
 * What a route is: a path, the action behind it, who may, how the audit log calls it, and how it is shown. Without any of these it does not compile.
 */

/** What came with a request, as texts; a field that came several times is a list. */
export interface Sent {
  readonly params: Readonly<Record<string, string>>
  readonly query: Fields
  readonly body: Fields
  /** Of a form that takes one. */
  readonly file?: SentFile
}

export interface SentFile {
  readonly bytes: Buffer
  /** It was larger than any may be, and `bytes` are its beginning. */
  readonly isTooLarge: boolean
}
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** What a page is shown with besides what its action gives. */
export interface Shown {
  readonly actor: Actor
  readonly today: Day
  readonly sent: Sent
  /** The name of the council. */
  readonly council: string
  /** What somebody typed, where the page comes back to them with what is wrong, or with their draft. */
  readonly typed: Fields | undefined
  readonly faults: readonly Fault[]
  /** Somebody else changed what was to be changed: the page shows theirs beside what was typed. */
  readonly isCollision: boolean
}

/** How the input of an action is read from a request; faults where it cannot be, and nothing where there is no such page. */
type Read<Input> = (sent: Sent) => { readonly input: Input } | { readonly faults: readonly Fault[] } | undefined

/** A page: a template, and what it is shown with. */
export interface Page<Input, Given> {
  readonly read: Read<Input>
  readonly template: string
  readonly view: (given: Given, shown: Shown) => object
  /** Where somebody else changed meanwhile what is on it, it shows both; another page is answered by one that says so. */
  readonly showsBoth?: true
}

/** A form that changes something: when that is done, another page is gone to. */
export interface Form<Input, Given> {
  readonly read: Read<Input>
  /** The path to go to; own ids alone, nothing of a person. */
  readonly next: (given: Given, sent: Sent) => string
  /** Sent twice it does no harm, and so carries no key. */
  readonly mayBeSentAgain?: true
  /** It takes a file, in the field `file`. Other forms refuse one. */
  readonly takesFile?: true
}

/** A file that is made for whoever asks. */
export interface Download<Input, Given> {
  readonly read: Read<Input>
  /** Nothing of a person: it stays among the files of a browser. */
  readonly name: string
  readonly type: string
  readonly content: (given: Given) => string
}

interface Common {
  readonly path: string
  readonly permission: Permission
  readonly audit: string
}

/** A route with the types of its action and its page already checked against each other. */
export type Route =
  | (Common & { readonly method: 'GET'; readonly action: AnyAction; readonly page: AnyPage })
  /** A page that is the answer to a form and changes nothing. `again` is the path of the page that comes back with what is wrong. */
  | (Common & { readonly method: 'CHECK'; readonly action: AnyAction; readonly page: AnyPage; readonly again: string })
  /** A file, whose entry in the audit log is committed before its first byte. */
  | (Common & { readonly method: 'DOWNLOAD'; readonly action: AnyAction; readonly download: AnyDownload })
  | (Common & { readonly method: 'POST'; readonly action: AnyAction; readonly form: AnyForm; readonly again: string })

// What an action takes is what its page or form reads, which `page`, `check`, `download` and `form` see to.
type AnyAction = Action<never, unknown>
type AnyPage = Page<unknown, never>
type AnyForm = Form<unknown, never>
type AnyDownload = Download<unknown, never>

export const page = <Input, Given>(
  path: string,
  permission: Permission,
  audit: string,
  action: Action<Input, Given>,
  shown: Page<Input, Given>,
): Route => ({ method: 'GET', path, permission, audit, action, page: shown })

export const check = <Input, Given>(
  path: string,
  permission: Permission,
  audit: string,
  action: Action<Input, Given>,
  shown: Page<Input, Given>,
  again: string,
): Route => ({ method: 'CHECK', path, permission, audit, action, page: shown, again })

export const form = <Input, Given>(
  path: string,
  permission: Permission,
  audit: string,
  action: Action<Input, Given>,
  sent: Form<Input, Given>,
  again: string,
): Route => ({ method: 'POST', path, permission, audit, action, form: sent, again })

export const download = <Input, Given>(
  path: string,
  permission: Permission,
  audit: string,
  action: Action<Input, Given>,
  made: Download<Input, Given>,
): Route => ({ method: 'DOWNLOAD', path, permission, audit, action, download: made })

/** For pages whose input is the child of the path alone. */
export const childOfPath = ({ params }: Sent): { readonly input: { readonly child: string } } => ({
  input: { child: params['child'] ?? '' },
})

/** A field that is one text, cut of blanks; empty where it did not come. */
export function one(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A field that may have come several times. */
export function all(fields: Fields, name: string): readonly string[] {
  const value = fields[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** What was sent, as hidden fields of the page that asks whether it is right; without the key, of which each page has its own, and without what is named. */
export const hidden = (body: Fields, ...left: readonly string[]): readonly { readonly name: string; readonly value: string }[] =>
  Object.keys(body)
    .filter((name) => name !== 'key' && !left.includes(name))
    .flatMap((name) => all(body, name).map((value) => ({ name, value })))

/** The page of many that was asked for, from 1. */
export const pageNumber = (query: Fields): number => Math.min(100_000, Math.max(1, Math.trunc(Number(one(query, 'page'))) || 1))
