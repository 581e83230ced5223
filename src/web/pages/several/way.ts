import type { Service } from '../../../casefile/fact-table.ts'

/** Of which kind those are that one fact is recorded for: what decides how it is filled in beforehand. */
export interface Kind {
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
}

export const wayText = ({ clause, pathway, service }: Kind): string => [clause, pathway, service ?? ''].join('~')

export function wayOf(text: string): Kind | undefined {
  const [clause, pathway, service] = text.split('~')
  if (clause === undefined || pathway === undefined || service === undefined) return undefined
  return { clause, pathway, service: service === 'cfw' || service === 'csc' ? service : null }
}
