import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, fact, leila, questionsAbout } from '../../../test/kit.ts'
import type { Detail } from '../../casefile/fact-table.ts'

const concern = (on: string) => fact(on, 'attendance-concern')
const concernClosed = (on: string) => fact(on, 'attendance-concern-closed', { reason: 'attendance is good again' })
const noBetter = (on: string) => fact(on, 'attendance-review', { improved: false })
const better = (on: string) => fact(on, 'attendance-review', { improved: true })
const consent = (on: string, to: Detail<'consent'>['for'], decision: Detail<'consent'>['decision']) =>
  fact(on, 'consent', { for: to, decision }, { id: `${to}-${decision}@${on}` })
const discussion = (on: string, step: Detail<'strategy-discussion'>['step']) =>
  fact(on, 'strategy-discussion', { step, ...(step === 'considered' && { reason: 'consent is expected' }) })

describe('2.2a Consider a strategy discussion while consent is withheld', () => {
  const asked = questionsAbout('2.2a')
  const opened = concern('2025-09-15')
  const refused = consent('2025-10-20', 'support', 'refused')
  const facts = [opened, refused, noBetter('2025-11-03')]
  const open = 'open from 2025-11-03, due 2025-11-10'

  it('is to be considered by the school within 5 working days of a review without improvement after the refusal', () => {
    assert.equal(asked.owed('2025-11-03', ...facts), open)
    assert.equal(asked.whose('2025-11-03', ...facts), 'school consider, on pme, dated by a setting')
    assert.equal(asked.because('2025-11-03', ...facts), 'support-refused@2025-10-20 + attendance-review@2025-11-03')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-11-10', ...facts), open)
    assert.equal(asked.owed('2025-11-11', ...facts), 'overdue from 2025-11-03, due 2025-11-10')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('2.2a', amina, { settings: { considerWithin: 2 } })
    assert.equal(owed('2025-11-03', ...facts), 'open from 2025-11-03, due 2025-11-05')
  })

  for (const to of ['eha', 'support'] as const) {
    for (const decision of ['refused', 'withdrawn'] as const) {
      it(`starts where consent for ${to} is ${decision}`, () => {
        assert.equal(asked.owed('2025-11-03', opened, consent('2025-10-20', to, decision), noBetter('2025-11-03')), open)
      })
    }
  }

  it('does not start where consent to a social-care assessment is refused', () => {
    assert.equal(asked.owed('2025-11-03', opened, consent('2025-10-20', 'assessment', 'refused'), noBetter('2025-11-03')), 'nothing')
  })

  describe('after silence', () => {
    const visit = (on: string) => fact(on, 'consent-visit')
    const silence = consent('2025-10-20', 'eha', 'no-response')
    const request = (on: string) => fact(on, 'support-request', { to: 'cfw', route: 'direct', level: 'standard' })
    const owed = (...before: Parameters<typeof asked.owed> extends [string, ...infer Facts] ? Facts : never) =>
      asked.owed('2025-11-03', opened, ...before, silence, noBetter('2025-11-03'))

    it('starts where a visit came before, on the same day even', () => {
      assert.equal(owed(visit('2025-10-13')), open)
      assert.equal(owed(visit('2025-10-20')), open)
    })

    it('does not start without a visit in the case, or with one after the silence', () => {
      assert.equal(owed(), 'nothing')
      assert.equal(owed(visit('2025-09-12')), 'nothing')
      assert.equal(owed(visit('2025-10-21')), 'nothing')
    })

    it('does not start where consent was given, or support requested, since the visit', () => {
      assert.equal(owed(visit('2025-10-13'), consent('2025-10-15', 'support', 'given')), 'nothing')
      assert.equal(owed(visit('2025-10-13'), request('2025-10-15')), 'nothing')
      assert.equal(owed(visit('2025-10-13'), request('2025-10-09')), open)
    })

    it('is because of the silence', () => {
      assert.equal(
        asked.because('2025-11-03', opened, visit('2025-10-13'), silence, noBetter('2025-11-03')),
        'eha-no-response@2025-10-20 + attendance-review@2025-11-03',
      )
    })
  })

  it('does not start by a review before the refusal or of its day, which is read before it', () => {
    assert.equal(asked.owed('2025-10-20', opened, noBetter('2025-10-20'), refused), 'nothing')
    assert.equal(
      asked.owed('2025-10-21', opened, noBetter('2025-10-20'), refused, noBetter('2025-10-21')),
      'open from 2025-10-21, due 2025-10-28',
    )
  })

  it('does not start by a review that finds improvement', () => {
    assert.equal(asked.owed('2025-11-03', opened, refused, better('2025-11-03')), 'nothing')
  })

  it('does not start where consent was given between refusal and review', () => {
    assert.equal(asked.owed('2025-11-03', opened, refused, consent('2025-10-22', 'eha', 'given'), noBetter('2025-11-03')), 'nothing')
  })

  it('does not count a refusal from before the case', () => {
    assert.equal(asked.owed('2025-11-03', consent('2025-09-12', 'support', 'refused'), opened, noBetter('2025-11-03')), 'nothing')
  })

  it('goes by the first refusal since consent was last given, and the first review after it', () => {
    const again = [consent('2025-10-22', 'eha', 'refused'), noBetter('2025-11-06')]
    assert.equal(asked.owed('2025-11-06', ...facts, ...again), open)
    assert.equal(asked.because('2025-11-06', ...facts, ...again), 'support-refused@2025-10-20 + attendance-review@2025-11-03')
  })

  for (const step of ['considered', 'requested', 'held'] as const) {
    it(`is done by a strategy discussion ${step}, late from the day after its due date`, () => {
      assert.equal(
        asked.closed('2025-11-10', ...facts, discussion('2025-11-10', step)),
        'done on 2025-11-10 by strategy-discussion@2025-11-10',
      )
      assert.equal(
        asked.closed('2025-11-11', ...facts, discussion('2025-11-11', step)),
        'late on 2025-11-11 by strategy-discussion@2025-11-11',
      )
    })
  }

  it('is done by a discussion of the day of the review, and not by one of the day before', () => {
    assert.match(asked.closed('2025-11-03', ...facts, discussion('2025-11-03', 'held')), /^done on 2025-11-03/)
    assert.equal(asked.owed('2025-11-03', ...facts, discussion('2025-11-02', 'held')), open)
  })

  it('lapses when consent is given, for an assessment of early help or for support', () => {
    assert.equal(
      asked.closed('2025-11-05', ...facts, consent('2025-11-05', 'eha', 'given')),
      'lapsed on 2025-11-05 by eha-given@2025-11-05',
    )
    assert.equal(
      asked.closed('2025-11-05', ...facts, consent('2025-11-05', 'support', 'given')),
      'lapsed on 2025-11-05 by support-given@2025-11-05',
    )
  })

  it('does not lapse by consent to a social-care assessment, nor by a better review', () => {
    assert.equal(asked.owed('2025-11-05', ...facts, consent('2025-11-05', 'assessment', 'given'), better('2025-11-05')), open)
  })

  it('is not asked for again while consent stays withheld, and is after a new refusal and review once it was given', () => {
    const considered = [...facts, discussion('2025-11-05', 'considered'), noBetter('2025-12-01')]
    assert.equal(asked.owed('2025-12-01', ...considered), 'done from 2025-11-03, due 2025-11-10')
    const refusedAnew = [...considered, consent('2025-12-02', 'eha', 'given'), consent('2025-12-04', 'eha', 'withdrawn')]
    assert.equal(asked.owed('2025-12-04', ...refusedAnew), 'done from 2025-11-03, due 2025-11-10')
    assert.equal(
      asked.owed('2025-12-08', ...refusedAnew, noBetter('2025-12-08')),
      'done from 2025-11-03, due 2025-11-10; open from 2025-12-08, due 2025-12-15',
    )
  })

  it('lapses as the case ends', () => {
    assert.equal(
      asked.closed('2025-11-05', ...facts, concernClosed('2025-11-05')),
      'lapsed on 2025-11-05 by attendance-concern-closed@2025-11-05',
    )
  })

  it('lapses on the last day of compulsory school age, and does not start on it', () => {
    const { owed, closed } = questionsAbout('2.2a', leila)
    const refusedInJune = [concern('2026-06-01'), consent('2026-06-08', 'support', 'refused')]
    assert.equal(closed('2026-06-26', ...refusedInJune, noBetter('2026-06-25')), 'lapsed on 2026-06-26 by nothing recorded')
    assert.equal(owed('2026-06-26', ...refusedInJune, noBetter('2026-06-26')), 'nothing')
  })
})

