import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { linesOf, temporaryFolder } from '../../test/cli-kit.ts'
import { answerOf } from '../../test/in-this-process.ts'
import { matchCommand } from './match.ts'

const match = (...args: string[]) => answerOf(matchCommand, ...args)

const columns = {
  id: 'ref',
  givenNames: ['forename', 'middle'],
  familyName: 'surname',
  dateOfBirth: 'dob',
  dateFormat: 'DD/MM/YYYY',
  sex: 'sex',
  address: ['house', 'street'],
  town: 'town',
  postcode: 'postcode',
  upn: 'upn',
  nhsNumber: 'nhs',
}
const HEADINGS = 'ref,forename,middle,surname,dob,sex,house,street,town,postcode,upn,nhs'
const tilda = 'c-1,Matilda,Rose,Ackerbank,09/03/2014,F,14,Treacle Lane,Tansyfold,XL1 2UF,A888200124001,'
const tilly = 'c-2,Tilly,,Ackerbank,09/03/2014,F,14,Treacle Ln,Tansyfold,XL1 2UF,,9990000018'
const nell = 'c-3,Eleanor,,Ackerbank,09/03/2014,F,14,Treacle Lane,Tansyfold,XL1 2UF,P888200124002,'
const wilf = 'c-4,Wilfred,,Okafor,27/10/2011,M,81,Bobbin Rise,Embershaw,XL3 9XU,,'

