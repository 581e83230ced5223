/*
 * How far two texts differ letter by letter. Whole numbers alone.
 */

const WIDEST = 64
const before = new Uint8Array(WIDEST + 1)
const last = new Uint8Array(WIDEST + 1)
const now = new Uint8Array(WIDEST + 1)

/**
 * How many slips of the hand turn one text into another: a letter put in, left out, changed, or two that follow each other exchanged. Counted no further
 * than `most`; what is more is `most + 1`. Of a very long text the beginning counts.
 */
export function slips(one: string, other: string, most: number): number {
  const a = one.length > WIDEST ? one.slice(0, WIDEST) : one
  const b = other.length > WIDEST ? other.slice(0, WIDEST) : other
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [older, old, row] = [before, last, now]
  for (let j = 0; j <= b.length; j++) old[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let fewest = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const same = letter === b.charCodeAt(j - 1)
      let cost = (old[j - 1] as number) + (same ? 0 : 1)
      const without = (old[j] as number) + 1
      const withMore = (row[j - 1] as number) + 1
      if (without < cost) cost = without
      if (withMore < cost) cost = withMore
      if (i > 1 && j > 1 && !same && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        const exchanged = (older[j - 2] as number) + 1
        if (exchanged < cost) cost = exchanged
      }
      row[j] = cost
      if (cost < fewest) fewest = cost
    }
    if (fewest > most) return most + 1
    const free = older
    older = old
    old = row
    row = free
  }
  const found = old[b.length] as number
  return found > most ? most + 1 : found
}

/** The pairs of letters that follow each other in a text, in order; each as one number. */
export function pairsOfLetters(text: string): Int32Array {
  const pairs = new Int32Array(Math.max(0, text.length - 1))
  for (let i = 0; i < pairs.length; i++) pairs[i] = (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1)
  return pairs.sort()
}

/** How many pairs of letters both of two texts have. */
export function pairsInBoth(one: Int32Array, other: Int32Array): number {
  let [i, j, both] = [0, 0, 0]
  while (i < one.length && j < other.length) {
    const difference = (one[i] as number) - (other[j] as number)
    if (difference === 0) {
      both++
      i++
      j++
    } else if (difference < 0) i++
    else j++
  }
  return both
}

/** A bit for each letter that is in a text; others than the 26 small Latin ones share bits. */
export function lettersOf(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) % 32)
  return bits
}

/** How many slips there are at least between texts with these letters: each brings in, or takes away, two at most. */
export function leastSlips(letters: number, others: number): number {
  let bits = letters ^ others
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f
  return Math.imul(bits, 0x01010101) >>> 25
}
