import type { ChosenChildren, FormForSeveral } from '../../../actions/record-for-several.ts'
import { type CheckedForSeveral, type FactForSeveral, MOST_AT_ONCE, type RecordedForSeveral } from '../../../actions/record-for-several.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { answersOf } from '../../../words/casework-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { pathOfSeveral, withQuery } from '../../paths.ts'
import { all, type Fields, type Form, hidden, one, type Page, type Sent } from '../../route.ts'
import { waysOf } from '../../step-actions.ts'
import { backOf } from '../../way-back.ts'
import { fullName, nameAndAge } from '../child/who.ts'
import { changesBetween } from '../record/changes.ts'
import { factShown } from '../record/check.ts'
import { linkedToFields, recordingFields } from '../record/fields.ts'
import { factTypeOf, neededIn, readForm } from '../record/read-form.ts'
import { childrenOf, chosenIn, faultsOfChosen } from './chosen.ts'
import { wayOf, wayText } from './way.ts'

/*
 * One fact for several children that are chosen in a list: the form of one child's, once; what it changes of each; and back to the list.
 */

/** Those of the kind whose button was pressed; the ticks of other kinds stand in the same list. */
function childrenChosen(sent: Sent): readonly string[] {
  const way = one(sent.body, 'way')
  const chosen = chosenIn(sent)
  return childrenOf(way === '' ? chosen : chosen.filter(({ step }) => !step || wayText(step) === way))
}

/** Reads who is chosen in a list; what is wrong with that is told there. */
const readFromList = (sent: Sent): ReturnType<Page<ChosenChildren, never>['read']> => {
  const read = readChosen(sent)
  const faults = read ? faultsOfChosen(read.input.children.map((child) => ({ child, step: undefined }))) : []
  return faults.length > 0 ? { faults } : read
}

/** Those chosen, and those whose tick was taken away on the form: it is theirs to be set again. */
function readChosen(sent: Sent): { readonly input: ChosenChildren } | undefined {
  const type = factTypeOf(sent.params['type'] ?? '')
  const children = [...new Set([...childrenChosen(sent), ...all(sent.body, 'among')])]
  return type && { input: { type, children: children.slice(0, MOST_AT_ONCE) } }
}

/** The form for one type of fact, for those that are chosen. */
export const severalPage: Page<ChosenChildren, FormForSeveral> = {
  read: readChosen,
  template: 'pages/several/form.njk',
  view: ({ type, children, schools }, { actor, today, sent, typed, faults }) => {
    // What comes from a list is which are chosen; nothing is typed yet.
    const isFromList = typed === undefined || one(typed, 'way') !== ''
    const values = isFromList ? presetOf(actor, type, typed ?? sent.query) : typed
    const agencies = agenciesToRecordFor(actor.role, type)
    const chosen = childrenOf(chosenIn(sent))
    return {
      title: formWordsOf(type).title,
      check: `${pathOfSeveral(type)}/check`,
      error: faults.find(({ pointer }) => pointer === '/step')?.message,
      ...backOf(typed ?? sent.query),
      needs: neededIn(values).join(' '),
      children: children
        .map((details) => ({
          id: details.head,
          name: nameAndAge(details, today),
          isChosen: isFromList || chosen.includes(details.head),
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      fields: recordingFields({ type, agencies, schools, today, values, isTyped: !isFromList, faults }),
      faults: linkedToFields(faults),
    }
  },
}

export const severalFromList: Page<ChosenChildren, FormForSeveral> = { ...severalPage, read: readFromList }

/** What the form is filled with beforehand, as for one child: what kind of act settles such a step. */
function presetOf(actor: Actor, type: FactType, fields: Fields): Fields {
  const kind = wayOf(one(fields, 'way'))
  const way = kind && waysOf(actor, kind).find((one) => one.type === type)
  if (!way) return {}
  const preset = Object.fromEntries(Object.entries(way.preset ?? {}).map(([name, value]) => [name, String(value)]))
  return { ...preset, ...(way.needs && { needs: way.needs.join(' ') }) }
}

/** Reads the fact of the form, and for whom. */
function readFact(sent: Sent): ReturnType<Page<FactForSeveral, never>['read']> {
  const type = factTypeOf(sent.params['type'] ?? '')
  if (!type) return undefined
  const chosen = chosenIn(sent)
  const wrong = faultsOfChosen(chosen)
  const read = readForm(type, sent.body)
  if ('faults' in read) return { faults: [...wrong, ...read.faults] }
  return wrong.length > 0 ? { faults: wrong } : { input: { children: childrenOf(chosen), ...read } }
}

/** What is about to be recorded, for whom it changes what, and for whom it cannot be recorded. */
export const checkSeveralPage: Page<FactForSeveral, CheckedForSeveral> = {
  read: readFact,
  template: 'pages/several/check.njk',
  view: ({ fact, particulars = {}, schools, changed, refused, rules }, { actor, today, sent }) => {
    const each = changed.map(({ details, before, after, isMoreWithdrawn }) => ({
      name: fullName(details),
      isMoreWithdrawn,
      changes: changesBetween(before, after, rules, today),
    }))
    return {
      ...factShown(fact, { actor, today }, schools),
      particulars: answersOf(fact.type, particulars, schools),
      button: formWordsOf(fact.type).button,
      number: changed.length,
      // Whoever has the same to come of it is named together.
      kinds: [...Map.groupBy(each, toldAlike).values()]
        .toSorted((a, b) => b.length - a.length)
        .flatMap((some) => {
          const [first] = some
          return first ? [{ ...first, names: some.map(({ name }) => name) }] : []
        }),
      refused: refused.map(({ details, why }) => ({ name: fullName(details), why })),
      save: pathOfSeveral(fact.type),
      change: `${pathOfSeveral(fact.type)}/change`,
      back: backOf(sent.body).back,
      sent: hidden(sent.body),
    }
  },
}

/** What is told of a child: two of whom the same is told stand together, whatever else stays as it is. */
function toldAlike({ changes: { settles, starts, comes, ends, statuses, warnings }, isMoreWithdrawn }: Told): string {
  const settled = settles.map(({ title, owner, isLate }) => [title, owner, isLate])
  const to = [starts, comes].map((rows) => rows.map(({ title, owner, due }) => [title, owner, due]))
  return JSON.stringify([settled, to, ends.map(({ title, owner }) => [title, owner]), statuses, warnings, isMoreWithdrawn])
}

interface Told {
  readonly changes: ReturnType<typeof changesBetween>
  readonly isMoreWithdrawn: boolean
}

/** Records it and goes back to the list, where what changed is said. */
export const severalForm: Form<FactForSeveral, RecordedForSeveral> = {
  read: readFact,
  next: (_, { body }) => withQuery(backOf(body).back, { done: one(body, 'key') }),
}
