/** What is wrong at one place of a file, in words for the person who has to put it right. */
export interface Fault {
  /** RFC 6901: `/facts/3/on`; empty for the whole file. */
  readonly pointer: string
  /** What was found, and what is expected. */
  readonly message: string
}

/** The pointer of a member of what another pointer names. */
export const pointerTo = (parent: string, member: string | number): string =>
  `${parent}/${typeof member === 'number' ? member : member.replaceAll('~', '~0').replaceAll('/', '~1')}`

const MOST_SHOWN = 40

/** A value as a message shows it: shortened, on one line, and of a list or an object only that it is one. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : String(value)
}

export const found = (value: unknown, expected: string): string => `found ${shown(value)}; expected ${expected}`

/** `a, b or c` */
export const either = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join() : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`

const quoted = (text: string): string => {
  const start = [...text.slice(0, 2 * MOST_SHOWN + 1)]
  const short = start.length > MOST_SHOWN ? `${start.slice(0, MOST_SHOWN).join('')}…` : text
  // What is not seen, or moves what is, is written as its code: a message may end on a terminal.
  return JSON.stringify(short).replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** The known name that somebody meant who wrote another one: the same but for case and signs, or a slip or two away. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const written = bare(name)
  if (written === '' || name.length > MOST_SHOWN) return undefined
  let best: string | undefined
  let fewest = Math.min(2, Math.floor(written.length / 3)) + 1
  for (const candidate of known) {
    const other = bareNames.get(candidate) ?? bare(candidate)
    bareNames.set(candidate, other)
    if (Math.abs(other.length - written.length) >= fewest) continue
    const slips = slipsBetween(written, other, fewest)
    if (slips < fewest) [best, fewest] = [candidate, slips]
  }
  return best
}

/** Names that are known, bare: they are few, and a file can be full of others to compare with them. */
const bareNames = new Map<string, string>()

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** How many letters have to be put in, left out or changed to make one word of another; counted no further than `most`. */
function slipsBetween(a: string, b: string, most: number): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const changed = at(above, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(changed, at(above, column) + 1, at(current, column - 1) + 1))
    }
    if (Math.min(...current) >= most) return most
    above = current
  }
  return at(above, b.length)
}

const at = (numbers: readonly number[], place: number): number => numbers[place] as number
