import { civilDate } from '../src/calendar/civil-date.ts'
import { openCalendar } from '../src/calendar/calendar.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import { guidanceOf } from '../src/guidance/engine/engine.ts'
import { lancashireGuidance } from '../src/guidance/register.ts'
import { findCounterExample, withoutClauses } from '../src/guidance/search/counter-example.ts'
import { findGaps } from '../src/guidance/search/gaps.ts'
import { settingsForAllDays } from '../src/guidance/settings.ts'
const register = withoutClauses(lancashireGuidance, ['L1'])
const t = performance.now()
const searched = { register, guidance: guidanceOf(register), calendar: openCalendar(lancashire), settings: settingsForAllDays() }
const gaps = findGaps(searched)
const d = performance.now() - t
for (const g of gaps) console.log(g.pathway, g.clause, g.how, g.by, g.steps.length, '|', g.steps.map(s => civilDate(s.on).slice(5) + ' ' + (s.fact ? s.fact.type + JSON.stringify(Object.values(s.fact.detail ?? {})) : 'wait')).join(' > '), g.comesBack ? JSON.stringify(g.comesBack) : '')
console.log(gaps.length, Math.round(d))
