import type { Address } from './county.ts'
import type { Random } from './random.ts'

/*
 * Places that do not exist. Postcodes begin with XL: no postcode area of the United Kingdom begins with an X.
 */

export interface Town {
  readonly name: string
  readonly district: string
  /** The place of its district among the districts. */
  readonly districtIndex: number
}

/** The districts of the county, by their places. */
export const districts = [
  'Tansy Vale',
  'Upper Linnet',
  'Quillbeck',
  'West Sable',
  'Umberside',
  'Vesperdale',
  'Wickerlea',
  'Pebble Sands',
  'Dapplewood',
  'Emberford',
  'Sorrel Moss',
  'Ploverside',
] as const

const firstParts = [
  'Tansy',
  'Plover',
  'Linnet',
  'Quill',
  'Sable',
  'Umber',
  'Vesper',
  'Wicker',
  'Pebble',
  'Dapple',
  'Ember',
  'Sorrel',
] as const
const secondParts = ['fold', 'mere', 'shaw', 'holt', 'rake', 'haven', 'clough'] as const

/** So many towns with a name each; there are 84 names. */
export function towns(count: number): readonly Town[] {
  return Array.from({ length: count }, (_, index) => {
    const districtIndex = (index + Math.floor(index / districts.length)) % districts.length
    const first = firstParts[(index * 5) % firstParts.length] as string
    const second = secondParts[index % secondParts.length] as string
    return { name: first + second, district: districts[districtIndex] as string, districtIndex }
  })
}

/** Parts of a town that a primary school may be called after. */
export const quarters = [
  'Old Mill',
  'Brookside',
  'Church Lane',
  'Heron Hill',
  'Canal Bank',
  'Moorend',
  'Orchard',
  'Lantern Street',
  'Beacon',
] as const

const streetBeginnings = [
  'Abacus',
  'Barnacle',
  'Bobbin',
  'Candlewick',
  'Cinder',
  'Damson',
  'Drover',
  'Fiddler',
  'Gander',
  'Harebell',
  'Inkwell',
  'Juniper',
  'Kettle',
  'Lantern',
  'Marigold',
  'Nettle',
  'Orrery',
  'Pinwheel',
  'Quince',
  'Ramson',
  'Shuttle',
  'Teasel',
  'Treacle',
  'Velvet',
  'Whistle',
] as const
const streetEndings = ['Street', 'Road', 'Avenue', 'Close', 'Lane', 'Terrace', 'Fold', 'Grove', 'Mews', 'Rise'] as const

/** The letters that the second half of a postcode may end in. */
const postcodeLetters = 'ABDEFGHJLNPQRSTUWXYZ'

export function addressIn(town: Town, townIndex: number, random: Random): Address {
  const street = `${random.pick(streetBeginnings)} ${random.pick(streetEndings)}`
  const number = 1 + random.below(120)
  const flat = random.permille(90) ? [`Flat ${1 + random.below(14)}`] : []
  const letters = postcodeLetters[random.below(20)] as string
  const last = postcodeLetters[random.below(20)] as string
  return {
    lines: [...flat, `${number} ${street}`],
    town: town.name,
    district: town.district,
    postcode: `XL${1 + townIndex} ${1 + random.below(9)}${letters}${last}`,
  }
}

/** A mobile number of those that are kept for drama, so that nobody is ever rung: there are a thousand, and families share them. */
export const phoneNumber = (random: Random): string => `07700 900${String(random.below(1000)).padStart(3, '0')}`
