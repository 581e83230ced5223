/** Chance that is the same every time: whole numbers alone, from keys such as a seed, a word and a place in a list. */
export interface Random {
  /** A whole number from 0 to below a bound. */
  below(bound: number): number
  /** A whole number from one to another, both included. */
  between(least: number, most: number): number
  /** True so many times in a thousand. */
  permille(times: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** One of some items, each as often as its weight among all weights. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item
}

/** The chance that belongs to some keys. Whoever asks with the same keys meets the same chance, in whatever order others were asked for. */
export function randomOf(...keys: readonly (number | string)[]): Random {
  let state = 0x9e3779b9 | 0
  for (const key of keys) {
    if (typeof key === 'number') state = mixed(Math.imul(state ^ key, 0x85ebca6b) + 1)
    else for (let i = 0; i < key.length; i++) state = Math.imul(state ^ key.charCodeAt(i), 0x01000193)
    state = mixed(state)
  }
  // Mulberry32.
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) % bound
  }
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    permille: (times) => below(1000) < times,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    weighted(items) {
      let total = 0
      for (const [weight] of items) total += weight
      let left = below(total)
      for (const [weight, item] of items) {
        left -= weight
        if (left < 0) return item
      }
      throw new RangeError('nothing to choose from')
    },
  }
}

function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}
