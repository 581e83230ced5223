import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { lancashireGuidance } from '../src/guidance/register.ts'
import { linesOf, onroll, sectionOf, temporaryFolder } from './cli-kit.ts'
import { amina, caseOf, ewan, fact, leila, tomasz, withdrawal } from './kit.ts'

const write = temporaryFolder()
let pages = 0

/** Lines as one, as if nothing had been wrapped. */
const flat = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ')

/** The page about a case. */
async function pageOf(caseFile: CaseFile, on: string, ...more: string[]): Promise<string> {
  const file = write(`${++pages}.json`, JSON.stringify(caseFile))
  const { out, err, code } = await onroll(['evaluate', file, '--as-of', on, ...more])
  assert.deepEqual([err, code], ['', 0])
  return out
}

const persistent = caseOf(
  amina,
  fact('2026-09-01', 'off-roll'),
  fact('2026-09-02', 'cme-notification', undefined, { by: 'health' }),
  fact('2026-09-07', 'cme-registered', undefined, { by: 'cme-officer' }),
  fact('2026-09-08', 'officer-support', { open: true }, { by: 'cme-officer' }),
)

describe('the page about a child', { concurrency: 4 }, () => {
  it('says who the child is: age, year group, compulsory school age, EHCP', async () => {
    const head = (page: string) => linesOf(page).slice(0, linesOf(page).indexOf('', 2))
    assert.deepEqual(head(await pageOf(persistent, '2026-09-09')), [
      'amina, on Wednesday 9 September 2026',
      '',
      'Born          Sunday 9 March 2014: aged 12, Year 8 by age',
      'School age    Compulsory until Friday 28 June 2030',
      'EHCP          None on record',
      'Pathways      Missing education, since Tuesday 1 September 2026',
      'Status        Missing education, since Tuesday 1 September 2026 (1.1)',
    ])
    const withPlan = head(await pageOf(caseOf(ewan), '2026-11-23'))
    assert.ok(withPlan.includes('EHCP          Since Wednesday 10 January 2024'))
    assert.ok(withPlan.includes('Pathways      None'))
    assert.ok(head(await pageOf(caseOf(ewan), '2024-01-09')).includes('EHCP          None on this day'))
    assert.ok(head(await pageOf(caseOf(leila), '2026-06-26')).includes('School age    Compulsory until Friday 26 June 2026'))
    assert.ok(head(await pageOf(caseOf(leila), '2026-06-27')).includes('School age    Ended on Friday 26 June 2026'))
    assert.ok(head(await pageOf(caseOf(tomasz), '2026-02-01')).includes('School age    Compulsory from Tuesday 31 March 2026 on'))
  })

  it('says of a child on no pathway that nothing is asked of anybody', async () => {
    const page = await pageOf(caseOf(amina), '2026-11-23')
    assert.deepEqual(sectionOf(page, 'NEXT STEPS'), ['No pathway is open: nothing is asked of anybody.'])
    for (const heading of [
      'WHAT MAY BE DONE',
      'WARNINGS',
      'WHAT HAS BEEN SETTLED',
      'PLANS ON RECORD, NOT COUNTED YET',
      'COMING IF NOTHING MORE IS RECORDED',
    ])
      assert.ok(!page.includes(heading), heading)
  })

  it('says of each next step what, who, by when, why, how the date was reached, and what settles it', async () => {
    const step = sectionOf(await pageOf(caseOf(amina, fact('2026-09-01', 'off-roll', { school: 'St Anne’s' })), '2026-09-01'), 'NEXT STEPS')
    assert.deepEqual(step, [
      'Tell the council (§1.2, 1.2a, must)',
      '  Who          School',
      '  By           Wednesday 2 September 2026, tomorrow',
      '  Why          Tuesday 1 September 2026: off roll of St Anne’s, destination not known (school)',
      '  Date         1 working day after Tuesday 1 September 2026 is Wednesday 2 September 2026',
      '               from a local setting: notifyWithin, 1 working day',
      '  Settled by   A notification, or a place on a school’s roll; an earlier one counts',
    ])
  })

  it('puts what is overdue first, the oldest on top, and what is open by its due date', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-09-01', 'off-roll'),
        fact('2026-09-02', 'barrier', { kind: 'family' }),
        fact('2026-09-08', 'cme-notification'),
        fact('2026-09-08', 'ehe-stated'),
        fact('2026-09-08', 'panel-nomination', { ground: 'significant-barrier' }),
      ),
      '2026-09-11',
    )
    assert.match(page, /^NEXT STEPS: 2 OVERDUE, 2 OPEN$/m)
    assert.deepEqual(
      sectionOf(page, 'NEXT STEPS').filter((line) => !line.startsWith(' ')),
      [
        'OVERDUE  Refer to partner agencies (§1.3, 1.3b, must)',
        'OVERDUE  Put the child on the CME database (§1.2, 1.2b, must)',
        'Check the home-education register (§1.2, 1.2c, must)',
        'Say what the panel ascertained (§1.4, 1.4c, must)',
      ],
    )
  })

  it('puts of one due date what must be done before what should, and that before what is to be considered', async () => {
    const page = await pageOf(
      caseOf(amina, fact('2026-11-04', 'permanent-exclusion'), fact('2026-11-05', 'unmet-needs', { identified: true })),
      '2026-11-05',
    )
    assert.deepEqual(
      sectionOf(page, 'NEXT STEPS').filter((line) => !line.startsWith(' ')),
      [
        'Complete an Early Help Assessment before the request (§3.1, 3.1f, must)',
        'Request intensive support after a permanent exclusion (§3.1, 3.1e, should)',
      ],
    )
  })

  it('names the pathway of a step where the child is on more than one, and not where it is on one', async () => {
    const both = await pageOf(
      caseOf(
        amina,
        fact('2026-10-12', 'suspension', { days: 1 }),
        fact('2026-10-13', 'suspension', { days: 1 }),
        fact('2026-11-02', 'off-roll', { destinationKnown: true }),
      ),
      '2026-11-02',
    )
    assert.match(both, /^Review the case \(local addition, L1, must\)\n {2}Who {10}CME officer\n {2}Pathway {6}Missing education$/m)
    assert.doesNotMatch(await pageOf(persistent, '2026-11-23'), /^ {2}Pathway /m)
  })

  it('says where nothing is asked that something comes', async () => {
    const page = await pageOf(caseOf(amina, ...persistent.facts, fact('2026-11-10', 'case-review')), '2026-11-11')
    assert.deepEqual(sectionOf(page, 'NEXT STEPS'), ['Nothing is asked of anybody on this day; what comes next stands under COMING.'])
    assert.notDeepEqual(sectionOf(page, 'COMING IF NOTHING MORE IS RECORDED'), [])
  })

  it('tells how late or how soon in the days that the clause counts: working days, school days, weeks', async () => {
    const by = async (caseFile: CaseFile, on: string) =>
      sectionOf(await pageOf(caseFile, on), 'NEXT STEPS').find((line) => line.startsWith('  By'))
    const offRoll = caseOf(amina, fact('2026-09-01', 'off-roll'))
    assert.equal(await by(offRoll, '2026-09-02'), '  By           Wednesday 2 September 2026, today')
    assert.equal(await by(offRoll, '2026-09-03'), '  By           Wednesday 2 September 2026, yesterday')
    assert.equal(await by(offRoll, '2026-09-08'), '  By           Wednesday 2 September 2026, 4 working days ago')
    const nominated = caseOf(
      amina,
      fact('2026-10-12', 'cme-notification'),
      fact('2026-10-12', 'cme-registered'),
      fact('2026-10-13', 'officer-support', { open: true }),
      fact('2026-10-14', 'panel-nomination', { ground: 'significant-barrier' }),
    )
    assert.equal(await by(nominated, '2026-10-22'), '  By           Wednesday 25 November 2026, in 19 school days')
    const reviewed = caseOf(amina, fact('2026-10-12', 'off-roll', { destinationKnown: true }))
    assert.equal(await by(reviewed, '2026-10-12'), '  By           Monday 9 November 2026, in 4 weeks')
    assert.equal(await by(reviewed, '2026-10-14'), '  By           Monday 9 November 2026, in 3 weeks and 5 days')
  })

  it('tells it in days where the calendar does not reach', async () => {
    const calendar = write('short.json', JSON.stringify({ name: 'Short', terms: [{ id: 't', from: '2026-08-31', to: '2026-09-30' }] }))
    const page = await pageOf(caseOf(amina, fact('2026-09-07', 'attendance-concern')), '2026-10-12', '--calendar', calendar)
    assert.ok(page.includes('  By           Monday 21 September 2026, 21 days ago'))
    assert.ok(page.includes('  Calendar     Short, from '))
  })

  it('calls a decision that is late not yet considered, and says that it may go either way', async () => {
    const step = sectionOf(await pageOf(persistent, '2027-02-01'), 'NEXT STEPS').join('\n')
    assert.match(step, /^NOT YET CONSIDERED {2}Consider nomination for the CME panel \(§1\.4, 1\.4a, consider\)$/m)
    assert.doesNotMatch(step, /OVERDUE/)
    assert.match(step, /Wednesday 27 January 2027, 3 school days ago/)
    assert.match(step, /^ {15}from the guidance$/m)
    assert.match(flat([step]), /A decision either way settles it$/)
  })

  it('says of a step that should be taken that a reason why not settles it too', async () => {
    const page = await pageOf(caseOf(amina, fact('2026-11-10', 'attendance-concern')), '2026-11-10')
    assert.match(page, /^ {2}Settled by {3}A step of the school’s procedures\. A recorded reason why not settles it too$/m)
  })

  it('marks a local addition, and names the service of a talk with its worker', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-11-02', 'cme-notification'),
        fact('2026-11-02', 'cme-registered'),
        fact('2026-11-02', 'officer-support', { open: true }),
        fact('2026-11-25', 'panel-outcome', { openTo: ['cfw'], safeguardingConcerns: true }, { by: 'panel-chair' }),
      ),
      '2026-11-25',
    )
    const titles = sectionOf(page, 'NEXT STEPS').filter((line) => !line.startsWith(' '))
    assert.ok(titles.includes('Refer safeguarding concerns to CSC (local addition, 1.4f, must)'))
    assert.ok(titles.includes('Talk to the allocated worker at CFW (§1.4, 1.4d, should)'))
    assert.match(flat([page]), /the panel found the child open to CFW, with safeguarding concerns \(panel chair\)/)
  })

  it('shows what comes if nothing more is recorded', async () => {
    const coming = sectionOf(await pageOf(persistent, '2026-11-23'), 'COMING IF NOTHING MORE IS RECORDED')
    assert.match(flat(coming), / Date 60th school day off roll, counted from .* is Wednesday 27 January 2027.* from the guidance$/)
    assert.deepEqual(coming.slice(0, 4), [
      'Consider nomination for the CME panel (§1.4, 1.4a, consider)',
      '  Who          CME officer',
      '  From         Monday 30 November 2026, in 5 school days',
      '  By           Wednesday 27 January 2027',
    ])
  })

  it('shows what may be done, and by whom', async () => {
    const page = await pageOf(
      caseOf(amina, fact('2026-11-10', 'cme-notification'), fact('2026-11-16', 'barrier', { kind: 'significant' })),
      '2026-11-23',
    )
    const [title, ...rest] = sectionOf(page, 'WHAT MAY BE DONE')
    assert.equal(title, 'Nominate because of significant barriers (§1.4, 1.4b)')
    assert.equal(rest.at(-1), '  Who          Anybody, since Monday 16 November 2026')
  })

  it('shows warnings with the fact that they are about', async () => {
    const page = await pageOf(caseOf(amina, fact('2026-09-01', 'cme-notification', undefined, { by: 'police' })), '2026-12-14')
    const warnings = flat(sectionOf(page, 'WARNINGS'))
    const { says } = lancashireGuidance.warnings.find(({ code }) => code === 'sixty-days-without-support') ?? {}
    assert.equal(warnings, `- ${says} About: Tuesday 1 September 2026: the council was told that the child is missing education (police)`)
  })

  it('shows what was done, done late, set aside with its reason, and lapsed with what ended it', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-09-01', 'off-roll'),
        fact('2026-09-02', 'cme-notification'),
        fact('2026-09-09', 'cme-registered'),
        fact('2026-09-14', 'suspension', { days: 1 }),
        fact('2026-09-15', 'suspension', { days: 2 }),
        fact('2026-09-16', 'reason-not-done', { clause: 'L2', reason: 'known\u001b[31m to\nthe school' }),
        fact('2026-09-17', 'on-roll', { school: 'a school in Leyland' }),
      ),
      '2026-09-18',
    )
    const settled = sectionOf(page, 'WHAT HAS BEEN SETTLED')
      .join('\n')
      .replace(/\n {15}/g, ' ')
    assert.match(
      settled,
      /^Done\n {3}2 Sep 2026 {2}Tell the council \(1\.2a, school\): the council was told that the child is missing education\n/,
    )
    assert.match(
      settled,
      /^Done late\n {3}9 Sep 2026 {2}Put the child on the CME database \(1\.2b, CME officer\): registered on the CME database; 3 working days late, due 4 Sep 2026$/m,
    )
    assert.match(
      settled,
      /^Set aside\n {2}16 Sep 2026 {2}Judge unmet needs \(L2, school\): why L2 is not done: “known\[31m to the school”$/m,
    )
    assert.match(
      settled,
      /^Lapsed\n {2}17 Sep 2026 {2}Decide on the CME officer’s support \(L4, CME officer\): registered at a school in Leyland$/m,
    )
    assert.ok(!page.includes('\u001b'))
  })

  it('tells the day of what had been done before it was asked', async () => {
    const page = await pageOf(
      caseOf(amina, fact('2026-09-02', 'cme-notification', undefined, { by: 'health' }), fact('2026-09-22', 'off-roll')),
      '2026-09-23',
    )
    assert.match(
      page.replace(/\n {15}/g, ' '),
      /^ {2}22 Sep 2026 {2}Tell the council \(1\.2a, school\): on 2 Sep 2026, before it was asked: the council was told that the child is missing education$/m,
    )
  })

  it('says of what lapsed with compulsory school age that this ended it', async () => {
    const page = await pageOf(caseOf(leila, fact('2026-06-25', 'off-roll')), '2026-07-01')
    assert.match(page, /^Lapsed\n {2}26 Jun 2026 {2}Tell the council \(1\.2a, school\): the end of compulsory school age$/m)
    assert.match(page, /^Pathways {6}Missing education, from Thursday 25 June 2026 to Friday 26 June 2026$/m)
  })

  it('says of a review that it ended because another step began, where no review was held', async () => {
    const page = await pageOf(
      caseOf(amina, fact('2026-11-02', 'off-roll', { destinationKnown: true }), fact('2026-11-10', 'barrier', { kind: 'family' })),
      '2026-11-10',
    )
    assert.match(page, /^ {2}10 Nov 2026 {2}Review the case \(L1, CME officer\): another step began$/m)
  })

  it('lists plans without counting them', async () => {
    const page = await pageOf(
      caseOf(amina, fact('2026-11-10', 'cme-notification'), fact('2026-11-25', 'consent-visit', undefined, { by: 'cfw' })),
      '2026-11-23',
    )
    assert.deepEqual(sectionOf(page, 'PLANS ON RECORD, NOT COUNTED YET'), ['- Wednesday 25 November 2026: a visit to seek consent (CFW)'])
  })

  it('plans neither what was corrected nor what was withdrawn', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-11-24', 'off-roll', { school: 'Wrong School' }, { id: 'wrong' }),
        fact('2026-11-26', 'off-roll', { school: 'Right School' }, { id: 'right', replaces: 'wrong' }),
        fact('2026-11-25', 'case-review', undefined, { id: 'mistaken' }),
        withdrawal('2026-11-25', 'mistaken'),
      ),
      '2026-11-23',
    )
    assert.deepEqual(sectionOf(page, 'PLANS ON RECORD, NOT COUNTED YET'), [
      '- Thursday 26 November 2026: off roll of Right School, destination not known (school)',
    ])
  })

  it('ends with the day, what was known, the calendar, the settings, and when the answer changes', async () => {
    assert.deepEqual(sectionOf(await pageOf(persistent, '2026-11-23'), 'ABOUT THIS ANSWER'), [
      '  Day          Monday 23 November 2026',
      '  Known        everything on record',
      '  Calendar     Lancashire',
      '  Settings     the guidance’s own, and defaults where it is silent',
      '  Next change  Monday 30 November 2026, in 1 week, if nothing more is recorded',
      '               “Consider nomination for the CME panel” begins; “Review the case” ends; the child',
      '               counts as persistently missing education (persistent CME)',
    ])
    const settings = write('settings.json', '{ "persistentAfter": 50, "registerWithin": 3 }')
    const other = sectionOf(
      await pageOf(persistent, '2026-09-05', '--known-at', '2026-09-05T10:00:00+01:00', '--settings', settings),
      'ABOUT THIS ANSWER',
    )
    assert.ok(
      flat(other).includes('Known what was on record at Saturday 5 September 2026, 10:00 UTC+01:00; 2 records made later are left out'),
    )
    assert.ok(other.includes(`               persistentAfter: 50 school days, which departs from the guidance’s own 60`))
    assert.ok(other.includes(`               registerWithin: 3 working days, a local setting; the default is 2`))
  })

  it('keeps within a narrow window', async () => {
    for (const name of ['amina', 'bilal', 'chloe', 'daniel', 'eve', 'farah', 'grace', 'hana']) {
      const { out } = await onroll(['evaluate', `examples/${name}.json`, '--as-of', '2026-12-14'], { env: { COLUMNS: '60' } })
      for (const line of linesOf(out)) assert.ok(line.length <= 60, line)
    }
  })

  it('has a rule between it and the page of the next child', async () => {
    const { out } = await onroll(['evaluate', 'examples/eve.json', 'examples/farah.json', '--as-of', '2026-11-23'])
    assert.equal(out.match(/^─{100}$/gm)?.length, 1)
    assert.ok(out.indexOf('eve, on') < out.indexOf('─') && out.indexOf('─') < out.indexOf('farah, on'))
  })

  it('has no colour where it does not go to a terminal', async () => {
    for (const env of [{}, { TERM: 'xterm-256color' }, { NO_COLOR: '1' }])
      assert.ok(!(await onroll(['evaluate', 'examples/farah.json', '--as-of', '2026-11-23'], { env })).out.includes('\u001b'))
  })
})

