import { randomUUID } from 'node:crypto'
import { type Ground as ActionGround, perform } from '../../src/actions/action.ts'
import { type NewFact, recordFact } from '../../src/actions/record-fact.ts'
import { civilDate } from '../../src/calendar/civil-date.ts'
import { readChildren } from '../../src/database/cases.ts'
import { type Database, openDatabase, statement } from '../../src/database/pool.ts'
import { dutiesOn } from '../../src/database/projection.ts'
import { readRules } from '../../src/database/rules.ts'
import { beginSession, newCookie } from '../../src/database/sessions.ts'
import { assess } from '../../src/guidance/assess.ts'
import { type Ground, today } from './ground.ts'
import { type Did, type Turn, takeTurn } from './timing.ts'

/*
 * Facts recorded as a form records them: somebody's session, may they see the child, the child held, the fact, what the guidance makes of it, the key of the
 * form, the audit entry, committed. Beside it, on the same connections, a transaction that inserts one row of the same columns and does nothing else.
 */

export interface Recorded {
  /** How many recorded at once. */
  readonly clients: number
  readonly ours: readonly Turn[]
  readonly bare: readonly Turn[]
}

/** A child of a school over a line, and the cookie of the school's attendance lead. */
interface Pupil {
  readonly child: string
  readonly cookie: string
}

const facts: readonly NewFact['fact'][] = (
  [
    { type: 'attendance-review', detail: { improved: false }, note: 'Looked at with the class teacher; no better than three weeks ago.' },
    { type: 'school-step', detail: { step: 'support-team' } },
    { type: 'contextual-information', detail: { supportsAbsence: false }, note: 'A letter from the surgery does not cover these days.' },
    { type: 'engagement-attempt', detail: { method: 'phone', outcome: 'no-reply' } },
    { type: 'unmet-needs', detail: { identified: false } },
    { type: 'advice-sought', detail: { from: 'advice-line' }, note: 'Rang the advice line; they agree with the plan as it stands.' },
  ] as const
).map((fact) => ({ ...fact, on: civilDate(today) }))