describe('onroll match', () => {
  const file = temporaryFolder()
  const map = file('columns.json', JSON.stringify(columns))
  const csv = (name: string, ...rows: string[]) => file(name, `${rows.join('\n')}\n`)

  it('prints the pairs of a file, one JSON object a line, and how much was done', async () => {
    const { out, err, code } = await match(csv('a.csv', HEADINGS, tilda, tilly, nell, wilf), '--columns', map, '--json')
    const ofOneHome = {
      ...{ familyName: 'agree', dateOfBirth: 'agree', sex: 'agree' },
      ...{ address: 'agree', town: 'agree', postcode: 'agree' },
    }
    assert.equal(code, 0)
    assert.deepEqual(
      linesOf(out).map((line) => JSON.parse(line)),
      [
        {
          a: 'c-1',
          b: 'c-2',
          band: 'match',
          fields: { givenNames: 'close', ...ofOneHome, upn: 'missing', nhsNumber: 'missing' },
        },
        ...['c-1', 'c-2'].map((a) => ({
          a,
          b: 'c-3',
          band: 'potential',
          fields: { givenNames: 'differ', ...ofOneHome, upn: a === 'c-1' ? 'differ' : 'missing', nhsNumber: 'missing' },
        })),
      ],
    )
    assert.match(err, /^1 match, 2 may match\.\n4 records, 3 pairs compared, \d+\.\d seconds\n$/)
  })

  it('says in words why', async () => {
    const { out } = await match(csv('a.csv', HEADINGS, tilda, tilly, nell), '--columns', map)
    assert.deepEqual(linesOf(out).slice(0, 2), [
      'match: c-1 and c-2: given names the same name, short or written otherwise; family name the same; date of birth the same; sex the same; address the same house; town the same; postcode the same',
      'potential: c-1 and c-3: given names another name; family name the same; date of birth the same; sex the same; address the same house; town the same; postcode the same; UPN another (the given name is another: it may be a twin)',
    ])
  })

  it('of two files prints pairs of one and the other', async () => {
    const { out } = await match(csv('a.csv', HEADINGS, tilda, nell), csv('b.csv', HEADINGS, wilf, tilly), '--columns', map, '--json')
    assert.deepEqual(
      linesOf(out)
        .map((line) => JSON.parse(line))
        .map(({ a, b, band }) => [a, b, band]),
      [
        ['c-1', 'c-2', 'match'],
        ['c-3', 'c-2', 'potential'],
      ],
    )
  })

  it('takes blanks, a byte order mark, quotation marks and empty columns at the end', async () => {
    const spaced = [HEADINGS, tilda, tilly].map((row) => row.replaceAll(',', ' , ')).join('\r\n')
    const { out, err } = await match(
      file('spaced.csv', `\uFEFF ${spaced.replace(' Treacle Lane ', ' "Treacle Lane"')},,\r\n\r\n`),
      '--columns',
      map,
      '--json',
    )
    assert.equal(err.includes('seconds'), true, err)
    assert.equal(linesOf(out).length, 1)
  })

  it('finds out that values are parted by semicolons, and says so', async () => {
    const rows = [HEADINGS, tilda, tilly].map((row) => row.replaceAll(',', ';'))
    const { out, err } = await match(csv('semicolons.csv', ...rows), '--columns', map, '--json')
    assert.equal(linesOf(out).length, 1)
    assert.match(err, /semicolons\.csv: the values are parted by semicolons\.\n/)
  })

  it('takes a day that does not exist, a date of another form and wrong numbers, and says which', async () => {
    const odd = tilly.replace('09/03/2014', '09/13/2014').replace('9990000018', '9990000019')
    const other = tilda.replace('09/03/2014', '2014-03-09').replace('A888200124001', 'B888200124001')
    const path = csv('odd.csv', HEADINGS, other, odd)
    const { err, code } = await match(path, '--columns', map)
    assert.equal(code, 0)
    assert.deepEqual(linesOf(err).slice(0, 4), [
      `${path}, row 2, column dob: found "2014-03-09"; expected a date written DD/MM/YYYY; it was left out.`,
      `${path}, row 2, column upn: found "B888200124001"; expected a right number (a unique pupil number with these digits begins with A, not B); it was compared all the same.`,
      `${path}, row 3, column dob: found "09/13/2014"; expected a day that exists; its digits were compared all the same.`,
      `${path}, row 3, column nhs: found "9990000019"; expected ten digits of which the last fits the others; it was compared all the same.`,
    ])
  })

  describe('refuses, and prints no pair,', () => {
    const refused = async (content: string | Uint8Array, ...expected: string[]) => {
      const path = file('refused.csv', content)
      const { out, err, code } = await match(path, '--columns', map, '--json')
      assert.deepEqual([code, out], [2, ''])
      assert.deepEqual(
        linesOf(err).map((line) => line.replace(path, 'FILE')),
        expected,
      )
    }

    it('a file without a column that is named', () =>
      refused(
        `${HEADINGS.replace('surname', 'sur name')}\n${tilda}\n`,
        'FILE, row 1: there is no column surname, which the columns’ file names for familyName; did you mean sur name?',
      ))
    it('an id that is twice, or not there', () =>
      refused(
        `${HEADINGS}\n${tilda}\n${tilda}\n${tilda.slice(3)}\n`,
        'FILE, row 3, column ref: found "c-1"; expected an id of its own, and row 2 has this one.',
        'FILE, row 4, column ref: found ""; expected an id of its own.',
      ))
    it('a row with too few values', () =>
      refused(`${HEADINGS}\nc-1,Matilda\n`, 'FILE, row 2: found 2 values; expected 12, as many as there are headings.'))
    it('a quotation mark that is never closed', () =>
      refused(`${HEADINGS}\n"${tilda}\n`, 'FILE, after row 1: a quotation mark is opened and never closed.'))
    it('a quotation mark within a value', () =>
      refused(
        `${HEADINGS}\n${tilda.replace('Treacle', 'Trea"cle')}\n`,
        'FILE, after row 1: a quotation mark stands where none can; expected the whole value in quotation marks, and those within it doubled.',
      ))
    it('a file that is no UTF-8', () =>
      refused(
        Buffer.concat([Buffer.from(`${HEADINGS}\n`), Buffer.from([0xe9, 0x0a])]),
        'FILE, after row 1: not UTF-8; expected a file that was saved as CSV UTF-8.',
      ))
    it('an empty file', () => refused('', 'FILE: the file is empty; expected a row of headings, and rows.'))
    it('headings alone', () => refused(`${HEADINGS}\n`, 'FILE: there are headings and no rows.'))

    for (const [what, content, expected] of [
      ['without an id', { familyName: 'surname' }, ':/id: missing; expected a heading, or a list of headings to join'],
      ['with nothing to compare', { id: 'ref' }, ':: names no column besides id; expected at least one to compare'],
      ['with a column that there is not', { id: 'ref', familyname: 'surname' }, ':/familyname: unknown member; did you mean familyName?'],
      ['with a column of the wrong form', { id: 'ref', sex: 3 }, ':/sex: found 3; expected a heading, or a list of headings to join'],
      [
        'with another date format',
        { id: 'ref', sex: 'sex', dateFormat: 'MM/DD/YYYY' },
        ':/dateFormat: found "MM/DD/YYYY"; expected YYYY-MM-DD, YYYYMMDD, DD/MM/YYYY',
      ],
    ] as const) {
      it(`a file of columns ${what}`, async () => {
        const path = file('wrong.json', JSON.stringify(content))
        const { err, code } = await match(csv('a.csv', HEADINGS, tilda), '--columns', path)
        assert.equal(code, 2)
        assert.ok(linesOf(err).includes(`${path}${expected}`), err)
      })
    }

    for (const [what, args, expected] of [
      ['no file', ['--columns', map], /Say which file/],
      ['three files', ['a', 'b', 'c', '--columns', map], /one file or two, and there are 3/],
      ['the same file twice', ['a', 'a', '--columns', map], /Both files are the same/],
      ['no columns', ['a'], /Say which column is what/],
    ] as const) {
      it(`to be asked with ${what}`, async () => {
        const { err, code } = await match(...args)
        assert.equal(code, 2)
        assert.match(err, expected)
      })
    }
  })

  // The public reference files are not part of Onroll: FEBRL_FOLDER says where they are.
  const febrl = join(process.env['FEBRL_FOLDER'] ?? 'no-such-folder', 'dataset3.csv')
  const absent = existsSync(febrl) ? false : 'FEBRL_FOLDER does not say where dataset3.csv is'
  it('finds 98 in 100 of the pairs of the reference file, with 99 in 100 right, comparing less than one pair in 100', {
    skip: absent,
  }, async () => {
    const febrlColumns = {
      ...{ id: 'rec_id', givenNames: 'given_name', familyName: 'surname', dateOfBirth: 'date_of_birth', dateFormat: 'YYYYMMDD' },
      ...{ address: ['street_number', 'address_1', 'address_2'], town: 'suburb', postcode: 'postcode' },
    }
    const { out, err } = await match(febrl, '--columns', file('febrl.json', JSON.stringify(febrlColumns)), '--json')
    const pairs = linesOf(out).map((line) => JSON.parse(line) as { a: string; b: string })
    const right = pairs.filter(({ a, b }) => a.split('-')[1] === b.split('-')[1]).length
    const [, records, compared] = /^(\d+) records, (\d+) pairs compared/m.exec(err)?.map(Number) ?? []
    assert.ok(right >= 0.98 * 6538, `${right} of 6538`)
    assert.ok(right >= 0.99 * pairs.length, `${right} right of ${pairs.length}`)
    assert.ok(compared! < 0.01 * ((records! * (records! - 1)) / 2), `${compared} compared`)
  })
})
