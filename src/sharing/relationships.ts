/*
 * Why somebody may see a child. Pages say it in these words: "Denise Redfernley may see this child because her agency has the child on its roll."
 */

interface Row {
  /** What follows "because it". */
  readonly words: string
  /** It comes from an episode, a request or a duty, and lasts some months beyond its end (the setting `seenAfterEnd`). */
  readonly outlastsItsEnd: boolean
}

export const relationships = {
  'on-roll': { words: 'has the child on its roll', outlastsItsEnd: false },
  'owes-next-step': { words: 'owes a next step for the child, or owed one', outlastsItsEnd: true },
  'has-the-child': { words: 'has been given the child, or a next step for it, to work on', outlastsItsEnd: true },
  'was-asked': { words: 'was asked for support, advice or protection for the child', outlastsItsEnd: true },
  'open-to': { words: 'works with the child, who is open to it', outlastsItsEnd: true },
  'on-panel': { words: 'has the child on its panel', outlastsItsEnd: true },
  'home-education': { words: 'looks after home education, which the child is said to have', outlastsItsEnd: true },
  'school-place': { words: 'sees to a school place for the child', outlastsItsEnd: true },
  'missing-education': { words: 'looks after children missing education, of whom this is one', outlastsItsEnd: true },
  'sibling-of-one': { words: 'works with a brother or sister, and put that on record', outlastsItsEnd: true },
  'without-date-of-birth': { words: 'has to find out the child’s date of birth', outlastsItsEnd: false },
  oversees: { words: 'oversees the work with children on a pathway, of whom this is one', outlastsItsEnd: true },
  'named-in-seal': { words: 'is named among those for whom alone the child’s record exists', outlastsItsEnd: false },
} as const satisfies Record<string, Row>

export type Relationship = keyof typeof relationships
