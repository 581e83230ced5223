import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, fact, leila, questionsAbout } from '../../test/kit.ts'
import type { CaseRecord, Child, Detail } from '../casefile/fact-table.ts'
import type { SettingValues } from './settings.ts'

/** The facts that a warning is about, one after the other; `nothing` where it is not given. */
const warnedOf =
  (code: string, settings: Partial<SettingValues> = {}, child: Child = amina) =>
  (on: string, ...facts: readonly CaseRecord[]): string =>
    asOf(on, caseOf(child, ...facts), { settings })
      .warnings.filter((warning) => warning.code === code)
      .map((warning) => warning.fact)
      .join('; ') || 'nothing'

const excluded = (on: string) => fact(on, 'permanent-exclusion')
const needs = (on: string, identified = true) => fact(on, 'unmet-needs', { identified })
const eha = (on: string, outcome: Detail<'eha'>['outcome'] = 'completed') => fact(on, 'eha', { outcome })
const consent = (on: string, to: Detail<'consent'>['for'], decision: Detail<'consent'>['decision']) =>
  fact(on, 'consent', { for: to, decision }, { id: `${to}-${decision}@${on}` })
const request = (on: string, level: 'standard' | 'intensive' = 'intensive') =>
  fact(on, 'support-request', { to: 'cfw', route: 'cssh-mash', level })
const onRoll = (on: string) => fact(on, 'on-roll')
const offRoll = (on: string) => fact(on, 'off-roll', { destinationKnown: true })
const support = (on: string, open: boolean) => fact(on, 'officer-support', { open })

describe('The warning that a request was made before the assessment', () => {
  const warned = warnedOf('request-before-eha')
  const facts = [excluded('2025-11-06'), needs('2025-11-07'), request('2025-11-10')]
  const theRequest = 'support-request@2025-11-10'

  it('is given for the request after a permanent exclusion, with unmet needs and no assessment', () => {
    assert.equal(warned('2025-11-10', ...facts), theRequest)
  })

  it('stays, whatever comes later', () => {
    assert.equal(warned('2025-12-01', ...facts, eha('2025-11-11'), needs('2025-11-12', false), onRoll('2025-11-24')), theRequest)
  })

  it('is not given without unmet needs, as last judged', () => {
    assert.equal(warned('2025-11-10', excluded('2025-11-06'), request('2025-11-10')), 'nothing')
    assert.equal(warned('2025-11-12', excluded('2025-11-06'), request('2025-11-10'), needs('2025-11-11')), 'nothing')
    assert.equal(warned('2025-11-10', ...facts, needs('2025-11-08', false)), 'nothing')
  })

  it('is given where the needs were identified before the case, or on the day of the request, which is read after', () => {
    assert.equal(warned('2025-11-10', needs('2025-09-15'), excluded('2025-11-06'), request('2025-11-10')), theRequest)
    assert.equal(warned('2025-11-10', excluded('2025-11-06'), needs('2025-11-10'), request('2025-11-10')), theRequest)
  })

  it('is not given for a request that 3.1e does not ask for: a standard one, a second one, one without an exclusion', () => {
    assert.equal(warned('2025-11-10', excluded('2025-11-06'), needs('2025-11-07'), request('2025-11-10', 'standard')), 'nothing')
    assert.equal(warned('2025-11-12', ...facts, request('2025-11-12')), theRequest)
    assert.equal(warned('2025-11-10', needs('2025-11-07'), request('2025-11-10')), 'nothing')
  })

  for (const [on, isGiven] of [
    // 6 November less 26 weeks is 8 May.
    ['2025-05-07', true],
    ['2025-05-08', false],
    ['2025-11-08', false],
    ['2025-11-10', false],
    ['2025-11-11', true],
  ] as const) {
    it(`is ${isGiven ? '' : 'not '}given with an assessment of ${on}, for an exclusion of 6 and a request of 10 November`, () => {
      assert.equal(warned('2025-11-12', ...facts, eha(on)), isGiven ? theRequest : 'nothing')
    })
  }

  it('is given with an assessment that was only reviewed or found not needed', () => {
    assert.equal(warned('2025-11-10', ...facts, eha('2025-11-08', 'reviewed')), theRequest)
    assert.equal(warned('2025-11-10', ...facts, eha('2025-11-08', 'considered-not-needed')), theRequest)
  })

  it('takes as recent as many weeks as the county says', () => {
    const warned = warnedOf('request-before-eha', { recentEha: 4 })
    assert.equal(warned('2025-11-10', ...facts, eha('2025-10-09')), 'nothing')
    assert.equal(warned('2025-11-10', ...facts, eha('2025-10-08')), theRequest)
  })

  it('is not given where consent to an assessment stands refused or withdrawn by the end of the day of the request', () => {
    for (const decision of ['refused', 'withdrawn'] as const) {
      assert.equal(warned('2025-11-10', ...facts, consent('2025-11-08', 'eha', decision)), 'nothing')
      assert.equal(warned('2025-11-10', ...facts, consent('2025-11-10', 'eha', decision)), 'nothing')
      assert.equal(warned('2025-11-11', ...facts, consent('2025-11-11', 'eha', decision)), theRequest)
    }
    assert.equal(
      warned('2025-11-10', ...facts, consent('2025-11-08', 'eha', 'refused'), consent('2025-11-09', 'eha', 'no-response')),
      'nothing',
    )
  })

  it('is given where consent was given since, refused to something else, or refused before the case', () => {
    assert.equal(warned('2025-11-10', ...facts, consent('2025-11-08', 'eha', 'refused'), consent('2025-11-09', 'eha', 'given')), theRequest)
    assert.equal(warned('2025-11-10', ...facts, consent('2025-11-08', 'support', 'refused')), theRequest)
    assert.equal(warned('2025-11-10', ...facts, consent('2025-11-08', 'eha', 'no-response')), theRequest)
    assert.equal(warned('2025-11-10', ...facts, consent('2025-11-05', 'eha', 'refused')), theRequest)
  })

  describe('once the case of the exclusion has ended', () => {
    const ended = [excluded('2025-11-06'), onRoll('2025-11-07')]

    it('is given, with needs identified since', () => {
      assert.equal(warned('2025-11-10', ...ended, needs('2025-11-10'), request('2025-11-10')), theRequest)
    })

    it('is not given, with an assessment or a refusal since', () => {
      assert.equal(warned('2025-11-10', ...ended, needs('2025-11-08'), eha('2025-11-08'), request('2025-11-10')), 'nothing')
      assert.equal(
        warned('2025-11-10', ...ended, needs('2025-11-08'), consent('2025-11-08', 'eha', 'refused'), request('2025-11-10')),
        'nothing',
      )
    })
  })

  it('is given once for a request that does what two exclusions ask for', () => {
    const facts = [excluded('2025-11-06'), onRoll('2025-11-10'), needs('2025-11-24'), excluded('2025-12-08'), request('2025-12-10')]
    assert.match(questionsAbout('3.1e').closed('2025-12-10', ...facts), /^late on 2025-12-10 .*; done on 2025-12-10/)
    assert.equal(warned('2025-12-10', ...facts), 'support-request@2025-12-10')
  })
})

