import type { Fact } from '../casefile/standing.ts'
import { type EpisodeSoFar, on } from './clause.ts'

/*
 * Consent to help for the family: to an Early Help Assessment or to support. Consent to a social-care assessment is another matter.
 */

export const isForHelp = (consent: Fact<'consent'>): boolean => consent.detail.for !== 'assessment'

export const isGiven = (consent: Fact<'consent'>): boolean => isForHelp(consent) && consent.detail.decision === 'given'

export const isRefused = (consent: Fact<'consent'>): boolean => isForHelp(consent) && consent.detail.decision === 'refused'

const isRefusedOrWithdrawn = (consent: Fact<'consent'>): boolean =>
  isForHelp(consent) && (consent.detail.decision === 'refused' || consent.detail.decision === 'withdrawn')

export const isUnanswered = (consent: Fact<'consent'>): boolean => isForHelp(consent) && consent.detail.decision === 'no-response'

/**
 * Silence after a visit, which counts as refusal: no response, read after a visit to seek consent that was itself read after the last
 * consent given and the last request for support.
 */
export const isSilenceAfterVisit = (consent: Fact<'consent'>, episode: EpisodeSoFar): boolean =>
  isUnanswered(consent) &&
  episode.child.before(consent, () => {
    const visit = episode.last('consent-visit')
    const since = Math.max(episode.last('consent', isGiven)?.place ?? -1, episode.last('support-request')?.place ?? -1)
    return visit !== undefined && visit.place > since
  })

/** Refused, withdrawn, or silence after a visit. */
export const withholds = (consent: Fact<'consent'>, episode: EpisodeSoFar): boolean =>
  isRefusedOrWithdrawn(consent) || isSilenceAfterVisit(consent, episode)

/** Consent is withheld since this fact: the first that withholds it since it was last given in the episode. */
export function withheldSince(episode: EpisodeSoFar): Fact<'consent'> | undefined {
  const given = episode.last('consent', isGiven)?.place ?? -1
  return episode.first('consent', (consent) => consent.place > given && withholds(consent, episode))
}

/** The last answer to a request for consent to an Early Help Assessment, silence apart. */
export const lastEhaConsent = (episode: EpisodeSoFar): Fact<'consent'> | undefined =>
  episode.last('consent', ({ detail }) => detail.for === 'eha' && detail.decision !== 'no-response')

/** Consent to an Early Help Assessment is refused, or withdrawn: what ends the duty to complete one. */
export const ehaIsRefused = on(
  'consent',
  ({ detail }) => detail.for === 'eha' && (detail.decision === 'refused' || detail.decision === 'withdrawn'),
)
