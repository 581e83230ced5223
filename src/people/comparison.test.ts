import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ComparedField, type Comparison, compare, comparedFields, mayMatch } from './comparison.ts'
import { comparable, type Described } from './described.ts'
import * as rules from './evidence.ts'
import { limits, MATCH, MOST_OF_HOME, MOST_OF_NAMES, nothing, POTENTIAL } from './evidence.ts'
import { openLexicon } from './words.ts'

const compared = (one: Described, other: Described): Comparison => {
  const lexicon = openLexicon()
  return compare(comparable(one, lexicon), comparable(other, lexicon))
}

const home = { address: '14 Treacle Lane', town: 'Tansyfold', postcode: 'XL1 2UF' }
const elsewhere = { address: '81 Bobbin Rise', town: 'Embershaw', postcode: 'XL3 9XU' }

const tilda: Described = {
  givenNames: 'Matilda Rose',
  familyName: 'Ackerbank',
  dateOfBirth: '2014-03-09',
  sex: 'F',
  addresses: [home],
  upn: 'A888200124001',
  nhsNumber: '9990000018',
}

/** The same child, of whom no number is known, so that names, birth and home decide. */
const { upn: _, nhsNumber: __, ...plainTilda } = tilda

const results = ({ fields }: Comparison): Record<ComparedField, string> =>
  Object.fromEntries(comparedFields.map((field) => [field, fields[field].result])) as Record<ComparedField, string>

describe('two records of a child', () => {
  it('are a match when they say the same', () => {
    const found = compared(tilda, tilda)
    assert.equal(found.band, 'match')
    assert.deepEqual(new Set(Object.values(results(found))), new Set(['agree']))
  })

  it('are a match whatever the case, accents and blanks', () =>
    assert.equal(
      compared(plainTilda, {
        ...plainTilda,
        givenNames: ' MATÍLDA ',
        familyName: 'Äckerbank',
        addresses: [{ ...home, postcode: 'xl12uf' }],
      }).band,
      'match',
    ))

  it('are a match when the child has moved, and names and birth are the same', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, addresses: [elsewhere] }).band, 'match'))

  it('may match when she has moved, and one digit of the birth is another', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, dateOfBirth: '2014-03-19', addresses: [elsewhere] }).band, 'potential'))

  it('are none when she has moved, and the birth is quite another: it is another child of the name', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, dateOfBirth: '2011-10-27', addresses: [elsewhere] }).band, 'none'))

  it('are none when given name and birth are shared, and nothing else', () => {
    const found = compared(plainTilda, { ...plainTilda, familyName: 'Okafor', addresses: [] })
    assert.deepEqual([found.band, found.limit], ['none', nothing.namesake])
  })

  it('are a match when the family name is another, and birth and home are the same', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, familyName: 'Okafor' }).band, 'match'))

  it('are nothing to each other where nothing is known of one', () => {
    const found = compared(tilda, {})
    assert.deepEqual([found.band, found.evidence], ['none', 0])
    assert.deepEqual(new Set(Object.values(results(found))), new Set(['missing']))
  })
})

describe('a twin', () => {
  const wilf = { ...plainTilda, givenNames: 'Wilfred', sex: 'M' }
  const nell = { ...plainTilda, givenNames: 'Eleanor' }

  it('is never a match: with another given name all else may be the same', () => {
    const found = compared(plainTilda, nell)
    assert.deepEqual([found.band, found.limit], ['potential', limits.anotherGivenName])
    assert.ok(found.evidence > MATCH)
  })

  it('of the other sex is none', () => {
    const found = compared(plainTilda, wilf)
    assert.deepEqual([found.band, found.limit], ['none', nothing.twin])
  })

  it('is no match even under the number of the other, as twins are mixed up', () =>
    assert.equal(compared(tilda, { ...tilda, givenNames: 'Eleanor' }).band, 'potential'))

  for (const [one, other] of [
    ['Hassan', 'Hussain'],
    ['Zara', 'Lara'],
  ] as const) {
    it(`is no match when they are called ${one} and ${other}: both are names`, () => {
      const found = compared({ ...plainTilda, givenNames: one }, { ...plainTilda, givenNames: other })
      assert.deepEqual([found.band, found.limit], ['potential', limits.likeGivenName])
    })
  }

  it('of whom one record has no given name may be either', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, givenNames: '' }).limit, limits.noGivenName))
})

