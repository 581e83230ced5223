import type {
  EntryAsked,
  EntryKept,
  EntryOpened,
  FormAsked,
  NewEntryOfChild,
  NewParticulars,
  ParticularsAsked,
  ParticularsOpened,
} from '../../../actions/keep-casework.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { type EntryKind, entryKinds, entryRow, type RequestAnswer } from '../../../casefile/casework-table.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { answersOf, entryWordsOf, particularsWordsOf } from '../../../words/casework-words.ts'
import { recordedInWords } from '../../../words/fact-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { capital } from '../../../words/guidance-words.ts'
import { pathOfChild, pathOfEntry, pathOfParticulars, pathWhereKept } from '../../paths.ts'
import { type Form, one, type Page, type Sent } from '../../route.ts'
import { wayBackOf } from '../../way-back.ts'
import { identityOf } from '../child/page.ts'
import { valuesOf, valuesOfMembers } from '../correct/values.ts'
import { entryFields, type FormField, linkedToFields, particularsFieldsOf } from '../record/fields.ts'
import { factTypeOf, readEntry, readParticulars } from '../record/read-form.ts'

/*
 * The forms for what no clause reads: it settles nothing, so that it is saved at once.
 */

const entryKindOf = (text: string): EntryKind | undefined => entryKinds.find((kind) => kind === text && !entryRow(kind).isMadeElsewhere)

function readAsked({ params, query, body }: Sent): EntryAsked | undefined {
  const kind = entryKindOf(params['kind'] ?? '')
  const of = one(body, 'of') || one(query, 'of')
  return kind && { child: params['child'] ?? '', kind, ...(of !== '' && { of }) }
}

/** The form for one kind of entry. */
export const entryPage: Page<FormAsked, EntryOpened> = {
  read: (sent) => {
    const input = readAsked(sent)
    return input && { input: { ...input, isFilledIn: Object.keys(sent.body).length > 0 } }
  },
  template: 'pages/casework/entry.njk',
  view: (given, { today, sent, typed, faults }) => {
    const { kind, schools, head, answered, answers, colleagues } = given
    const { title, button } = entryWordsOf(kind)
    const values = typed ?? sent.query
    const from = wayBackOf(values)
    const fields = entryFields(kind, { agencies: [], schools, colleagues, today, values, isTyped: typed !== undefined, faults })
    return {
      ...identityOf(given, today),
      ...{ title, button, from },
      says: answered && `${capital(recordedInWords(answered))}, ${inWords(dayOf(answered.on))}`,
      action: pathOfEntry(head, kind),
      of: readAsked(sent)?.of,
      cancel: from ?? pathWhereKept(head, kind),
      fields: kind === 'request-answer' ? fields.flatMap((field) => answerField(field, answers)) : fields,
      faults: linkedToFields(faults),
    }
  },
}

/** Of the form that answers a request what is for this person to say. */
function answerField(field: FormField, answers: readonly RequestAnswer[]): readonly FormField[] {
  if (field.name === 'more.worker' && !answers.includes('allocated')) return []
  if (field.name !== 'more.answer') return [field]
  return [{ ...field, choices: (field.choices ?? []).filter(({ value }) => answers.some((answer) => answer === value)) }]
}

/** Keeps the entry and goes back to where it stands, or to where its form was opened from. */
export const entryForm: Form<NewEntryOfChild, EntryKept> = {
  read: (sent) => {
    const asked = readAsked(sent)
    if (!asked) return undefined
    const read = readEntry(asked.kind, sent.body)
    return 'faults' in read ? read : { input: { ...asked, ...read } }
  },
  next: ({ child, kind }, { body }) => wayBackOf(body) ?? pathWhereKept(child, kind),
}

const particularsAsked = ({ params }: Sent): ParticularsAsked => ({ child: params['child'] ?? '', fact: params['fact'] ?? '' })

/** The form for what is kept beside a fact. */
export const particularsPage: Page<ParticularsAsked, ParticularsOpened> = {
  read: (sent) => ({ input: particularsAsked(sent) }),
  template: 'pages/casework/entry.njk',
  showsBoth: true,
  view: (given, { today, sent, typed, faults, isCollision }) => {
    const { fact, content, last, schools, head } = given
    const from = wayBackOf(typed ?? sent.query)
    const values = typed ?? valuesOfMembers('more', particularsWordsOf(fact.type), content)
    return {
      ...identityOf(given, today),
      from,
      title: `Particulars: ${formWordsOf(fact.type).title}`,
      says: `${capital(recordedInWords(fact))}, ${inWords(dayOf(fact.on))}`,
      button: 'Save the particulars',
      action: `${pathOfParticulars(head, fact.id)}/${fact.type}`,
      cancel: from ?? pathOfChild(head),
      fields: particularsFieldsOf({
        type: fact.type,
        detail: fact.detail ?? {},
        agencies: [],
        schools,
        today,
        values,
        isTyped: true,
        faults,
      }),
      theirs: isCollision ? answersOf(fact.type, content, new Map(schools.map(({ id, name }) => [id, name]))) : undefined,
      // What is asked for depends on what the fact says; and what is put right, on what was known.
      carried: [...Object.entries(valuesOf(fact)).filter(([name]) => name.startsWith('detail.')), ['last', last]],
      faults: linkedToFields(faults),
    }
  },
}

export const particularsForm: Form<NewParticulars, { readonly child: string; readonly type: FactType }> = {
  // Of which type the fact is, the address says too: without, what was filled in could not be read.
  read: (sent) => {
    const type = factTypeOf(sent.params['type'] ?? '')
    if (!type) return undefined
    const read = readParticulars(type, sent.body)
    return 'faults' in read ? read : { input: { ...particularsAsked(sent), type, content: read.particulars, last: one(sent.body, 'last') } }
  },
  next: ({ child, type }, { body }) => wayBackOf(body) ?? pathWhereKept(child, type),
}
