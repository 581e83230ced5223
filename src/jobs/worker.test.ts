import assert from 'node:assert/strict'
import { afterEach, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { putAlert, putPerson } from '../../test/database/alerts.ts'
import { record, store, storeCalendar } from '../../test/database/children.ts'
import { emptyDatabase } from '../../test/database/cluster.ts'
import { ownDatabase } from '../../test/database/own.ts'
import { amina, fact } from '../../test/kit.ts'
import type { JobsGround } from '../actions/do-jobs.ts'
import type { Letter, Post } from '../actions/send-alerts.ts'
import { civilDate, day } from '../calendar/civil-date.ts'
import { writeAudit } from '../database/audit.ts'
import { startWorker, type Worker } from './worker.ts'

const recordedOn = day('2025-09-08')

describe('a worker', () => {
  const own = ownDatabase()
  let today = recordedOn
  const problems: unknown[] = []
  const workers: Worker[] = []
  before(async () => {
    const app = own.open('app')
    await storeCalendar(app)
    await store(app, amina)
    await record(app, amina.id, [fact('2025-09-08', 'off-roll')], recordedOn)
    await app.inTransaction((transaction) =>
      writeAudit(transaction, { who: 'clare', action: 'view-child', outcome: 'done', children: ['amina'] }),
    )
    const [row] = await own.ask<{ day: string }>('select next_change_on::text as day from child_assessments')
    today = day(row?.day as string)
  })
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  })

  const start = async (more: Pick<JobsGround, 'alerts'> = {}) => {
    const worker = await startWorker({
      ...more,
      address: own.addresses.worker,
      today: () => today,
      onProblem: (job, error) => problems.push([job, error]),
    })
    workers.push(worker)
    return worker
  }
  const untilTrue = async (question: string) => {
    for (const until = Date.now() + 30_000; Date.now() < until; await pause(50)) {
      const [row] = await own.ask<{ is: boolean }>(`select (${question}) as is`)
      if (row?.is) return
    }
    assert.fail(`it did not come to be: ${question}; problems: ${problems.map(String).join(', ')}`)
  }

  it('does as it starts what came due while none was there: the sweep, and sealing', async () => {
    await start()
    await untilTrue(`select assessed_on = '2025-09-08'::date + ${today - recordedOn} from child_assessments where child_id = 'amina'`)
    await untilTrue('select count(*) > 0 from audit_batches')
    assert.deepEqual(problems, [])
  })

  it('sends what alerts are due, as it starts and then each minute', async () => {
    await own.ask(`insert into agencies (id, kind, recorded_by) values ('cme', 'cme-officer', 'test')`)
    await putPerson(own, 'halloran', 'cme-officer', 'cme')
    await putAlert(own, 'halloran', civilDate(today))
    const letters: Letter[] = []
    const post: Post = {
      async send(letter) {
        letters.push(letter)
        return { outcome: 'sent' }
      },
    }
    await start({ alerts: { post, hour: () => 7 } })
    await untilTrue(`select state = 'sent' from outbox`)
    assert.deepEqual(
      letters.map(({ to, kind }) => [to, kind]),
      [['halloran@county.example', 'steps']],
    )
    assert.deepEqual(problems, [])
  })

  it('loses its database, says so, and comes back by itself', async () => {
    await start()
    await pause(300)
    await own.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'onroll_worker' and pid <> pg_backend_pid()`,
    )
    await own.ask(`insert into audit (who, action) values ('clare', 'seen-after-the-loss')`)
    await own.ask(`update pgboss.job set start_after = now() where name = 'seal-audit' and state = 'created'`)
    await untilTrue(`select exists (select from audit a, audit_batches b where a.action = 'seen-after-the-loss' and a.id <@ b.ids)`)
  })

  it('stops after what is in hand, and leaves no connection', async () => {
    const worker = await start()
    await worker.stop()
    workers.splice(0)
    await untilTrue(`select not exists (select from pg_stat_activity where datname = current_database() and usename = 'onroll_worker')`)
  })

  it('stopped in the middle of a sweep, ends it after the children in hand, and the next one goes on', async () => {
    await own.ask(`insert into children (id, recorded_by) select 'c' || n, 'a-test' from generate_series(1, 8000) n`)
    await own.ask(`insert into child_assessments (child_id, next_change_on) select 'c' || n, '2025-09-01' from generate_series(1, 8000) n`)
    const due = 'select count(*) from child_assessments where next_change_on is not null and assessed_on is null'
    problems.splice(0)
    const worker = await start()
    await untilTrue(`(${due}) < 8000`)
    await worker.stop()
    workers.splice(0)
    const [left] = await own.ask<{ count: number }>(`select (${due})::int as count`)
    assert.ok(left && left.count > 0 && left.count % 200 === 0, String(left?.count))
    assert.deepEqual(problems, [])
    await start()
    await untilTrue(`(${due}) = 0`)
    assert.deepEqual(problems, [])
  })

  it('is refused where the database is not migrated', async () => {
    const empty = await emptyDatabase()
    await assert.rejects(startWorker({ address: empty.addresses.worker, today: () => today, onProblem: () => {} }), {
      name: 'DatabaseProblem',
      message: /Run onroll migrate/,
    })
    await empty.drop()
  })

  it('is refused where there is no database', async () => {
    await assert.rejects(
      startWorker({ address: own.addresses.worker.replace(/\/test_\d+\?/, '/nowhere?'), today: () => today, onProblem: () => {} }),
    )
  })
})
