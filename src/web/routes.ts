import { allocateChosen, checkAllocation, checkTakeover, openAllocation, openTakeover, takeOver } from '../actions/allocate.ts'
import { answerHomeEducation, openAnswer } from '../actions/answer-home-education.ts'
import { changeDetail } from '../actions/change-detail.ts'
import { checkCorrection, checkWithdrawal, correctFact, openChange, withdrawFact } from '../actions/change-fact.ts'
import { createChild, openCreate } from '../actions/create-child.ts'
import { explainStep } from '../actions/explain-step.ts'
import { openFind, searchForChild, seeFound } from '../actions/find-child.ts'
import { keepEntry, keepParticulars, openEntry, openParticulars } from '../actions/keep-casework.ts'
import { openSiblings, saySiblings } from '../actions/link-siblings.ts'
import { addCaseNote, openTakeBack, seeNotes, takeBackNote } from '../actions/note-case.ts'
import { notify, openTelling, seeReceipt } from '../actions/notify.ts'
import { notifyOfChild, openNotify } from '../actions/notify-of-child.ts'
import { offerFacts, openForm } from '../actions/offer-facts.ts'
import { keepLetter, openDraft, seeLetter } from '../actions/order-letters.ts'
import { checkFact, recordFact } from '../actions/record-fact.ts'
import { checkForSeveral, openForSeveral, recordForSeveral } from '../actions/record-for-several.ts'
import { recordRing } from '../actions/record-ring.ts'
import {
  chooseColumns,
  openColumns,
  openReturnFile,
  returnFile,
  seeReturnFile,
  sendReturnFile,
  takeWrongRows,
} from '../actions/return-by-file.ts'
import { makeReturn, openReturn, seeReturn, seeReturns } from '../actions/return-deletion.ts'
import { seeCandidates } from '../actions/see-candidates.ts'
import { seeCasework } from '../actions/see-casework.ts'
import { seeHomeEducation } from '../actions/see-home-education.ts'
import { seeHowKept, seeKeptChildren } from '../actions/see-how-kept.ts'
import { seeNextSteps } from '../actions/see-next-steps.ts'
import { openDetail, seePeople } from '../actions/see-people.ts'
import { seeRequests } from '../actions/see-requests.ts'
import { seeReturnOfSchool, seeReturnsOfSchools } from '../actions/see-returns.ts'
import { findInAccessLog, openAccessLog, seeWhoLooked } from '../actions/see-who-looked.ts'
import { confirmChild, makeChild, putOff, reopen, take, turnDown } from '../actions/triage-decide.ts'
import { openNotification, seeTriage } from '../actions/triage-see.ts'
import { viewChild } from '../actions/view-child.ts'
import { checkEverythingPage, everythingForm, everythingPage } from './pages/allocate/everything.ts'
import { allocateForm, allocateFromList, allocatePage, checkAllocatePage, takePage } from './pages/allocate/page.ts'
import { candidatesPage } from './pages/candidates/page.ts'
import { entryForm, entryPage, particularsForm, particularsPage } from './pages/casework/entry.ts'
import { attemptForm, caseworkPage } from './pages/casework/page.ts'
import { childPage } from './pages/child/page.ts'
import { detailForm, detailPage } from './pages/child-details/detail.ts'
import { historyPage } from './pages/child-details/history.ts'
import { peoplePage } from './pages/child-details/page.ts'
import {
  checkCorrectionPage,
  checkWithdrawalPage,
  correctionForm,
  correctionPage,
  withdrawalForm,
  withdrawalPage,
} from './pages/correct/page.ts'
import { returnedPage, returnForm, returnPage, returnsPage } from './pages/deletion-return/page.ts'
import { createForm, createPage } from './pages/find/create.ts'
import { notifyForm, notifyPage } from './pages/find/notify.ts'
import { findForm, findPage, foundPage } from './pages/find/page.ts'
import { answerForm, answerPage, homeEducationPage } from './pages/home-education/page.ts'
import { keptChildrenPage, keptPage } from './pages/kept/page.ts'
import { nextStepsPage } from './pages/next-steps/page.ts'
import { noteForm, notesPage, takeBackForm, takeBackPage } from './pages/notes/page.ts'
import { draftPage, letterForm, letterPage } from './pages/order/letters.ts'
import { orderPage } from './pages/order/page.ts'
import { checkPage } from './pages/record/check.ts'
import { choosePage } from './pages/record/choose.ts'
import { formPage } from './pages/record/form.ts'
import { recordForm } from './pages/record/record.ts'
import { requestsPage } from './pages/requests/page.ts'
import { columnsForm, columnsPage, filePage, returnFileForm, sendForm, sendPage, wrongRowsFile } from './pages/return-file/page.ts'
import { returnOfSchoolPage, returnsOfSchoolsPage } from './pages/returns/page.ts'
import { schoolPage } from './pages/school/page.ts'
import { askWhoLookedForm, askWhoLookedPage, filteredLooksPage, whoLookedPage } from './pages/seen/page.ts'
import { checkSeveralPage, severalForm, severalFromList, severalPage } from './pages/several/page.ts'
import { siblingsForm, siblingsPage } from './pages/siblings/page.ts'
import { supportPage } from './pages/support/page.ts'
import { newChildForm, putOffForm, reopenForm, ringForm, takeForm, thisChildForm, turnDownForm } from './pages/triage/forms.ts'
import { notificationPage, triagePage } from './pages/triage/page.ts'
import { whyPage } from './pages/why/page.ts'
import { check, download, form, page, type Route } from './route.ts'
import { quickForm, quickPage, quickReceiptPage } from './tell-us/quick.ts'

