import type { Fault } from './fault.ts'

/**
 * Reads a text as JSON; a byte order mark before it is passed over. Of a text that is no JSON the place is told where it ceases to be, and
 * what is expected there, but never a piece of the text: that may be about a child.
 */
export function parseJson(text: string): { value: unknown } | { fault: Fault } {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  try {
    return { value: JSON.parse(json) }
  } catch {
    return { fault: { pointer: '', message: whatIsWrong(json) } }
  }
}

function whatIsWrong(json: string): string {
  if (json.trim() === '') return 'nothing in it; expected JSON'
  const { at, expected } = firstFault(json)
  const before = json.slice(0, at).split('\n')
  const column = `column ${(before.at(-1) as string).length + 1}`
  const place = before.length > 1 ? `line ${before.length}, ${column}` : column
  return at < json.length ? `not JSON from ${place} on; expected ${expected}` : `ends too early, at ${place}; expected ${expected}`
}

interface Break {
  readonly at: number
  readonly expected: string
}

const SPACE = /[ \t\n\r]*/y
const WORD_OR_NUMBER = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** Where a text that is no JSON ceases to be. JSON.parse says so too, but in words that hold a piece of the text, and not always. */
function firstFault(json: string): Break {
  /** The signs that close what is open, the innermost last. */
  const closing: ('}' | ']')[] = []
  let state: 'value' | 'first item' | 'name' | 'first name' | 'after a value' = 'value'
  let at = 0

  const end = (pattern: RegExp): number => {
    pattern.lastIndex = at
    return pattern.test(json) ? pattern.lastIndex : at
  }
  /** Moves to the end of a text that begins here, or to where it breaks; tells whether it ended. */
  const passText = (): boolean => {
    for (at++; at < json.length && json[at] !== '"'; ) {
      const past = json[at] === '\\' ? end(ESCAPE) : (json[at] as string) < ' ' ? at : at + 1
      if (past === at) return false
      at = past
    }
    return at++ < json.length
  }
  const brokenText = (): Break => ({ at, expected: 'the text to go on to a double quote, with line breaks and backslashes escaped' })

  for (;;) {
    at = end(SPACE)
    const sign = json[at]
    const innermost = closing.at(-1)
    if ((state === 'first item' && sign === ']') || (state === 'first name' && sign === '}')) state = 'after a value'
    if (state === 'after a value') {
      if (innermost === undefined) return { at, expected: 'nothing more' }
      if (sign === innermost) closing.pop()
      else if (sign === ',') state = innermost === '}' ? 'name' : 'value'
      else return { at, expected: `a comma or ${innermost}` }
      at++
    } else if (state === 'name' || state === 'first name') {
      if (sign !== '"') return { at, expected: `the name of a member in double quotes${state === 'name' ? '' : ', or }'}` }
      if (!passText()) return brokenText()
      at = end(SPACE)
      if (json[at] !== ':') return { at, expected: 'a colon' }
      at++
      state = 'value'
    } else if (sign === '{' || sign === '[') {
      closing.push(sign === '{' ? '}' : ']')
      state = sign === '{' ? 'first name' : 'first item'
      at++
    } else {
      const past = end(WORD_OR_NUMBER)
      if (sign === '"') {
        if (!passText()) return brokenText()
      } else if (past > at) at = past
      else return { at, expected: `a value${state === 'value' ? '' : ' or ]'}` }
      state = 'after a value'
    }
  }
}
