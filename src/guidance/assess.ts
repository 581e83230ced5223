import { inOrder } from './engine/answer.ts'
import { guidanceOf } from './engine/engine.ts'
import { lancashireGuidance } from './register.ts'

/** The guidance of Lancashire at work: what it says of a child on a day, and when that next changes. */
export const { assess, assessAhead, nextChangeOn } = guidanceOf(lancashireGuidance)

export { guidanceOf, inOrder }