/*
 * Every page and form of people who are signed in: path, who may, what the audit log calls it, what is done, how it is shown. Signing in has routes of its own,
 * in sign-in/.
 */

const several = '/steps/several/:type'
const fact = '/children/:child/record/:type'
const created = '/find/:search/create'
const notified = '/find/:search/notify/:child'
const detail = '/children/:child/details/:kind/:item'
const notes = '/children/:child/notes'
const deletion = '/children/:child/deletion-return'
const returnsFile = '/deletion-returns/file'
const sentFile = `${returnsFile}/:file`
const notification = '/triage/:notification'
const casework = '/children/:child/casework'
const siblings = '/children/:child/siblings'
const entry = `${casework}/:kind`
const order = '/children/:child/order'
const stored = '/children/:child/facts/:fact'
const particulars = `${stored}/particulars`

export const routes: readonly Route[] = [
  page('/steps', 'see-own-steps', 'saw-next-steps', seeNextSteps, nextStepsPage),
  page(several, 'record-facts', 'opened-form-for-several', openForSeveral, severalPage),
  check(`${several}/form`, 'record-facts', 'opened-form-for-several', openForSeveral, severalFromList, '/steps'),
  check(`${several}/change`, 'record-facts', 'opened-form-for-several', openForSeveral, severalPage, several),
  check(`${several}/check`, 'record-facts', 'checked-fact-for-several', checkForSeveral, checkSeveralPage, several),
  form(several, 'record-facts', 'recorded-fact-for-several', recordForSeveral, severalForm, several),
  page('/allocate', 'allocate', 'opened-allocation', openAllocation, allocatePage),
  check('/allocate/form', 'allocate', 'opened-allocation', openAllocation, allocateFromList, '/steps'),
  check('/allocate/change', 'allocate', 'opened-allocation', openAllocation, allocatePage, '/allocate'),
  check('/allocate/take', 'allocate', 'checked-allocation', checkAllocation, takePage, '/steps'),
  check('/allocate/check', 'allocate', 'checked-allocation', checkAllocation, checkAllocatePage, '/allocate'),
  form('/allocate', 'allocate', 'allocated', allocateChosen, allocateForm, '/allocate'),
  page('/allocate/everything', 'allocate', 'opened-takeover', openTakeover, everythingPage),
  check('/allocate/everything/check', 'allocate', 'checked-takeover', checkTakeover, checkEverythingPage, '/allocate/everything'),
  form('/allocate/everything', 'allocate', 'took-over', takeOver, everythingForm, '/allocate/everything'),
  page('/children/:child', 'see-children', 'saw-child', viewChild, childPage),
  page('/children/:child/support', 'see-children', 'saw-support', viewChild, supportPage),
  page('/requests', 'see-requests', 'saw-requests', seeRequests, requestsPage),
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
  page(particulars, 'record-facts', 'opened-form', openParticulars, particularsPage),
  form(`${particulars}/:type`, 'record-facts', 'kept-particulars', keepParticulars, particularsForm, particulars),
  page(casework, 'see-children', 'saw-casework', seeCasework, caseworkPage),
  form(casework, 'record-facts', 'recorded-attempt', recordFact, attemptForm, casework),
  page(siblings, 'change-details', 'opened-form', openSiblings, siblingsPage),
  form(siblings, 'change-details', 'linked-siblings', saySiblings, siblingsForm, siblings),
  page('/candidates', 'see-candidates', 'saw-candidates', seeCandidates, candidatesPage),
  page(entry, 'record-facts', 'opened-form', openEntry, entryPage),
  form(entry, 'record-facts', 'kept-entry', keepEntry, entryForm, entry),
  page(order, 'see-children', 'saw-order', viewChild, orderPage),
  page(`${order}/letters/:stage`, 'record-facts', 'drafted-letter', openDraft, draftPage),
  form(`${order}/letters/:stage`, 'record-facts', 'kept-letter', keepLetter, letterForm, `${order}/letters/:stage`),
  page(`${order}/letter/:letter`, 'record-facts', 'saw-letter', seeLetter, letterPage),
  page('/children/:child/school', 'see-children', 'saw-school-of-child', viewChild, schoolPage),
  page('/home-education', 'answer-home-education', 'saw-home-education', seeHomeEducation, homeEducationPage),
  page('/home-education/:child', 'answer-home-education', 'opened-form', openAnswer, answerPage),
  form(
    '/home-education/:child',
    'answer-home-education',
    'answered-home-education',
    answerHomeEducation,
    answerForm,
    '/home-education/:child',
  ),
  page('/tell-us/quick', 'notify', 'opened-notifying', openTelling, quickPage),
  form('/tell-us/quick', 'notify', 'notified', notify, quickForm, '/tell-us/quick'),
  page('/tell-us/quick/:notification', 'notify', 'saw-receipt', seeReceipt, quickReceiptPage),
  page('/deletion-returns', 'return-deletion', 'saw-deletion-returns', seeReturns, returnsPage),
  page(returnsFile, 'return-deletion', 'opened-return-file', openReturnFile, sendPage),
  form(returnsFile, 'return-deletion', 'sent-return-file', sendReturnFile, sendForm, returnsFile),
  page(`${sentFile}/columns`, 'return-deletion', 'opened-columns-of-return-file', openColumns, columnsPage),
  form(`${sentFile}/columns`, 'return-deletion', 'chose-columns-of-return-file', chooseColumns, columnsForm, `${sentFile}/columns`),
  page(sentFile, 'return-deletion', 'saw-return-file', seeReturnFile, filePage),
  form(sentFile, 'return-deletion', 'returned-deletions-of-file', returnFile, returnFileForm, sentFile),
  download(`${sentFile}/wrong`, 'return-deletion', 'took-wrong-rows-of-return-file', takeWrongRows, wrongRowsFile),
  page('/deletion-returns/:return', 'return-deletion', 'saw-deletion-return', seeReturn, returnedPage),
  page(deletion, 'return-deletion', 'opened-deletion-return', openReturn, returnPage),
  form(deletion, 'return-deletion', 'returned-deletion', makeReturn, returnForm, deletion),
  page('/returns', 'see-deletion-returns', 'saw-returns-of-schools', seeReturnsOfSchools, returnsOfSchoolsPage),
  page('/returns/:return', 'see-deletion-returns', 'saw-return-of-school', seeReturnOfSchool, returnOfSchoolPage),
  page('/triage', 'see-triage', 'saw-triage', seeTriage, triagePage),
  page(notification, 'see-triage', 'saw-notification', openNotification, notificationPage),
  form(`${notification}/rung`, 'see-triage', 'recorded-who-was-rung', recordRing, ringForm, notification),
  form(`${notification}/take`, 'triage', 'took-notification', take, takeForm, notification),
  form(`${notification}/this-child`, 'triage', 'confirmed-child-of-notification', confirmChild, thisChildForm, notification),
  form(`${notification}/new-child`, 'triage', 'made-child-of-notification', makeChild, newChildForm, notification),
  form(`${notification}/turn-down`, 'triage', 'turned-down-notification', turnDown, turnDownForm, notification),
  form(`${notification}/put-off`, 'triage', 'put-off-notification', putOff, putOffForm, notification),
  form(`${notification}/reopen`, 'triage', 'reopened-notification', reopen, reopenForm, notification),
  page('/guidance', 'see-how-kept', 'saw-how-guidance-is-kept', seeHowKept, keptPage),
  page('/guidance/:clause/:state', 'see-how-kept', 'saw-children-of-clause', seeKeptChildren, keptChildrenPage),
  page('/seen', 'see-access-log', 'opened-access-log', openAccessLog, askWhoLookedPage),
  form('/seen', 'see-access-log', 'asked-who-saw-child', findInAccessLog, askWhoLookedForm, '/seen'),
  page('/seen/:child', 'see-access-log', 'saw-who-saw-child', seeWhoLooked, whoLookedPage),
  check('/seen/:child/filter', 'see-access-log', 'saw-who-saw-child', seeWhoLooked, filteredLooksPage, '/seen/:child'),
  page('/find', 'see-children', 'opened-search', openFind, findPage),
  form('/find', 'see-children', 'searched-for-child', searchForChild, findForm, '/find'),
  page('/find/:search', 'see-children', 'saw-search', seeFound, foundPage),
  page(created, 'create-children', 'opened-form', openCreate, createPage),
  form(created, 'create-children', 'created-child', createChild, createForm, created),
  page(notified, 'match-children', 'opened-form', openNotify, notifyPage),
  form(notified, 'match-children', 'notified-of-child', notifyOfChild, notifyForm, notified),
  page('/children/:child/details', 'see-children', 'saw-details', seePeople, peoplePage),
  page('/children/:child/details/history', 'see-children', 'saw-history-of-details', seePeople, historyPage),
  page(detail, 'change-details', 'opened-form', openDetail, detailPage),
  form(detail, 'change-details', 'changed-detail', changeDetail, detailForm, detail),
  page(notes, 'see-children', 'saw-notes', seeNotes, notesPage),
  form(notes, 'record-facts', 'added-note', addCaseNote, noteForm, notes),
  page(`${notes}/:note/take-back`, 'record-facts', 'opened-form', openTakeBack, takeBackPage),
  form(`${notes}/:note/take-back`, 'record-facts', 'took-note-back', takeBackNote, takeBackForm, `${notes}/:note/take-back`),
]
