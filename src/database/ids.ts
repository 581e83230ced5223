import { randomBytes } from 'node:crypto'

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
const RANDOM_BITS = 80n

let lastTime = 0
let lastRandom = 0n

/**
 * A new id, which nobody else has and nobody can guess: 26 small letters and figures. Ids made later by this process are higher, so of two facts of one
 * day and type the one recorded first is read first.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now
    // A bit is left free, so that counting on within a millisecond never runs over.
    lastRandom = BigInt(`0x${randomBytes(10).toString('hex')}`) >> 1n
  } else {
    lastRandom++
  }
  return digits((BigInt(lastTime) << RANDOM_BITS) | lastRandom)
}

function digits(value: bigint): string {
  let text = ''
  for (let left = value, place = 0; place < 26; place++, left >>= 5n) text = (DIGITS[Number(left & 31n)] as string) + text
  return text
}