const bareInsert = statement<object>(
  'bench_bare_insert',
  `insert into bench_bare (child_id, id, type, on_day, by, detail, note, recorded_by, recorded_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)

export interface RecordingOptions {
  readonly clients: readonly number[]
  readonly rounds: number
  readonly seconds: number
}

export async function measureRecording(ground: Ground, { clients, rounds, seconds }: RecordingOptions): Promise<readonly Recorded[]> {
  await ground.ask(`create table bench_bare (like facts including all)`)
  await ground.ask(`grant insert on bench_bare to onroll_app`)
  const largest = Math.max(...clients)
  // As many connections as clients: how long somebody waits for a connection is not asked here.
  const database = openDatabase(ground.addresses.app, { size: largest })
  try {
    const pupils = await pupilsOf(ground, database)
    const acknowledged: { readonly child: string; readonly fact: string }[] = []
    let next = 0
    const take = (): Pupil => pupils[next++ % pupils.length] as Pupil
    const actionGround: ActionGround = { database, today: () => today }
    const ours = async (): Promise<Did> => {
      acknowledged.push(await recordOne(actionGround, take(), facts[next % facts.length] as NewFact['fact']))
      return 'done'
    }
    const bare = async (): Promise<Did> => {
      const { child } = take()
      const { type, on, detail, note } = facts[next % facts.length] as NewFact['fact'] & { note?: string }
      const values = [child, randomUUID(), type, on, 'school', JSON.stringify(detail), note ?? null, 'p-somebody', 'a-somebody']
      await database.inTransaction(({ ask }) => ask(bareInsert, ...values))
      return 'done'
    }
    const processes = { database: ground.pid, worker: process.pid }
    const turn = (what: () => Promise<Did>, lanes: number, length = seconds) =>
      takeTurn(Array<typeof what>(lanes).fill(what), length, processes)
    // Connections are made, statements prepared and code compiled before anything counts.
    for (const what of [ours, bare]) await turn(what, largest, seconds / 2)

    const recorded: Recorded[] = []
    for (const lanes of clients) {
      const [turnsOfOurs, turnsOfBare]: [Turn[], Turn[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        turnsOfOurs.push(await turn(ours, lanes))
        turnsOfBare.push(await turn(bare, lanes))
      }
      recorded.push({ clients: lanes, ours: turnsOfOurs, bare: turnsOfBare })
    }
    await refuseWrongFacts(ground, acknowledged)
    await refuseWrongDuties(database, [...new Set(acknowledged.map(({ child }) => child))].slice(0, 300))
    return recorded
  } finally {
    await database.close()
  }
}

async function recordOne(ground: ActionGround, { child, cookie }: Pupil, fact: NewFact['fact']): Promise<{ child: string; fact: string }> {
  const performed = await perform(ground, {
    session: cookie,
    permission: 'record-facts',
    event: 'recorded-fact',
    action: recordFact,
    input: { child, fact },
    requestId: randomUUID(),
    once: { key: randomUUID(), hash: 'the same for all' },
  })
  if (performed.outcome !== 'done') throw new Error(`a fact was not recorded: ${performed.outcome} ${JSON.stringify(performed)}`)
  return performed.given
}

/** Children whose school owes a duty, no two of a school one after the other; the lead of each school has a session. */
async function pupilsOf(ground: Ground, database: Database): Promise<readonly Pupil[]> {
  const rows = await ground.ask<{ child: string; agency: string; user: string }>(
    `select child_id as child, r.agency_id as agency, min(r.user_id) as user from duties d join user_roles r on r.agency_id = any(d.owner_agencies)
    where d.owner = 'school' and d.outcome is null and cardinality(d.owner_agencies) = 1 and r.role = 'attendance-lead' and r.until_at is null
    group by child_id, r.agency_id
    order by row_number() over (partition by r.agency_id order by child_id), r.agency_id limit 6000`,
  )
  const cookies = new Map(rows.map(({ agency }) => [agency, newCookie()]))
  await database.inTransaction(async (transaction) => {
    for (const [agency, cookie] of cookies) {
      const user = rows.find((row) => row.agency === agency)?.user ?? ''
      await beginSession(transaction, cookie, user, { agency, role: 'attendance-lead' }, {})
    }
  })
  return rows.map(({ child, agency }) => ({ child, cookie: cookies.get(agency) ?? '' }))
}

// ---- Whether the answers are right --------------------------------------------------------------------------------------------------------

/** Everything acknowledged is stored once, audited once, and nothing else was. */
async function refuseWrongFacts(ground: Ground, acknowledged: readonly { readonly fact: string }[]): Promise<void> {
  const ids = acknowledged.map(({ fact }) => fact)
  const [counted] = await ground.ask<{ stored: number; kept: number; audited: number }>(
    `select (select count(*)::integer from facts where id = any($1)) as stored,
      (select count(*)::integer from idempotency_keys) as kept,
      (select count(*)::integer from audit where action = 'recorded-fact' and outcome = 'done') as audited`,
    ids,
  )
  const { stored, kept, audited } = counted ?? { stored: 0, kept: 0, audited: 0 }
  if (new Set([new Set(ids).size, ids.length, stored, kept, audited]).size > 1) {
    throw new Error(`${ids.length} facts were acknowledged, ${stored} are stored, ${kept} have their key, ${audited} are in the audit log`)
  }
}

/** What is stored of duties is what the guidance says of the facts as they now stand. */
const refuseWrongDuties = (database: Database, ids: readonly string[]): Promise<void> =>
  database.inTransaction(async (transaction) => {
    const rules = await readRules(transaction)
    if (!rules) throw new Error('there is no calendar')
    for (const child of await readChildren(transaction, ids)) {
      if (!child.caseFile) throw new Error(`${child.head} has no date of birth`)
      const { duties } = assess(child.caseFile, rules.calendar, rules.settings, today)
      const [stored, wanted] = [dutiesOn(child, today), duties].map((some) => JSON.stringify(some.map(inShort).sort()))
      if (stored !== wanted) throw new Error(`the duties of ${child.head} are not what the guidance says`)
    }
  })

const inShort = ({ clause, pathway, service, startedOn, state, dueOn, because, dischargedBy }: ReturnType<typeof dutiesOn>[number]) =>
  [clause, pathway, service, startedOn, state, dueOn, because.join(), dischargedBy].join(' ')
