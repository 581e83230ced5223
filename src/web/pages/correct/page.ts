import type { ChangeOpened, Correction, FactOfChild, TakingBack } from '../../../actions/change-fact.ts'
import type { FactChecked } from '../../../actions/record-fact.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { pathOfChild, pathOfCorrection, pathOfWithdrawal, withQuery } from '../../paths.ts'
import { type Form, one, type Page, type Sent } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { sayingOf } from '../child/timeline.ts'
import { checkView } from '../record/check.ts'
import { factFields, linkedToFields, whyField } from '../record/fields.ts'
import { factTypeOf, readFact } from '../record/read-form.ts'
import { valuesOf } from './values.ts'

/*
 * Putting right what was recorded: a correction, or taking back what was recorded in error. Both with the reason, and both shown before they are saved.
 */

const factOf = ({ params }: Sent): FactOfChild => ({ child: params['child'] ?? '', fact: params['fact'] ?? '' })

function readWhy({ body }: Sent): { readonly why: string } | { readonly faults: readonly Fault[] } {
  const why = one(body, 'why')
  return why === '' ? { faults: [{ pointer: '/why', message: 'Say why' }] } : { why }
}

// ---- Correcting ------------------------------------------------------------------------------------------------------------------------

/** The form that a fact was recorded with, filled in. */
export const correctionPage: Page<FactOfChild, ChangeOpened> = {
  read: (sent) => ({ input: factOf(sent) }),
  template: 'pages/correct/correct.njk',
  view: (given, { today, typed, faults }) => {
    const { fact, schools, head } = given
    const filled = { type: fact.type, agencies: [], schools, today, values: typed ?? valuesOf(fact), isTyped: true, faults }
    return {
      ...identityOf(given, today),
      title: formWordsOf(fact.type).title,
      recorded: recordedRow(fact, schools),
      check: `${pathOfCorrection(head, fact.id)}/${fact.type}/check`,
      withdraw: pathOfWithdrawal(head, fact.id),
      fields: [...factFields(filled), whyField('Why are you correcting it?', filled)],
      faults: linkedToFields(faults),
    }
  },
}

const recordedRow = (fact: ChangeOpened['fact'], schools: ChangeOpened['schools']) => ({
  says: capital(sayingOf(fact, { schools: new Map(schools.map(({ id, name }) => [id, name])) })),
  on: inWords(dayOf(fact.on)),
  by: capital(agencyWords[fact.by]),
})

function readCorrection(sent: Sent): { readonly input: Correction } | { readonly faults: readonly Fault[] } | undefined {
  const type = factTypeOf(sent.params['type'] ?? '')
  if (!type) return undefined
  const [read, why] = [readFact(type, sent.body), readWhy(sent)]
  const faults = [...('faults' in read ? read.faults : []), ...('faults' in why ? why.faults : [])]
  if ('faults' in read || 'faults' in why) return { faults }
  return { input: { ...factOf(sent), to: read.fact, why: why.why } }
}

/** What a correction will change: nothing is saved yet. */
export const checkCorrectionPage: Page<Correction, FactChecked> = {
  read: readCorrection,
  template: 'pages/record/check.njk',
  view: (given, shown) => {
    const { child, fact } = factOf(shown.sent)
    const path = pathOfCorrection(child, fact)
    return {
      ...checkView(given, shown),
      why: one(shown.sent.body, 'why'),
      button: 'Save the correction',
      save: `${path}/${given.fact.type}`,
      back: `${path}/change`,
    }
  },
}

export const correctionForm: Form<Correction, FactOfChild> = {
  read: readCorrection,
  next: ({ child, fact }) => withQuery(pathOfChild(child), { recorded: fact }),
}

// ---- Taking back -----------------------------------------------------------------------------------------------------------------------

/** A fact that was recorded in error, and the reason. */
export const withdrawalPage: Page<FactOfChild, ChangeOpened> = {
  read: (sent) => ({ input: factOf(sent) }),
  template: 'pages/correct/withdraw.njk',
  view: (given, { today, typed, faults }) => {
    const { fact, schools, head } = given
    const filled = { type: fact.type, agencies: [], schools, today, values: typed ?? {}, isTyped: true, faults }
    return {
      ...identityOf(given, today),
      recorded: recordedRow(fact, schools),
      check: `${pathOfWithdrawal(head, fact.id)}/check`,
      correct: pathOfCorrection(head, fact.id),
      fields: [whyField('Why is it to be withdrawn?', filled)],
      faults: linkedToFields(faults),
    }
  },
}

function readTakingBack(sent: Sent): { readonly input: TakingBack } | { readonly faults: readonly Fault[] } {
  const why = readWhy(sent)
  return 'faults' in why ? why : { input: { ...factOf(sent), why: why.why } }
}

/** What withdrawing will change: nothing is saved yet. */
export const checkWithdrawalPage: Page<TakingBack, FactChecked> = {
  read: readTakingBack,
  template: 'pages/record/check.njk',
  view: (given, shown) => {
    const { child, fact } = factOf(shown.sent)
    const path = pathOfWithdrawal(child, fact)
    return {
      ...checkView(given, shown),
      isWithdrawn: true,
      why: one(shown.sent.body, 'why'),
      button: 'Withdraw it',
      save: path,
      back: `${path}/change`,
    }
  },
}

export const withdrawalForm: Form<TakingBack, FactOfChild> = {
  read: readTakingBack,
  next: ({ child, fact }) => withQuery(pathOfChild(child), { recorded: fact }),
}
