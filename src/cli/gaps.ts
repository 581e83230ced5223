import { readFile } from 'node:fs/promises'
import { openCalendar } from '../calendar/calendar.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { guidanceOf } from '../guidance/assess.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { withoutClauses } from '../guidance/search/counter-example.ts'
import { findGaps, gapBound } from '../guidance/search/gaps.ts'
import { gapsInWords, gapsPage, whatStandsIn } from '../guidance/search/gaps-in-words.ts'
import { type SettingValues, settingsForAllDays } from '../guidance/settings.ts'
import { recordedInWords } from '../words/fact-words.ts'
import { indented } from './layout.ts'

/** Where the guidance itself, without the review that the county adds, leaves a child without a next step: a page in Markdown. */
export function gapsOf(values: SettingValues): string {
  const register = withoutClauses(lancashireGuidance, ['L1'])
  const searched = { register, guidance: guidanceOf(register), calendar: openCalendar(lancashire), settings: settingsForAllDays(values) }
  return gapsPage(gapsInWords(findGaps(searched), lancashireGuidance, recordedInWords), whatStandsIn(lancashireGuidance, values), gapBound)
}

/** The same for the settings that hold unless a county says otherwise: found before, and kept, since a search takes some ten seconds. */
export const keptGaps = (): Promise<string> => readFile(new URL('../../docs/gaps.md', import.meta.url), 'utf8')

export { recordedInWords }

/** A line of the page in lines of a width, its marker kept clear. */
export function wrapped(line: string, width: number): string[] {
  const [marker = ''] = /^ *(?:- |\d+\. )?/.exec(line) ?? []
  const spaces = marker.length - marker.trimStart().length
  return indented(line.trimStart(), width, spaces, marker.length)
}
