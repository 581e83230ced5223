import type { TypedAnswers } from '../../actions/tell-us.ts'
import type { Fault } from '../../casefile/fault.ts'
import { dayParts } from '../day-fields.ts'
import type { Question } from './questions.ts'

/** The fields of a question as its page shows them: with what was typed, and what is wrong with it. */
export const fieldsShown = ({ fields }: Question, answers: TypedAnswers, faults: readonly Fault[]) =>
  fields.map((field) => {
    const { name } = field
    const error = faults.find(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}.`))?.message
    const common = { ...field, id: name, error, value: answers[name] ?? '' }
    switch (field.kind) {
      case 'radios':
        return {
          ...common,
          choices: field.choices.map((choice, place) => ({
            ...{ value: choice.value, label: choice.label, hint: choice.hint },
            id: place === 0 ? name : `${name}-${choice.value}`,
            isChosen: answers[name] === choice.value,
          })),
        }
      case 'date':
        return { ...common, parts: dayParts(name, answers) }
      default:
        return common
    }
  })
