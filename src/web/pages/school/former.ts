import type { ChildViewed } from '../../../actions/view-child.ts'
import type { AssessedEpisode } from '../../../casefile/assessment.ts'
import type { Fact } from '../../../casefile/standing.ts'
import { endInWords, formerEpisode, spanInWords } from '../../../words/episode-words.ts'
import { pathOfChild } from '../../paths.ts'

/** What there was before a case that is open: `before this: ... to ..., ended by ...`, with where to read it. */
export function formerInWords(episode: AssessedEpisode, { head, assessment }: ChildViewed, facts: readonly Fact[]) {
  const former = formerEpisode(episode, assessment?.episodes ?? [])
  return (
    former && {
      says: `${spanInWords(former)}, ended by ${endInWords(former, facts)}`,
      path: `${pathOfChild(head)}?as-of=${former.endedOn}`,
    }
  )
}
