import assert from 'node:assert/strict'
import type { Answer, Visitor } from './visitor.ts'

/*
 * Somebody who records reviews of a child's case and does not give up: what was not acknowledged is sent again, with the same key.
 */

export interface Recorded {
  /** The key, which stands in the note too, so that the facts tell it. */
  readonly key: string
  /** Where the page led: with the id of the fact. */
  readonly location: string
  readonly child: string
}

/** Sends one review until it is acknowledged. Throws at any answer but "done" and "not just now". */
export async function recordReview(visitor: Visitor, child: string, onTry: () => Promise<void> | void = () => {}): Promise<Recorded> {
  const key = crypto.randomUUID()
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    await onTry()
    const answer = await sendReview(visitor, child, key)
    if (answer?.status === 303) return { key, location: answer.location ?? '', child }
    if (answer) assert.equal(answer.status, 503, answer.text)
  }
  throw new Error(`a review was not recorded within ${PATIENCE / 1000} seconds`)
}

const PATIENCE = 120_000

/** Nothing where nobody answered. */
export async function sendReview(visitor: Visitor, child: string, key: string, on = '2026-11-20'): Promise<Answer | undefined> {
  const [year = '', month = '', day = ''] = on.split('-')
  try {
    return await visitor.post(`/children/${child}/record/case-review`, {
      key,
      note: key,
      'on.day': day,
      'on.month': month,
      'on.year': year,
    })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Asks until the answer is the one that is waited for; a minute at most. */
export async function until<Value>(ask: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  const end = Date.now() + 60_000
  for (;;) {
    const value = await ask()
    if (isIt(value)) return value
    if (Date.now() > end) throw new Error(`it did not come about within a minute; the last was ${JSON.stringify(value)}`)
  }
}

type Ask = (question: string, ...values: unknown[]) => Promise<{ readonly note: string; readonly count: string }[]>

/** Everything that was acknowledged is stored, once, and was audited, once; and nothing else. Whatever is stored was asked for. */
export async function nothingLostNorDoubled(ask: Ask, recorded: readonly Recorded[]): Promise<void> {
  const stored = await ask(
    `select note, count(*)::text as count from facts where type = 'case-review' and length(note) = 36 group by note order by note`,
  )
  assert.deepEqual(
    stored.map(({ note, count }) => [note, count]),
    recorded.map(({ key }) => [key, '1']).sort(),
  )
  const [audited] = await ask(`select count(*)::text as count, '' as note from audit where action = 'recorded-fact' and outcome = 'done'`)
  assert.equal(audited?.count, String(recorded.length))
  const facts = await ask(`select id as note, child_id as count from facts where type = 'case-review' and length(note) = 36`)
  assert.deepEqual(
    new Set(recorded.map(({ location }) => location)),
    new Set(facts.map(({ note, count }) => `/children/${count}?recorded=${note}`)),
  )
}