describe('a brother or a sister', () => {
  it('is none: name and birth are others', () =>
    assert.equal(compared(plainTilda, { ...plainTilda, givenNames: 'Wilfred', dateOfBirth: '2011-10-27', sex: 'M' }).band, 'none'))

  const muhammad = { ...plainTilda, givenNames: 'Muhammad Bilal', familyName: 'Khan', sex: 'M' }

  it('who bears Muhammad too is told from him by the other name', () => {
    const found = compared(muhammad, { ...muhammad, givenNames: 'Mohammed Haris', dateOfBirth: '2016-01-30' })
    assert.deepEqual([found.band, found.fields.givenNames], ['none', rules.givenNames.another])
  })

  it('and Muhammad alone says little of either', () => {
    const found = compared(muhammad, { ...muhammad, givenNames: 'Mohammed', dateOfBirth: '2016-01-30' })
    assert.deepEqual(found.fields.givenNames, rules.givenNames.onlyShared)
    assert.notEqual(found.band, 'match')
  })

  it('while Muhammad Bilal and M. Bilal Khan of one birth and home are one', () =>
    assert.equal(compared(muhammad, { ...muhammad, givenNames: 'Bilal' }).band, 'match'))
})

describe('given names', () => {
  const given = (one: string, other: string) => compared({ givenNames: one }, { givenNames: other }).fields.givenNames

  for (const [one, other, expected] of [
    ['Katie', 'Catherine', rules.givenNames.sameName],
    ['Zofia', 'Sophie', rules.givenNames.sameName],
    ['Vasyl', 'Василь', rules.givenNames.same],
    ['Yuriy', 'Yurii', rules.givenNames.sameName],
    ['Łukasz', 'Lucas', rules.givenNames.sameName],
    ['Yousef', 'Yusuf', rules.givenNames.sameName],
    ['Muhammad', 'Mohamed', rules.givenNames.sameNameAndFrequent],
    ['Aisha', 'Ayesha', rules.givenNames.sameNameAndFrequent],
    ['Aisha', 'Aisha', rules.givenNames.sameAndFrequent],
    ['Anne-Marie', 'Annemarie', rules.givenNames.same],
    ['Rose', 'Matilda Rose', rules.givenNames.oneOfSeveral],
    ['Minahil', 'Min', rules.givenNames.beginning],
    ['Minahil', 'M', rules.givenNames.initial],
    ['Minahil', 'Minahli', rules.givenNames.slip],
    ['Minahil', 'Wilfred', rules.givenNames.another],
    ['Minahil', '', rules.givenNames.missing],
    ['Minahil', '?', rules.givenNames.missing],
  ] as const) {
    it(`${one} and ${other || 'nothing'} are ${expected.result}: ${expected.reason}`, () => assert.deepEqual(given(one, other), expected))
  }

  it('what a child is called counts as well', () =>
    assert.deepEqual(compared({ givenNames: 'Minahil', knownAs: 'Ivy' }, { givenNames: 'Ivy' }).fields.givenNames, rules.givenNames.same))
})

describe('family names', () => {
  const family = (one: string, other: string) => compared({ familyName: one }, { familyName: other }).fields.familyName

  for (const [one, other, expected] of [
    ['O’Brien', "O'BRIEN", rules.familyName.same],
    ['Ackerbank-Okafor', 'Okafor Ackerbank', rules.familyName.same],
    ['de la Cruz', 'Cruz', rules.familyName.same],
    ['Mc Donald', 'McDonald', rules.familyName.same],
    ['Khan', 'Khan', rules.familyName.sameAndFrequent],
    ['Kowalska', 'Kowalski', rules.familyName.sameSpelling],
    ['Wiśniewski', 'Vishnievski', rules.familyName.sameSpelling],
    ['Шевченко', 'Shevchenko', rules.familyName.same],
    ['Clarke', 'Clark', rules.familyName.sameSpelling],
    ['Ackerbank-Okafor', 'Okafor', rules.familyName.oneOfSeveral],
    ['Ackerbank', 'Ackrebank', rules.familyName.slip],
    ['Ackerbank', 'Dobrowski', rules.familyName.another],
  ] as const) {
    it(`${one} and ${other} are ${expected.result}: ${expected.reason}`, () => assert.deepEqual(family(one, other), expected))
  }

  it('a name that the child had before counts as well', () =>
    assert.deepEqual(
      compared({ familyName: 'Okafor', formerNames: ['Ackerbank'] }, { familyName: 'Ackerbank' }).fields.familyName,
      rules.familyName.same,
    ))

  it('swapped with the given name are close, both', () => {
    const { fields } = compared({ givenNames: 'Minahil', familyName: 'Dobrowski' }, { givenNames: 'Dobrowski', familyName: 'Minahil' })
    assert.deepEqual([fields.givenNames, fields.familyName], [rules.givenNames.swapped, rules.familyName.swapped])
  })
})

