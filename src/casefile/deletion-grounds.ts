/*
 * The grounds on which a school takes a name off its admission register: regulation 9(1) of the School Attendance (Pupil Registration) (England) Regulations
 * 2024, in our words. The letters of the regulations before it, of 2006, mean other things: a return keeps which regulations its letter is of.
 */

/** The regulations whose letters these are, and the day from which they hold. */
export const deletionRegulations = { name: 'SI 2024/208', from: '2024-08-19' } as const

/** A ground, and what it asks of whoever returns it. */
export interface DeletionGround {
  readonly says: string
  /**
   * What becomes of the child: `next-school` where it depends on whether another school has a place for it from a day; `at-home` where the parents educate it;
   * `no-case` where no school has to be found, since the child stays at another, is not of compulsory school age, or has died.
   */
  readonly leavesTo: 'next-school' | 'at-home' | 'no-case'
  /** School and council have to have enquired together. */
  readonly needsEnquiries?: true
}

export const deletionGrounds = {
  a: { says: 'The child is registered at another school', leavesTo: 'next-school' },
  b: { says: 'A nursery child does not go on to the school after the nursery class', leavesTo: 'no-case' },
  c: { says: 'The child is registered at another school as well, and that school agrees', leavesTo: 'no-case' },
  d: { says: 'A school attendance order was changed, and names another school', leavesTo: 'next-school' },
  e: { says: 'A school attendance order was revoked', leavesTo: 'next-school' },
  f: { says: 'A parent wrote that the child will be educated otherwise than at school', leavesTo: 'at-home' },
  g: { says: 'The child no longer lives within reach of the school', leavesTo: 'next-school' },
  h: {
    says: 'The child did not come back within 10 school days after leave of absence ended',
    leavesTo: 'next-school',
    needsEnquiries: true,
  },
  i: {
    says: 'The child was absent for 20 school days without permission, and there is no reason to think that it will attend again',
    leavesTo: 'next-school',
    needsEnquiries: true,
  },
  j: { says: 'The child is detained under a sentence of a court', leavesTo: 'next-school' },
  k: { says: 'The child has died', leavesTo: 'no-case' },
  l: { says: 'The child will be over compulsory school age, and does not go on to the sixth form', leavesTo: 'no-case' },
  m: { says: 'Fees for a boarder are unpaid', leavesTo: 'next-school' },
  n: { says: 'The child is no longer a pupil of an independent or non-maintained special school', leavesTo: 'next-school' },
  o: { says: 'The child is permanently excluded, and the time for a review is over', leavesTo: 'next-school' },
} as const satisfies Record<string, DeletionGround>

export type GroundLetter = keyof typeof deletionGrounds
export const groundLetters = Object.keys(deletionGrounds) as readonly GroundLetter[]
