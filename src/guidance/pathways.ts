import { becomesPersistentlyAbsent, comesBelowLine } from './attendance.ts'
import { isOnRoll, putsOnRoll, registeredAtSchool } from './child.ts'
import { type ChildSoFar, type EpisodeSoFar, on, type PathwayRule, type Pattern } from './clause.ts'
import { isRepeatSuspension, standingExclusion } from './exclusions.ts'

const missingEducation: PathwayRule = {
  pathway: 'cme',
  title: 'Missing education',
  opens: [on('off-roll'), on('cme-notification')],
  ends: [on('on-roll'), on('cme-closed')],
  withinCompulsoryAge: true,
  waiting: offRollBeforeAge,
}

/** The first fact that took the child off roll, or told of it, since the child was last on a roll or the case closed for a lasting reason. */
function offRollBeforeAge(child: ChildSoFar) {
  const settled = child.lastOf(
    (fact) => fact.type === 'on-roll' || (fact.type === 'cme-closed' && fact.detail.reason !== 'not-compulsory-age'),
  )
  return child.firstOf((fact) => (fact.type === 'off-roll' || fact.type === 'cme-notification') && fact.place > (settled?.place ?? -1))
}

const pupilsMissingEducation: PathwayRule = {
  pathway: 'pme',
  title: 'Missing school',
  opens: [
    on('attendance-concern', (_, child: ChildSoFar) => isOnRoll(child)),
    on(
      'attendance-summary',
      (figure, child: ChildSoFar) => isOnRoll(child) && (becomesPersistentlyAbsent(figure, child) || comesBelowLine(figure, child)),
    ),
  ],
  ends: [on('attendance-concern-closed'), on('off-roll')],
  withinCompulsoryAge: true,
}

const exclusion: PathwayRule = {
  pathway: 'exclusion',
  title: 'Suspended or excluded',
  opens: [on('permanent-exclusion'), on('suspension', (suspension, child: ChildSoFar) => isRepeatSuspension(suspension, child))],
  ends: [
    on('exclusion-closed'),
    ...registeredAtSchool.map(
      ({ type }): Pattern => ({ type, when: (fact, episode) => putsOnRoll(fact) && standingExclusion(episode) !== undefined }),
    ),
    on(
      'permanent-exclusion-withdrawn',
      (_, episode: EpisodeSoFar) => !episode.any('suspension', (suspension) => isRepeatSuspension(suspension, episode.child)),
    ),
  ],
}

export const pathways: readonly PathwayRule[] = [missingEducation, pupilsMissingEducation, exclusion]

/** A child who died or left the area is on no pathway. */
export const endsEverything: readonly Pattern<[ChildSoFar]>[] = [
  on('cme-closed', ({ detail }) => detail.reason === 'died' || detail.reason === 'left-area'),
]
