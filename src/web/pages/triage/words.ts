import type { Rung } from '../../../actions/record-ring.ts'
import type { TurningDown } from '../../../actions/triage-decide.ts'
import type { Candidate, ComparedField } from '../../../actions/triage-see.ts'
import { type CivilDate, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { ToldOfChild } from '../../../people/told.ts'

/* What triage says of notifications. */

export const reasons: Readonly<Record<TurningDown, { readonly label: string; readonly hint: string }>> = {
  duplicate: { label: 'We have been told before', hint: 'Say with which reference, or of which child' },
  'not-compulsory-age': { label: 'The child is not of compulsory school age', hint: 'Say what the age rests on' },
  'on-roll': { label: 'The child is on a school’s roll', hint: 'Say which school, and who there said so' },
  'home-educated': { label: 'The child is known to be home educated, and there is no concern', hint: 'Say when the register was checked' },
  'not-our-area': { label: 'The child is not in our area', hint: 'Say which council you told, whom and when' },
  'no-child': { label: 'No child can be made out from it', hint: 'Say what you tried, and whether whoever told can be asked' },
}

const fieldNames: Readonly<Record<ComparedField['field'], string>> = {
  givenNames: 'First names',
  familyName: 'Family name',
  dateOfBirth: 'Date of birth',
  sex: 'Sex',
  address: 'Address',
  postcode: 'Postcode',
  upn: 'UPN',
  nhsNumber: 'NHS number',
}

const agreements: Readonly<Record<ComparedField['agreement'], string>> = {
  agree: 'Agrees',
  close: 'Close',
  differ: 'Differs',
  missing: 'Not known of both',
}

/** What is on record of a candidate beside what was told, as rows. */
export const comparedRows = (fields: Candidate['fields']) =>
  fields
    .filter(({ told, onRecord }) => told !== null || onRecord !== null)
    .map(({ field, told, onRecord, agreement, reason }) => ({
      name: fieldNames[field],
      told: field === 'dateOfBirth' ? dayOrText(told) : told,
      onRecord: field === 'dateOfBirth' ? dayOrText(onRecord) : onRecord,
      agreement,
      says: agreements[agreement],
      reason: agreement === 'missing' ? undefined : reason,
    }))

const dayOrText = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) ? inWords(dayOf(text as CivilDate)) : text

/** The name of a candidate, as it is on record. */
export const candidateName = (fields: Candidate['fields']): string =>
  (['givenNames', 'familyName'] as const).map((name) => fields.find(({ field }) => field === name)?.onRecord ?? '').join(' ')

/** What the rules make of a candidate; a person decides. */
export const bands: Readonly<Record<Candidate['band'], string>> = {
  match: 'Very likely the child',
  potential: 'May be the child',
  none: 'Hardly the child',
}

/** Who was rung. */
export const rungWords: Readonly<Record<Rung, string>> = { '999': '999', hub: 'the support hub', other: 'somebody else' }

/** What whoever told is, as they chose it. */
export const tellers: Readonly<Record<string, string>> = {
  public: 'a member of the public',
  family: 'a parent or other family of the child',
  'young-person': 'the child, or another young person',
  health: 'a health service',
  police: 'the police',
  'social-care': 'Children’s Social Care',
  'early-help': 'early help or family support',
  organisation: 'another organisation',
  school: 'a school',
  csc: 'Children’s Social Care',
  cfw: 'CFW',
  'cssh-mash': 'the support hub',
  'ehe-team': 'the home-education team',
  'pupil-access': 'Pupil Access',
  'cme-officer': 'a CME officer',
}

/** `Amina Holt, about 9`; of a child whose name was not told, that. */
export function nameTold({ givenNames, familyName, age }: ToldOfChild, years: number | undefined): string {
  const name = [givenNames, familyName].filter((one) => one !== undefined).join(' ') || 'A child whose name is not known'
  return years !== undefined ? `${name}, ${years}` : age === undefined ? name : `${name}, about ${age}`
}
