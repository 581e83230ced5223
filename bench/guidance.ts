import { availableParallelism } from 'node:os'
import packageFile from '../package.json' with { type: 'json' }
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { agreementOn } from './agreement.ts'
import { secondsOfEvaluate } from './command-line.ts'
import { type Contender, type Measured, measure, median, timesAsFast } from './measure.ts'
import { mix } from './mix.ts'
import { answer, answerAhead, nextChange } from './ours.ts'
import { conditionsByLogic, conditionsByRules, prepared } from './peers.ts'
import { inThousands, say, table, times } from './print.ts'
import { rows } from './rules.ts'

/*
 * `npm run bench`: how many children a second, beside other engines on the same children. `npm run bench -- --quick` shows that it
 * runs. It ends with 1 where the engines do not agree, since then they were not asked for the same; how fast they were decides nothing.
 */

const isQuick = process.argv.includes('--quick')
const CHILDREN = isQuick ? 200 : 10_000
const ROUNDS = isQuick ? 1 : 11
const EVALUATIONS = isQuick ? 1 : 5

const { 'json-logic-engine': logicVersion, 'json-rules-engine': rulesVersion } = packageFile.devDependencies

/** A contender that answers children one after another, at once. */
const each = (name: string, ask: (caseFile: CaseFile) => number): Contender => ({
  name,
  answer: (cases) => {
    let sum = 0
    for (const caseFile of cases) sum += ask(caseFile)
    return sum
  },
})

const contenders: readonly Contender[] = [
  each('Onroll, the whole answer', (caseFile) => answer(caseFile).duties.length),
  each('Onroll, nextChangeOn', (caseFile) => nextChange(caseFile) ?? 0),
  each('Onroll, both in one walk', (caseFile) => answerAhead(caseFile).today.duties.length),
  { ...each(`json-logic-engine ${logicVersion}, compiled`, (caseFile) => conditionsByLogic(caseFile).length), isPeer: true },
  each('  preparing the facts for it alone', (caseFile) => prepared(caseFile).child.asked),
  {
    name: `json-rules-engine ${rulesVersion}`,
    oneIn: 20,
    isPeer: true,
    answer: async (cases) => {
      let sum = 0
      for (const caseFile of cases) sum += (await conditionsByRules(caseFile)).length
      return sum
    },
  },
]

const cases = mix(CHILDREN)

say(`Node ${process.versions.node}, ${availableParallelism()} cores`)
say(
  `${inThousands(CHILDREN)} children; a child has ${mean(cases, ({ facts }) => facts.length)} facts, ` +
    `and ${mean(cases, (caseFile) => answer(caseFile).duties.length)} duties in the answer`,
)

say(
  '',
  `Rows that all answer (${rows.length}): is something owed on the day asked? On how many children each engine says what Onroll says:`,
  '',
)
const agreements = await agreementOn(cases)
table(
  ['row', 'owed', 'json-logic-engine', 'json-rules-engine'],
  agreements.map(({ row, owed, logic, rules }) => [row, ...[owed, logic, rules].map(inThousands)]),
)

say('', `Children a second, median of ${ROUNDS} rounds (slowest to fastest); by time of the processor unless said:`, '')
const measured = await measure(contenders, cases, ROUNDS)
const [ours] = measured as [Measured, ...Measured[]]
table(
  ['what', 'children/s', 'slowest', 'fastest', 'by the clock', 'Onroll is'],
  measured.map((one) => {
    const speeds = one.turns.map(({ perCpuSecond }) => perCpuSecond)
    const byTheClock = median(one.turns.map(({ perSecond }) => perSecond))
    const figures = [median(speeds), Math.min(...speeds), Math.max(...speeds), byTheClock].map(inThousands)
    return [one.name, ...figures, one.isPeer ? `${times(timesAsFast(ours, one))} as fast` : '']
  }),
)

const seconds = await secondsOfEvaluate(cases, EVALUATIONS)
const [fastest, slowest] = [Math.min(...seconds), Math.max(...seconds)]
say(
  '',
  `onroll evaluate --json, ${inThousands(CHILDREN)} lines, from start to end: ${median(seconds).toFixed(2)} s ` +
    `(${fastest.toFixed(2)} to ${slowest.toFixed(2)})`,
)

if (agreements.some(({ logic, rules }) => logic < CHILDREN || rules < CHILDREN)) {
  say('', 'The engines do not agree, so the figures compare nothing.')
  process.exitCode = 1
}

function mean(cases: readonly CaseFile[], count: (caseFile: CaseFile) => number): string {
  return (cases.reduce((sum, caseFile) => sum + count(caseFile), 0) / cases.length).toFixed(1)
}
