/*
 * Which records are worth comparing: those that share a key (see match-keys.ts). A million records have some twelve million keys; they are kept as numbers in
 * two lists, sorted once, and no pair is kept.
 */

/** The keys of some records, one record after another. */
export class Keys {
  #values: Int32Array = new Int32Array(1 << 12)
  #ends: Uint32Array = new Uint32Array(1 << 10)
  #records = 0

  get records(): number {
    return this.#records
  }

  /** Adds the keys of the next record. */
  add(keys: readonly number[]): void {
    const start = this.#start(this.#records)
    const end = start + keys.length
    if (end > this.#values.length) this.#values = grown(this.#values, end)
    if (this.#records >= this.#ends.length) this.#ends = grown(this.#ends, this.#records + 1)
    this.#values.set(keys, start)
    this.#values.subarray(start, end).sort()
    this.#ends[this.#records++] = end
  }

  /** Keys and the records that they are of, by key. */
  sorted(): { readonly keys: Int32Array; readonly records: Uint32Array } {
    const count = this.#start(this.#records)
    const records = new Uint32Array(count)
    for (let record = 0; record < this.#records; record++) records.fill(record, this.#start(record), this.#ends[record])
    return byKey(this.#values.slice(0, count), records)
  }

  /**
   * Whether a key is the first, by size, that two records share, those apart that are passed over: a pair with several keys in common is met once by asking so.
   */
  isFirstShared(key: number, one: number, other: number, passedOver: ReadonlySet<number>): boolean {
    const values = this.#values
    let [i, j] = [this.#start(one), this.#start(other)]
    for (;;) {
      const [a, b] = [values[i] as number, values[j] as number]
      if (a === b) {
        if (a === key) return true
        if (!passedOver.has(a)) return false
        i++
        j++
      } else if (a < b) i++
      else j++
    }
  }

  #start(record: number): number {
    return record === 0 ? 0 : (this.#ends[record - 1] as number)
  }
}

function grown<Numbers extends Int32Array | Uint32Array>(numbers: Numbers, least: number): Numbers {
  const more = new (numbers.constructor as new (length: number) => Numbers)(Math.max(least, 2 * numbers.length))
  more.set(numbers)
  return more
}

const BITS = 11
const BUCKETS = 1 << BITS

/** Sorts by key, without comparing: three rounds of eleven bits. Records of one key stay in their order. */
function byKey(keys: Int32Array, records: Uint32Array): { readonly keys: Int32Array; readonly records: Uint32Array } {
  let [fromKeys, toKeys]: [Int32Array, Int32Array] = [keys, new Int32Array(keys.length)]
  let [fromRecords, toRecords]: [Uint32Array, Uint32Array] = [records, new Uint32Array(keys.length)]
  for (let shift = 0; shift < 32; shift += BITS) {
    const places = new Uint32Array(BUCKETS + 1)
    // The sign is turned round, so that numbers below 0 come first.
    const bucket = (key: number): number => ((key ^ 0x80000000) >>> shift) & (BUCKETS - 1)
    for (const key of fromKeys) places[bucket(key) + 1] = (places[bucket(key) + 1] as number) + 1
    for (let i = 0; i < BUCKETS; i++) places[i + 1] = (places[i + 1] as number) + (places[i] as number)
    for (let i = 0; i < fromKeys.length; i++) {
      const key = fromKeys[i] as number
      const place = places[bucket(key)] as number
      places[bucket(key)] = place + 1
      toKeys[place] = key
      toRecords[place] = fromRecords[i] as number
    }
    ;[fromKeys, fromRecords, toKeys, toRecords] = [toKeys, toRecords, fromKeys, fromRecords]
  }
  return { keys: fromKeys, records: fromRecords }
}

/** So many pairs may be met for each record: what is compared grows with the records, and not with their square. */
const PAIRS_A_RECORD = 10
/** So many records of one key are always met: one person may well have as many. */
const ALWAYS_MET = 12

/**
 * Meets each pair of records that share a key once, the earlier record first. Of two lists of which the second begins at `firstOfOther`, only pairs of one
 * and the other. Keys that too many records share are passed over: they say little, and each record has others. Returns how many those were.
 */
export function meetPairs(keys: Keys, firstOfOther: number | undefined, meet: (one: number, other: number) => void): number {
  const { keys: values, records } = keys.sorted()
  const crowded = keysOfMany(values, mostInBlock(values, PAIRS_A_RECORD * keys.records))
  for (let start = 0, end = 0; start < values.length; start = end) {
    const key = values[start] as number
    end = endOfBlock(values, start)
    if (crowded.has(key)) continue
    for (let i = start; i < end; i++) {
      const one = records[i] as number
      for (let j = i + 1; j < end; j++) {
        const other = records[j] as number
        if (firstOfOther !== undefined && (one >= firstOfOther || other < firstOfOther)) continue
        if (keys.isFirstShared(key, one, other, crowded)) meet(one, other)
      }
    }
  }
  return crowded.size
}

/** The keys that more records share than `most`. */
function keysOfMany(values: Int32Array, most: number): ReadonlySet<number> {
  const keys = new Set<number>()
  for (let start = 0, end = 0; start < values.length; start = end) {
    end = endOfBlock(values, start)
    if (end - start > most) keys.add(values[start] as number)
  }
  return keys
}

function endOfBlock(values: Int32Array, start: number): number {
  const key = values[start]
  let end = start + 1
  while (end < values.length && values[end] === key) end++
  return end
}

/** How many records may share a key, so that no more pairs are met than there is room for, from the smallest blocks on. */
function mostInBlock(values: Int32Array, room: number): number {
  const blocks = new Map<number, number>()
  for (let start = 0, end = 0; start < values.length; start = end) {
    end = endOfBlock(values, start)
    blocks.set(end - start, (blocks.get(end - start) ?? 0) + 1)
  }
  let pairs = 0
  let most = 1
  for (const size of [...blocks.keys()].sort((a, b) => a - b)) {
    pairs += ((blocks.get(size) as number) * size * (size - 1)) / 2
    if (pairs > room) break
    most = size
  }
  return Math.max(most, ALWAYS_MET)
}