describe('2.2b Request a strategy discussion before legal advice', () => {
  const asked = questionsAbout('2.2b')
  const intended = (on: string) => fact(on, 'legal-advice-intended')
  const facts = [concern('2025-09-15'), intended('2025-10-20')]
  const open = 'open from 2025-10-20, due 2025-10-27'

  it('should be done by the school within 5 working days of intending to seek legal advice', () => {
    assert.equal(asked.owed('2025-10-20', ...facts), open)
    assert.equal(asked.whose('2025-10-20', ...facts), 'school should, on pme, dated by a setting')
    assert.equal(asked.because('2025-10-20', ...facts), 'legal-advice-intended@2025-10-20')
  })

  it('is not asked for outside a case', () => {
    assert.equal(asked.owed('2025-10-20', intended('2025-10-20')), 'nothing')
    assert.equal(asked.owed('2025-10-20', concern('2025-09-15'), concernClosed('2025-10-17'), intended('2025-10-20')), 'nothing')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-10-27', ...facts), open)
    assert.equal(asked.owed('2025-10-28', ...facts), 'overdue from 2025-10-20, due 2025-10-27')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('2.2b', amina, { settings: { considerWithin: 2 } })
    assert.equal(owed('2025-10-20', ...facts), 'open from 2025-10-20, due 2025-10-22')
  })

  for (const step of ['requested', 'held'] as const) {
    it(`is done by a strategy discussion ${step}, late from the day after its due date`, () => {
      assert.equal(
        asked.closed('2025-10-27', ...facts, discussion('2025-10-27', step)),
        'done on 2025-10-27 by strategy-discussion@2025-10-27',
      )
      assert.equal(
        asked.closed('2025-10-28', ...facts, discussion('2025-10-28', step)),
        'late on 2025-10-28 by strategy-discussion@2025-10-28',
      )
    })
  }

  it('is not done by a discussion that was only considered, or that was before it', () => {
    assert.equal(asked.owed('2025-10-22', ...facts, discussion('2025-10-22', 'considered')), open)
    assert.equal(asked.owed('2025-10-20', ...facts, discussion('2025-10-19', 'held')), open)
    assert.match(asked.closed('2025-10-20', ...facts, discussion('2025-10-20', 'held')), /^done on 2025-10-20/)
  })

  it('is set aside by a recorded reason', () => {
    const reason = fact('2025-10-30', 'reason-not-done', { clause: '2.2b', reason: 'legal advice is no longer sought' })
    assert.equal(asked.closed('2025-10-30', ...facts, reason), 'set-aside on 2025-10-30 by reason-not-done@2025-10-30')
  })

  it('keeps its due date when the intention is recorded again, and is asked for again once done', () => {
    const twice = [...facts, intended('2025-10-23')]
    assert.equal(asked.owed('2025-10-23', ...twice), open)
    assert.equal(asked.because('2025-10-23', ...twice), 'legal-advice-intended@2025-10-20 + legal-advice-intended@2025-10-23')
    const done = [...facts, discussion('2025-10-22', 'requested'), intended('2025-11-10')]
    assert.equal(asked.owed('2025-11-10', ...done), 'done from 2025-10-20, due 2025-10-27; open from 2025-11-10, due 2025-11-17')
  })

  describe('once its case has ended', () => {
    const ended = [...facts, concernClosed('2025-10-22')]

    it('stays, and can still be done or set aside', () => {
      assert.equal(asked.owed('2025-10-28', ...ended), 'overdue from 2025-10-20, due 2025-10-27')
      assert.match(asked.closed('2025-11-03', ...ended, discussion('2025-11-03', 'held')), /^late on 2025-11-03/)
      const reason = fact('2025-11-03', 'reason-not-done', { clause: '2.2b', reason: 'legal advice is no longer sought' })
      assert.match(asked.closed('2025-11-03', ...ended, reason), /^set-aside on 2025-11-03/)
    })

    it('keeps the next case from nothing, and takes nothing from it', () => {
      const next = [...ended, concern('2025-11-03'), intended('2025-11-10')]
      assert.equal(asked.owed('2025-11-10', ...next), 'overdue from 2025-10-20, due 2025-10-27; open from 2025-11-10, due 2025-11-17')
      assert.equal(asked.because('2025-11-10', ...next), 'legal-advice-intended@2025-10-20; legal-advice-intended@2025-11-10')
      assert.equal(
        asked.closed('2025-11-12', ...next, discussion('2025-11-12', 'requested')),
        'late on 2025-11-12 by strategy-discussion@2025-11-12; done on 2025-11-12 by strategy-discussion@2025-11-12',
      )
    })

    it('lapses when the child dies or leaves the area, and not as another case is closed', () => {
      const cmeClosed = (reason: Detail<'cme-closed'>['reason']) => [
        fact('2025-11-03', 'off-roll'),
        fact('2025-11-10', 'cme-closed', { reason }),
      ]
      assert.equal(asked.closed('2025-11-10', ...ended, ...cmeClosed('left-area')), 'lapsed on 2025-11-10 by cme-closed@2025-11-10')
      assert.equal(asked.closed('2025-11-10', ...ended, ...cmeClosed('died')), 'lapsed on 2025-11-10 by cme-closed@2025-11-10')
      assert.equal(asked.owed('2025-11-10', ...ended, ...cmeClosed('duplicate')), 'overdue from 2025-10-20, due 2025-10-27')
    })

    it('lapses on the last day of compulsory school age, and not before', () => {
      const { owed, closed } = questionsAbout('2.2b', leila)
      const inJune = [concern('2026-06-01'), intended('2026-06-08'), concernClosed('2026-06-10')]
      assert.equal(owed('2026-06-25', ...inJune), 'overdue from 2026-06-08, due 2026-06-15')
      assert.equal(closed('2026-06-26', ...inJune), 'lapsed on 2026-06-26 by nothing recorded')
    })
  })
})