describe('The warning that a request was made without consent', () => {
  const warned = warnedOf('request-without-consent')
  const opened = fact('2025-09-15', 'attendance-concern')
  const theRequest = request('2025-10-13')
  const after = (...facts: readonly CaseRecord[]) => warned('2025-10-20', opened, ...facts, theRequest)

  it('is given for a request for intensive support where consent to support was never given', () => {
    assert.equal(after(), theRequest.id)
  })

  it('is not given for a request for standard support', () => {
    assert.equal(warned('2025-10-13', opened, request('2025-10-13', 'standard')), 'nothing')
  })

  it('is not given for a request that says why, and is for one whose reason is left blank', () => {
    const withReason = (reason: string) => fact('2025-10-13', 'support-request', { to: 'cfw', route: 'direct', level: 'intensive', reason })
    assert.equal(warned('2025-10-13', opened, withReason('a child at risk')), 'nothing')
    assert.equal(warned('2025-10-13', opened, withReason(' ')), 'support-request@2025-10-13')
  })

  it('is not given outside every case, and is in a case of any pathway', () => {
    assert.equal(warned('2025-10-13', theRequest), 'nothing')
    assert.equal(warned('2025-10-13', offRoll('2025-09-08'), onRoll('2025-10-10'), theRequest), 'nothing')
    assert.equal(warned('2025-10-13', offRoll('2025-09-08'), theRequest), theRequest.id)
    assert.equal(warned('2025-10-13', excluded('2025-10-06'), theRequest), theRequest.id)
  })

  it('is not given with consent to support, given on any day up to that of the request, before the case too', () => {
    assert.equal(after(consent('2025-10-01', 'support', 'given')), 'nothing')
    assert.equal(after(consent('2025-09-08', 'support', 'given')), 'nothing')
    assert.equal(after(consent('2025-10-13', 'support', 'given')), 'nothing')
  })

  it('is given with consent to support from the day after the request, or to something else', () => {
    assert.equal(after(consent('2025-10-14', 'support', 'given')), theRequest.id)
    assert.equal(after(consent('2025-10-01', 'eha', 'given')), theRequest.id)
    assert.equal(after(consent('2025-10-01', 'assessment', 'given')), theRequest.id)
  })

  it('goes by the last answer, silence apart', () => {
    const given = consent('2025-10-01', 'support', 'given')
    assert.equal(after(given, consent('2025-10-08', 'support', 'withdrawn')), theRequest.id)
    assert.equal(after(given, consent('2025-10-13', 'support', 'refused')), theRequest.id)
    assert.equal(after(given, consent('2025-10-08', 'support', 'no-response')), 'nothing')
    assert.equal(after(consent('2025-09-22', 'support', 'refused'), given), 'nothing')
    assert.equal(after(consent('2025-10-08', 'support', 'no-response')), theRequest.id)
  })

  it('is given for each such request', () => {
    assert.equal(warned('2025-10-20', opened, theRequest, request('2025-10-20')), 'support-request@2025-10-13; support-request@2025-10-20')
  })
})

