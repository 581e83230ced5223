import { listed } from '../calendar/words.ts'
import type { SettingName, SettingValues } from '../guidance/clause.ts'
import { settingDefinitions, settingNames } from '../guidance/settings.ts'
import { capital, settingInWords, standingOf } from '../words/guidance-words.ts'
import { readArguments } from './arguments.ts'
import { changeOptions, misplaced } from './changing.ts'
import { askedWrongly, type Command, lines, refuse, type Screen } from './command.ts'
import { readSettings, settingsOption } from './county.ts'
import { CHANGE, HISTORY, settingsInDatabase } from './county-rules.ts'
import { indented, wrap } from './layout.ts'

const ofFiles = { settings: settingsOption, json: { words: 'print them as JSON' } } as const
const ofDatabase = { from: { takes: 'DAY', words: 'with change: the day from which they hold' }, ...changeOptions } as const
const options = { ...ofFiles, ...ofDatabase } as const

export const settingsCommand: Command = {
  name: 'settings',
  summary: 'the numbers and choices of the guidance',
  forms: ['settings', 'settings change FILE --from DAY --why TEXT', 'settings history'],
  words: [
    'Prints every setting with its value and unit, the clauses that use it and why it is there. Those that the guidance gives are marked: to change one is to depart from the guidance. A file for --settings holds those that a county changes: {"registerWithin": 3, "suspensionWindow": "school-year"}.',
    'change puts the settings of such a file on record in the database, from a day on, and has every child assessed anew; broken off, onroll sweep goes on with it. seenAfterEnd, in months, is a setting there too: how long a child can still be seen after what it was seen for has ended. history lists every change, with when it was made, by whom and why.',
  ],
  options,
  examples: [
    'settings',
    'settings --settings settings.json',
    'settings change settings.json --from 2027-01-01 --why "decided by the board in November"',
  ],
  run: async (args, screen) => {
    const read = readArguments(args, options)
    if ('wrong' in read) return askedWrongly('settings', read.wrong, screen)
    const { options: given, words } = read.given
    const inDatabase = words[0] === CHANGE || words[0] === HISTORY
    const extra = misplaced(given, Object.keys(inDatabase ? ofDatabase : ofFiles), inDatabase ? `settings ${words[0]}` : 'settings alone')
    if (inDatabase || (extra && words.length === 0)) {
      return extra ? askedWrongly('settings', extra, screen) : settingsInDatabase(words, given, screen)
    }
    if (words.length > 0) return askedWrongly('settings', `It takes no words, and was given ${listed(words)}.`, screen)
    const settings = await readSettings(given.settings)
    if ('faults' in settings) return refuse(settings.faults, screen)
    const { values } = settings.value
    if (given.json) screen.out.write(`${JSON.stringify(asJson(values), null, 2)}\n`)
    else screen.out.write(lines(...settingNames.flatMap((name, i) => [...(i === 0 ? [] : ['']), ...inFull(name, values, screen)])))
    return 0
  },
}

function inFull(name: SettingName, values: SettingValues, { width, style }: Screen): string[] {
  const definition = settingDefinitions[name]
  const value = `${settingInWords(name, values)}, ${standingOf(name, values)} (${definition.clauses.join(', ')})`
  const [first = '', ...others] = wrap(`${name}: ${value}`, width)
  return [
    style.strong(first.slice(0, name.length)) + first.slice(name.length),
    ...others,
    ...indented(capital(definition.why), width, 2),
    ...('choices' in definition ? indented(`One of ${definition.choices.join(', ')}`, width, 2) : []),
  ]
}

const asJson = (values: SettingValues) =>
  Object.fromEntries(
    settingNames.map((name) => {
      const definition = settingDefinitions[name]
      const { unit, clauses, why } = definition
      return [
        name,
        {
          value: values[name],
          unit,
          default: definition.default,
          ...('choices' in definition && { choices: definition.choices }),
          fromGuidance: 'fromGuidance' in definition,
          clauses,
          why,
        },
      ]
    }),
  )
