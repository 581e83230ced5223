import * as definition from './1-children-missing-education/1.1-definition.ts'
import * as checks from './1-children-missing-education/1.2-checks-and-notifications.ts'
import * as support from './1-children-missing-education/1.3-request-for-support.ts'
import * as panel from './1-children-missing-education/1.4-cme-panel.ts'
import * as followUp from './1-children-missing-education/1.5-panel-follow-up.ts'
import * as consent from './1-children-missing-education/1.6-consent.ts'
import * as attendance from './2-pupils-missing-education/2.1-attendance-concerns.ts'
import * as pupilConsent from './2-pupils-missing-education/2.2-consent.ts'
import * as exclusion from './3-exclusion/3.1-exclusion-concerns.ts'
import type { Register } from './clause.ts'
import * as local from './local-additions.ts'
import { endsEverything, pathways } from './pathways.ts'
import { warnings } from './warnings.ts'

/** The guidance, clause by clause, in its own order. The way in. */
export const lancashireGuidance: Register = {
  name: 'Multi-agency interventions for Lancashire children missing education, missing school or excluded',
  pathways,
  clauses: [
    definition.missingEducation, // 1.1
    checks.notify, // 1.2a
    checks.register, // 1.2b
    checks.checkHomeEducation, // 1.2c
    checks.raiseConcern, // 1.2d
    support.engagingWithAdmissions, // 1.3a
    support.referToPartners, // 1.3b
    panel.considerNomination, // 1.4a
    panel.nominateForBarriers, // 1.4b
    panel.discussAtPanel, // 1.4c
    panel.talkToAllocatedWorker, // 1.4d
    panel.agreePlan, // 1.4e
    panel.referSafeguarding, // 1.4f
    followUp.requestSupport, // 1.5a
    followUp.seekConsent, // 1.5b
    followUp.visitToSeekConsent, // 1.5c
    followUp.completeEha, // 1.5d
    consent.discussWithHub, // 1.6a
    consent.considerEscalation, // 1.6b
    consent.considerStrategyDiscussion, // 1.6c
    consent.initiateOrder, // 1.6d
    consent.referForAssessment, // 1.6e
    consent.considerStrategyDiscussionForAssessment, // 1.6f
    consent.discussAtCaseClinic, // 1.6g
    attendance.takeSchoolSteps, // 2.1a
    attendance.persistentlyAbsent, // 2.1b
    attendance.seekAdvice, // 2.1c
    attendance.completeSchoolEha, // 2.1d
    attendance.requestIntensiveSupport, // 2.1e
    pupilConsent.considerStrategyDiscussionForPupil, // 2.2a
    pupilConsent.requestStrategyDiscussion, // 2.2b
    exclusion.considerEha, // 3.1a
    exclusion.seekFamilySupportAdvice, // 3.1b
    exclusion.holdTaf, // 3.1c
    exclusion.considerIntensiveSupport, // 3.1d
    exclusion.requestAfterExclusion, // 3.1e
    exclusion.assessBeforeRequest, // 3.1f
    local.reviewCase, // L1
    local.judgeUnmetNeeds, // L2
    local.carryOutEscalation, // L3
    local.decideSupport, // L4
  ],
  endsEverything,
  warnings,
}

/** The clauses that a recorded reason why not settles. */
export const shouldClauses: ReadonlySet<string> = new Set(
  lancashireGuidance.clauses.flatMap((clause) => (clause.kind === 'duty' && clause.force === 'should' ? [clause.id] : [])),
)