describe('The warning that 60 school days went by without support', () => {
  const warned = warnedOf('sixty-days-without-support')
  // Off roll on Monday 8 September: 35 school days to 24 October, half-term, 25 more to Friday 5 December, the 60th.
  const off = offRoll('2025-09-08')

  it('is not given on the 59th school day, and is on the 60th, about the fact of day 1', () => {
    assert.equal(warned('2025-12-04', off), 'nothing')
    assert.equal(warned('2025-12-05', off), 'off-roll@2025-09-08')
  })

  it('counts as many school days as the county says', () => {
    const warned = warnedOf('sixty-days-without-support', { persistentAfter: 20 })
    assert.equal(warned('2025-10-02', off), 'nothing')
    assert.equal(warned('2025-10-03', off), 'off-roll@2025-09-08')
  })

  it('is not given where support was open by the end of the 60th day, though it ended again', () => {
    assert.equal(warned('2025-12-05', off, support('2025-12-05', true)), 'nothing')
    assert.equal(warned('2025-12-19', off, support('2025-09-15', true), support('2025-09-22', false)), 'nothing')
  })

  it('is given where support was only ever refused, or was open in an earlier case', () => {
    assert.equal(warned('2025-12-05', off, support('2025-09-15', false)), 'off-roll@2025-09-08')
    assert.equal(warned('2025-12-05', offRoll('2025-09-01'), support('2025-09-01', true), onRoll('2025-09-05'), off), 'off-roll@2025-09-08')
  })

  it('stays once given, though support starts or the case ends', () => {
    assert.equal(warned('2026-01-12', off, support('2025-12-08', true), onRoll('2026-01-05')), 'off-roll@2025-09-08')
  })

  it('is not given where the case ends on the 60th day', () => {
    assert.equal(warned('2025-12-05', off, onRoll('2025-12-05')), 'nothing')
  })

  it('is given once a case, and again in the next', () => {
    // Off roll again on Monday 5 January: 30 school days to 13 February, 25 to 27 March, the 60th on Friday 17 April.
    const again = [off, onRoll('2025-12-19'), offRoll('2026-01-05')]
    assert.equal(warned('2026-04-16', ...again), 'off-roll@2025-09-08')
    assert.equal(warned('2026-04-17', ...again), 'off-roll@2025-09-08; off-roll@2026-01-05')
  })

  it('counts from the notification while nobody recorded the child off roll, and from that once somebody has', () => {
    const notified = fact('2025-09-08', 'cme-notification')
    assert.equal(warned('2025-12-05', notified), 'cme-notification@2025-09-08')
    // A week later: the 60th is Friday 12 December.
    assert.equal(warned('2025-12-11', notified, offRoll('2025-09-15')), 'nothing')
    assert.equal(warned('2025-12-12', notified, offRoll('2025-09-15')), 'off-roll@2025-09-15')
  })

  it('is not given on the last day of compulsory school age, and is on the day before', () => {
    // Back from Friday 26 June: 20 school days of June, 29 of April and May without the 4th, 10 from 16 to 27 March, and 13 March.
    const warned = warnedOf('sixty-days-without-support', {}, leila)
    assert.equal(warned('2026-06-26', offRoll('2026-03-13')), 'nothing')
    assert.equal(warned('2026-06-26', offRoll('2026-03-12')), 'off-roll@2026-03-12')
    assert.equal(warned('2026-06-25', offRoll('2026-03-12')), 'off-roll@2026-03-12')
  })
})
