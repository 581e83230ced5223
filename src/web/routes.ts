import { checkCorrection, checkWithdrawal, correctFact, openChange, withdrawFact } from '../actions/change-fact.ts'
import { explainStep } from '../actions/explain-step.ts'
import { offerFacts, openForm } from '../actions/offer-facts.ts'
import { checkFact, recordFact } from '../actions/record-fact.ts'
import { seeHowKept, seeKeptChildren } from '../actions/see-how-kept.ts'
import { seeNextSteps } from '../actions/see-next-steps.ts'
import { findInAccessLog, openAccessLog, seeWhoLooked } from '../actions/see-who-looked.ts'
import { viewChild } from '../actions/view-child.ts'
import { childPage } from './pages/child/page.ts'
import {
  checkCorrectionPage,
  checkWithdrawalPage,
  correctionForm,
  correctionPage,
  withdrawalForm,
  withdrawalPage,
} from './pages/correct/page.ts'
import { keptChildrenPage, keptPage } from './pages/kept/page.ts'
import { nextStepsPage } from './pages/next-steps/page.ts'
import { checkPage } from './pages/record/check.ts'
import { choosePage } from './pages/record/choose.ts'
import { formPage } from './pages/record/form.ts'
import { recordForm } from './pages/record/record.ts'
import { askWhoLookedForm, askWhoLookedPage, whoLookedPage } from './pages/seen/page.ts'
import { whyPage } from './pages/why/page.ts'
import { check, form, page, type Route } from './route.ts'

/*
 * Every page and form of people who are signed in: path, who may, what the audit log calls it, what is done, how it is shown. Signing in has routes of its own,
 * in sign-in/.
 */

const fact = '/children/:child/record/:type'
const stored = '/children/:child/facts/:fact'

export const routes: readonly Route[] = [
  page('/steps', 'see-own-steps', 'saw-next-steps', seeNextSteps, nextStepsPage),
  page('/children/:child', 'see-children', 'saw-child', viewChild, childPage),
  page('/children/:child/steps/:step', 'see-children', 'saw-why', explainStep, whyPage),
  page('/children/:child/record', 'record-facts', 'saw-what-can-be-recorded', offerFacts, choosePage),
  page(fact, 'record-facts', 'opened-form', openForm, formPage),
  check(`${fact}/change`, 'record-facts', 'opened-form', openForm, formPage, fact),
  check(`${fact}/check`, 'record-facts', 'checked-fact', checkFact, checkPage, fact),
  form(fact, 'record-facts', 'recorded-fact', recordFact, recordForm, fact),
  page(`${stored}/correct`, 'record-facts', 'opened-correction', openChange, correctionPage),
  check(`${stored}/correct/change`, 'record-facts', 'opened-correction', openChange, correctionPage, `${stored}/correct`),
  check(`${stored}/correct/:type/check`, 'record-facts', 'checked-correction', checkCorrection, checkCorrectionPage, `${stored}/correct`),
  form(`${stored}/correct/:type`, 'record-facts', 'corrected-fact', correctFact, correctionForm, `${stored}/correct`),
  page(`${stored}/withdraw`, 'record-facts', 'opened-withdrawal', openChange, withdrawalPage),
  check(`${stored}/withdraw/change`, 'record-facts', 'opened-withdrawal', openChange, withdrawalPage, `${stored}/withdraw`),
  check(`${stored}/withdraw/check`, 'record-facts', 'checked-withdrawal', checkWithdrawal, checkWithdrawalPage, `${stored}/withdraw`),
  form(`${stored}/withdraw`, 'record-facts', 'withdrew-fact', withdrawFact, withdrawalForm, `${stored}/withdraw`),
  page('/guidance', 'see-how-kept', 'saw-how-guidance-is-kept', seeHowKept, keptPage),
  page('/guidance/:clause/:state', 'see-how-kept', 'saw-children-of-clause', seeKeptChildren, keptChildrenPage),
  page('/seen', 'see-access-log', 'opened-access-log', openAccessLog, askWhoLookedPage),
  form('/seen', 'see-access-log', 'asked-who-saw-child', findInAccessLog, askWhoLookedForm, '/seen'),
  page('/seen/:child', 'see-access-log', 'saw-who-saw-child', seeWhoLooked, whoLookedPage),
]