describe('dates of birth', () => {
  const born = (one: string, other: string) => compared({ dateOfBirth: one }, { dateOfBirth: other }).fields.dateOfBirth

  for (const [one, other, expected] of [
    ['2014-03-09', '2014-03-09', rules.dateOfBirth.same],
    ['2014-03-09', '2014-09-03', rules.dateOfBirth.swapped],
    ['2014-03-09', '2014-03-19', rules.dateOfBirth.digit],
    ['2014-03-09', '2041-03-09', rules.dateOfBirth.exchanged],
    ['2014-03-12', '2014-03-21', rules.dateOfBirth.exchanged],
    ['2014-03-09', '2014-03-28', rules.dateOfBirth.part],
    ['2014-03-09', '2014-12-09', rules.dateOfBirth.part],
    ['2009-03-09', '2010-03-09', rules.dateOfBirth.part],
    ['2014-03-09', '2014-04-10', rules.dateOfBirth.another],
    ['2014-03-09', '2014-93-09', rules.dateOfBirth.digit],
    ['2014-03-09', '', rules.dateOfBirth.missing],
  ] as const) {
    it(`${one} and ${other || 'nothing'} are ${expected.result}: ${expected.reason}`, () => assert.deepEqual(born(one, other), expected))
  }

  const estimated = (other: string) =>
    compared({ dateOfBirth: '2014-01-01', isDateOfBirthEstimated: true }, { dateOfBirth: other }).fields.dateOfBirth
  it('of which one is an estimate are close within a year', () => assert.deepEqual(estimated('2015-12-31'), rules.dateOfBirth.estimate))
  it('and others beyond', () => assert.deepEqual(estimated('2016-01-01'), rules.dateOfBirth.another))
})

describe('addresses', () => {
  const at = (one: object, other: object) => compared({ addresses: [one] }, { addresses: [other] }).fields

  it('are one however the street is written', () =>
    assert.deepEqual(at({ address: '14 Treacle Lane' }, { address: '14, Treacle Ln.' }).address, rules.address.same))
  it('are one when a line more is written, or the flat is left out', () =>
    assert.deepEqual(at({ address: 'Flat 2, 14 Treacle Lane, Quillholt' }, { address: '14 Treacle Lane' }).address, rules.address.same))
  it('are close in the same street', () =>
    assert.deepEqual(at({ address: '14 Treacle Lane' }, { address: '16 Treacle Lane' }).address, rules.address.street))
  it('differ in another', () =>
    assert.deepEqual(at({ address: '14 Treacle Lane' }, { address: '14 Bobbin Rise' }).address, rules.address.another))

  for (const [one, other, expected] of [
    ['XL1 2UF', 'xl12uf', rules.postcode.same],
    ['XL1 2UF', 'XL1 2FU', rules.postcode.slip],
    ['XL1 2UF', 'XL1 9QA', rules.postcode.district],
    ['XL1 2UF', 'XL3 9QA', rules.postcode.another],
    ['4011', '4011', rules.postcode.sameWide],
  ] as const) {
    it(`postcodes ${one} and ${other} are ${expected.result}: ${expected.reason}`, () =>
      assert.deepEqual(at({ postcode: one }, { postcode: other }).postcode, expected))
  }

  it('an earlier one counts as well, and is told as such', () => {
    const { fields } = compared({ addresses: [elsewhere, home] }, { addresses: [home] })
    assert.deepEqual([fields.address, fields.postcode], [rules.address.formerly, rules.postcode.same])
  })

  it('Town 12 and Town 13 are not alike', () => assert.deepEqual(at({ town: 'Town 12' }, { town: 'Town 13' }).town, rules.town.another))
})

describe('numbers', () => {
  const upn = (one: string, other: string, formerUpns: readonly string[] = []) =>
    compared({ upn: one, formerUpns }, { upn: other }).fields.upn

  it('of a pupil agree in whatever case', () => assert.deepEqual(upn('a888200124001', 'A888 200124001'), rules.upn.same))
  it('of a pupil agree with one that the child had before', () =>
    assert.deepEqual(upn('P888200124002', 'A888200124001', ['A888200124001']), rules.upn.formerly))
  it('of two classmates differ, though one digit alone is another', () =>
    assert.deepEqual(upn('A888200124001', 'P888200124002'), rules.upn.another))
  it('of a pupil are close when one is mistyped', () => assert.deepEqual(upn('A888200124001', 'A888200124011'), rules.upn.slip))

  const nhs = (one: string, other: string) => compared({ nhsNumber: one }, { nhsNumber: other }).fields.nhsNumber

  it('of the NHS agree with and without spaces', () => assert.deepEqual(nhs('999 000 0018', '9990000018'), rules.nhsNumber.same))
  it('of the NHS differ', () => assert.deepEqual(nhs('9990000018', '9990000026'), rules.nhsNumber.another))
  it('that are all zeros are none', () => assert.deepEqual(nhs('0000000000', '0000000000'), rules.nhsNumber.missing))

  it('that are the same are looked at by a person, whatever else is other', () =>
    assert.equal(
      compared({ ...tilda, addresses: [] }, { givenNames: 'Wilfred', familyName: 'Okafor', sex: 'M', upn: tilda.upn! }).band,
      'potential',
    ))

  it('of the NHS that are others, and right, keep all else from being a match', () =>
    assert.equal(compared(tilda, { ...tilda, upn: null, nhsNumber: '9990000026' }).limit, limits.anotherNumber))
})

