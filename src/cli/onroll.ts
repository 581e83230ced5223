import packageFile from '../../package.json' with { type: 'json' }
import { nearest } from '../casefile/fault.ts'
import { agencyCommand, directoryCommand } from './agencies.ts'
import { auditCommand } from './audit.ts'
import { calendarCommand } from './calendar.ts'
import { childCommand } from './children.ts'
import { type Command, type ExitCode, helpOf, lines, type Screen } from './command.ts'
import { databaseCommand, migrateCommand, projectionCommand } from './database.ts'
import { evaluateCommand } from './evaluate.ts'
import { fillCommand } from './fill.ts'
import { guidanceCommand } from './guidance.ts'
import { table, wrap } from './layout.ts'
import { matchCommand } from './match.ts'
import { outboxCommand } from './outbox.ts'
import { userCommand } from './people.ts'
import { settingsCommand } from './settings.ts'
import { sweepCommand } from './sweep.ts'

const commands: readonly Command[] = [
  evaluateCommand,
  guidanceCommand,
  settingsCommand,
  calendarCommand,
  matchCommand,
  migrateCommand,
  databaseCommand,
  projectionCommand,
  sweepCommand,
  auditCommand,
  fillCommand,
  agencyCommand,
  directoryCommand,
  userCommand,
  childCommand,
  outboxCommand,
]

/** Does what the arguments of `onroll` ask for. `services` are commands that run until they are told to end. */
export async function runOnroll([first, ...rest]: readonly string[], screen: Screen, services: readonly Command[] = []): Promise<ExitCode> {
  const all = [...services, ...commands]
  if (first === undefined || first === '--help' || first === '-h') return print(overview(all, screen), screen)
  if (first === '--version') return print(lines(`onroll ${packageFile.version}, on Node ${process.versions.node}`), screen)
  if (first === 'help') {
    const [name] = rest
    if (name === undefined) return print(overview(all, screen), screen)
    const command = commandNamed(all, name)
    return command ? print(helpOf(command, screen), screen) : unknown(all, name, screen)
  }
  const command = commandNamed(all, first)
  if (!command) return unknown(all, first, screen)
  return asksForHelp(rest) ? print(helpOf(command, screen), screen) : command.run(rest, screen)
}

const commandNamed = (all: readonly Command[], name: string): Command | undefined => all.find((command) => command.name === name)

/** `--help` anywhere before a `--`. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === '--help' || arg === '-h')
}

function print(text: string, { out }: Screen): ExitCode {
  out.write(text)
  return 0
}

function unknown(all: readonly Command[], name: string, { err }: Screen): ExitCode {
  const what = name.startsWith('-') ? 'option' : 'command'
  const meant = what === 'command' ? nearest(name, [...all.map((command) => command.name), 'help']) : undefined
  err.write(lines(`onroll: there is no ${what} ${name}${meant ? `; did you mean ${meant}?` : '.'}`, 'onroll --help says what there is.'))
  return 2
}

function overview(all: readonly Command[], { width, style }: Screen): string {
  return lines(
    ...wrap(
      `${style.strong('onroll')} says who owes what by when for a child who is missing education, missing school or excluded.`,
      width,
    ),
    '',
    ...table(
      [
        ...all.map(({ forms, summary }) => [`  onroll ${forms[0] ?? ''}`, summary]),
        ['  onroll help COMMAND', 'how a command is asked, and what it answers'],
        ['  onroll --version', 'which version this is'],
      ],
      width,
    ),
    '',
    ...wrap(
      'It ends with 0 when all is answered; with 2 when a file was refused or the command asked in the wrong way; with 1 when it failed.',
      width,
    ),
  )
}
