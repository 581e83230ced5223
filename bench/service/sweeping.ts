import { civilDate, type Day } from '../../src/calendar/civil-date.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { check } from '../../src/database/projection.ts'
import { readRules } from '../../src/database/rules.ts'
import { sweep } from '../../src/database/sweep.ts'
import { type Ground, today } from './ground.ts'
import { type Processes, type Turn, takeTurn } from './timing.ts'

/*
 * The daily sweep, as the worker does it: where nothing is due, on an ordinary next day, and where every child is due and every duty in the tables is another
 * than the guidance says, as after a change of the calendar. At the end every child is asked about anew: what the sweeps stored has to be the guidance's answer.
 */

export interface Swept {
  readonly what: string
  readonly children: number
  readonly turn: Turn
}

export async function measureSweeps(ground: Ground): Promise<readonly Swept[]> {
  const database = openDatabase(ground.addresses.worker)
  const processes: Processes = { database: ground.pid, worker: process.pid }
  const swept: Swept[] = []
  const measure = async (what: string, day: Day) => {
    let children = 0
    const turn = await takeTurn(
      [
        async () => {
          const done = await sweep(database, day)
          if (done.failed.length > 0) throw new Error(`${done.failed.length} children were not swept: ${done.failed[0]?.error}`)
          children = done.children
          return 'nothing'
        },
      ],
      1,
      processes,
    )
    swept.push({ what, children, turn })
  }
  const [next, inTenDays] = [today + 1, today + 10]
  try {
    await sweep(database, today)
    await measure('nothing due', today)
    await measure('an ordinary next day', next)
    await measure('after nine days of standstill', inTenDays)
    await ground.ask('update child_assessments set next_change_on = $1 where assessed_on is not null', civilDate(inTenDays))
    await measure('every child due, and nothing changed', inTenDays)
    await ground.ask('update child_assessments set next_change_on = $1 where assessed_on is not null', civilDate(inTenDays))
    await ground.ask('update duties set due_on = due_on + 1')
    await measure('every child due, and every duty changed', inTenDays)
    const rules = await database.inTransaction((transaction) => readRules(transaction))
    if (!rules) throw new Error('there is no calendar')
    const { different, unswept } = await check(database, rules, inTenDays)
    if (different.length + unswept > 0)
      throw new Error(`after the sweeps ${different.length} children are stored wrongly, ${unswept} not swept`)
    return swept
  } finally {
    await database.close()
  }
}
