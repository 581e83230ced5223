/** A step of the schema, forward only: what is done stays done, and is changed by a later step. */
export type Migration = Statements | Indexes

/** Statements, done whole or not at all. */
interface Statements {
  /** What it brings, as the file is called. */
  readonly name: string
  readonly statements: string
}

/** Indexes made while everybody goes on working: on a table that has grown, this is how. One that was broken off is made anew. */
interface Indexes {
  readonly name: string
  readonly indexes: Readonly<Record<string, Index>>
}

export interface Index {
  /** Table and columns: `facts (type, on_day)`. */
  readonly on: string
  readonly isUnique?: boolean
  /** Which rows alone are in it; all unless given. */
  readonly where?: string
}
