import { sameDayLastYear, schoolYearStart } from '../calendar/civil-date.ts'
import type { Fact } from '../casefile/standing.ts'
import type { ChildSoFar, EpisodeSoFar, SettingValues } from './clause.ts'

/** The second suspension in the window that the setting names, or a later one. */
export function isRepeatSuspension(suspension: Fact<'suspension'>, child: ChildSoFar): boolean {
  const settings = child.allSettings.on(suspension.day)
  const from = windowStart(suspension, settings)
  const suspensions = child.all('suspension', ({ day, place }) => day >= from && place <= suspension.place)
  return suspensions.length >= settings.repeatSuspensions
}

function windowStart({ day }: Fact, { suspensionWindow }: SettingValues): number {
  switch (suspensionWindow) {
    case 'ever':
      return Number.NEGATIVE_INFINITY
    case 'school-year':
      return schoolYearStart(day)
    case 'rolling-12-months':
      return sameDayLastYear(day) + 1
  }
}

/** The last permanent exclusion of the episode; a withdrawal withdraws all before it. What is recorded after its end is of another. */
export function standingExclusion(episode: EpisodeSoFar): Fact<'permanent-exclusion'> | undefined {
  const ofEpisode = ({ day }: Fact) => episode.endedOn === null || day <= episode.endedOn
  const withdrawn = episode.last('permanent-exclusion-withdrawn', ofEpisode)?.place ?? -1
  return episode.last('permanent-exclusion', (exclusion) => ofEpisode(exclusion) && exclusion.place > withdrawn)
}
