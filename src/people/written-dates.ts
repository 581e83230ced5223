import { isCivilDate } from '../calendar/civil-date.ts'

/*
 * Days as a column of a file has them, all in one form.
 */

export const dateFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'DD/MM/YYYY'] as const
export type DateFormat = (typeof dateFormats)[number]

const forms: Readonly<Record<DateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ][\d:.]+Z?)?$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?: [\d:.]+)?$/,
}

/** A day as it was written. */
export interface WrittenDate {
  /** `YYYY-MM-DD`, whether there is such a day or not: digits can be compared. Nothing where the text is of another form. */
  readonly date: string | undefined
  /** There is such a day. */
  readonly exists: boolean
}

export function readWrittenDate(text: string, format: DateFormat): WrittenDate {
  const { y, m = '', d = '' } = forms[format].exec(text)?.groups ?? {}
  const date = y === undefined ? undefined : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return { date, exists: isCivilDate(date) }
}
