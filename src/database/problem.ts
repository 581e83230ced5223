/** Something about the database that a person has to put right: a sentence that says what is wrong and what to do. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}