describe('what a page shows of the record', { concurrency: 4 }, () => {
  it('is every fact in force up to the day, newest first, whether or not it settled anything', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-09-01', 'attendance-summary', { scope: 'term', possible: 0, attended: 0 }),
        fact('2026-09-02', 'off-roll'),
        fact('2026-09-02', 'consent', { for: 'support', decision: 'refused' }, { by: 'cfw' }),
        fact('2026-09-03', 'sao', { step: 'initiated' }, { by: 'cme-officer' }),
        fact('2026-09-04', 'service-open', { service: 'csc' }, { by: 'csc' }),
        fact('2026-09-08', 'sao', { step: 'school-named' }, { by: 'cme-officer' }),
      ),
      '2026-09-07',
    )
    assert.match(page, /^ON RECORD: 5 FACTS, NEWEST FIRST$/m)
    assert.deepEqual(sectionOf(page, 'ON RECORD'), [
      '   4 Sep 2026  Open to CSC (CSC)',
      '   3 Sep 2026  School Attendance Order started (CME officer)',
      '   2 Sep 2026  Consent to support refused (CFW)',
      '   2 Sep 2026  Off roll, destination not known (school)',
      '   1 Sep 2026  0 of 0 sessions attended in the term so far (school)',
    ])
    assert.deepEqual(sectionOf(page, 'PLANS ON RECORD, NOT COUNTED YET'), [
      '- Tuesday 8 September 2026: school named for the School Attendance Order (CME officer)',
    ])
  })

  it('has a notification from before compulsory school age, when nobody is asked for anything', async () => {
    const page = await pageOf(caseOf(tomasz, fact('2026-02-01', 'cme-notification')), '2026-02-02')
    assert.deepEqual(sectionOf(page, 'ON RECORD'), ['   1 Feb 2026  The council was told that the child is missing education (school)'])
    assert.match(page, /^ON RECORD: 1 FACT$/m)
  })

  const corrected = caseOf(
    amina,
    fact('2026-09-01', 'off-roll', { school: 'a school in Leyland' }, { id: 'first' }),
    fact(
      '2026-09-03',
      'off-roll',
      { school: 'a school in Bury' },
      {
        id: 'second',
        by: 'pupil-access',
        replaces: 'first',
        recordedAt: '2026-09-04T23:30:00Z',
      },
    ),
    fact('2026-09-02', 'on-roll', undefined, { id: 'mistaken' }),
    withdrawal('2026-09-05', 'mistaken', { by: 'cme-officer', recordedAt: '2026-09-05T10:00:00+01:00' }),
  )

  it('says of a fact that corrects another when, by the clock in London, and what was recorded before', async () => {
    const [row = ''] = sectionOf(await pageOf(corrected, '2026-09-07'), 'ON RECORD')
      .join(' ')
      .split(' Withdrawn')
    assert.equal(
      flat([row]),
      ' 3 Sep 2026 Off roll of a school in Bury, destination not known (Pupil Access); corrected on 5 Sep 2026: was 1 Sep 2026, off roll of a school in Leyland, destination not known (school)',
    )
  })

  it('lists what was withdrawn at its end, with the day, and by whom', async () => {
    assert.ok(!(await pageOf(corrected, '2026-09-01')).includes('Withdrawn'))
    assert.deepEqual(sectionOf(await pageOf(corrected, '2026-09-07'), 'ON RECORD').slice(-2), [
      'Withdrawn',
      '   5 Sep 2026  Registered at a school, dated 2 Sep 2026 (withdrawn by CME officer)',
    ])
  })

  it('shows no correction and no withdrawal that was not known at the moment asked for', async () => {
    const page = await pageOf(corrected, '2026-09-07', '--known-at', '2026-09-03T12:00:00Z')
    assert.deepEqual(sectionOf(page, 'ON RECORD'), [
      '   2 Sep 2026  Registered at a school (school)',
      '   1 Sep 2026  Off roll of a school in Leyland, destination not known (school)',
    ])
  })

  it('does not list as withdrawn what was withdrawn by mistake', async () => {
    const page = await pageOf(
      caseOf(
        amina,
        fact('2026-09-02', 'case-review', undefined, { id: 'review' }),
        withdrawal('2026-09-03', 'review', { id: 'mistaken' }),
        withdrawal('2026-09-04', 'mistaken'),
      ),
      '2026-09-07',
    )
    assert.deepEqual(sectionOf(page, 'ON RECORD'), ['   2 Sep 2026  Case reviewed (school)'])
  })

  it('is the newest 40 facts of more, with the number of older ones, and all of them where they are asked for', async () => {
    const facts = (n: number) => Array.from({ length: n }, (_, i) => fact('2026-09-01', 'case-review', undefined, { id: `review ${i}` }))
    assert.equal(sectionOf(await pageOf(caseOf(amina, ...facts(40)), '2026-09-07'), 'ON RECORD').length, 40)
    const many = caseOf(amina, fact('2026-08-31', 'off-roll'), ...facts(40))
    const shown = await pageOf(many, '2026-09-07')
    assert.match(shown, /^ON RECORD: 41 FACTS, NEWEST FIRST$/m)
    assert.deepEqual(sectionOf(shown, 'ON RECORD').slice(39), [
      '   1 Sep 2026  Case reviewed (school)',
      '  and 1 older one; --all-facts prints all',
    ])
    const all = sectionOf(await pageOf(many, '2026-09-07', '--all-facts'), 'ON RECORD')
    assert.deepEqual([all.length, all.at(-1)], [41, '  31 Aug 2026  Off roll, destination not known (school)'])
  })
})
