import { statement, type Transaction } from './pool.ts'

const answerOf = statement<{ answer: unknown }>('answer_of', 'select answer from idempotency_keys where user_id = $1 and key = $2')

/** What came of a form that a user sent, by the key that it carried; nothing where there is none, or it is long ago. */
export const readAnswer = async ({ ask }: Transaction, user: string, key: string): Promise<unknown> =>
  (await ask(answerOf, user, key))[0]?.answer