// ---- Properties ------------------------------------------------------------------------------------------------------------------------

const pick = (...texts: string[]) => fc.constantFrom(...texts, null)
const anybody: fc.Arbitrary<Described> = fc.record({
  givenNames: pick(
    'Matilda Rose',
    'Tilly',
    'Muhammad',
    'Mohammed Bilal',
    'Bilal',
    'Hassan',
    'Hussain',
    'Zofia',
    'Sophie',
    'Anne-Marie',
    'M',
    'Min',
    '',
  ),
  familyName: pick('Ackerbank', 'Ackrebank', 'Khan', 'Kowalska', 'Kowalski', 'Ackerbank-Khan', 'Bilal', 'Tilly', 'O’Brien'),
  knownAs: pick('Tilly', 'Ivy'),
  formerNames: fc.subarray(['Khan', 'Okafor', 'Ackerbank']),
  dateOfBirth: pick('2014-03-09', '2014-09-03', '2014-03-19', '2011-10-27', '2014-99-09'),
  isDateOfBirthEstimated: fc.boolean(),
  sex: pick('F', 'female', 'M', '?'),
  addresses: fc.subarray([
    home,
    elsewhere,
    { address: '16 Treacle Lane', town: 'Tansyfold', postcode: 'XL1 2FU' },
    { address: 'Flat 2, 14 Treacle Ln' },
    { postcode: '4011' },
  ]),
  upn: pick('A888200124001', 'P888200124002', 'A888200124011'),
  formerUpns: fc.subarray(['A888200124001', 'X88810002400A']),
  nhsNumber: pick('9990000018', '9990000026', '9990000019'),
})

describe('comparing', () => {
  it('says the same whichever comes first', () => {
    fc.assert(fc.property(anybody, anybody, (one, other) => assert.deepEqual(compared(one, other), compared(other, one))))
  })

  it('says the same in whatever order a description has its members', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).reverse())
        assert.deepEqual(compared(turned, other), compared(one, other))
      }),
    )
  })

  it('finds in a record of which enough is known a match with itself', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        const known = {
          ...one,
          givenNames: 'Matilda Rose',
          familyName: 'Ackerbank',
          dateOfBirth: '2014-03-09',
          isDateOfBirthEstimated: false,
        }
        assert.equal(compared(known, known).band, 'match')
      }),
    )
  })

  it('is whole numbers that add up, and names and home never say more than they can', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const { evidence, fields } = compared(one, other)
        const { givenNames, familyName, address, town, postcode, ...rest } = fields
        assert.ok(Number.isInteger(evidence))
        assert.ok(givenNames.evidence + familyName.evidence <= MOST_OF_NAMES)
        const homes = Math.max(rules.LEAST_OF_HOME, Math.min(MOST_OF_HOME, address.evidence + town.evidence + postcode.evidence))
        const others = Object.values(rest).reduce((sum, { evidence }) => sum + evidence, givenNames.evidence + familyName.evidence)
        assert.equal(evidence, others + homes)
      }),
    )
  })

  it('a quick look passes over no pair that would be more than nothing', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const lexicon = openLexicon()
        const [a, b] = [comparable(one, lexicon), comparable(other, lexicon)]
        assert.ok(compare(a, b).band === 'none' || mayMatch(a, b))
      }),
      { numRuns: 1000 },
    )
  })

  it('with another given name is never a match', () => {
    fc.assert(
      fc.property(anybody, anybody, (one, other) => {
        const found = compared(one, other)
        assert.ok(found.fields.givenNames !== rules.givenNames.another || found.band !== 'match')
      }),
    )
  })
})

describe('the bands', () => {
  it('begin where they say', () => {
    // Names and birth alone: 28 + 38 + 14 (the other name of several) are 80.
    const one = { givenNames: 'Minahil Rose', familyName: 'Ackerbank', dateOfBirth: '2014-03-09' }
    const match = compared(one, { ...one, givenNames: 'Rose' })
    assert.deepEqual([match.evidence, match.band], [MATCH, 'match'])
    const potential = compared(one, { ...one, givenNames: 'Min' })
    assert.deepEqual([potential.evidence, potential.band], [MATCH - 1, 'potential'])
    const none = compared(one, { givenNames: 'Minahil', familyName: 'Ackrebank', addresses: [home] })
    assert.ok(none.evidence < POTENTIAL)
    assert.equal(none.band, 'none')
  })
})
