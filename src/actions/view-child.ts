import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import type { AssessedDuty, Assessment } from '../casefile/assessment.ts'
import type { Entry } from '../casefile/casework-table.ts'
import { type Agency as AgencyKind, type CaseFile, type CaseRecord, isWithdrawal } from '../casefile/fact-table.ts'
import { inLondon, momentOf } from '../casefile/moment.ts'
import { recordedAt, standingFacts } from '../casefile/standing.ts'
import { readCasework, type StoredEntry } from '../database/casework.ts'
import { readReturnsOfFacts } from '../database/deletion-returns.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { type Names, readNames } from '../database/names.ts'
import type { Rules } from '../database/projection.ts'
import { type RecordedBy, readRecorders } from '../database/recorders.ts'
import { assess } from '../guidance/assess.ts'
import { shownContent } from '../sharing/casework.ts'
import { type Allocation, dutyKey, type Owners } from '../sharing/circumstances.ts'
import { type FieldClass, type ShownFact, shownRecord } from '../sharing/fields.ts'
import { allocatedOf, ownersOf } from '../sharing/owners.ts'
import { mayCorrect } from '../sharing/recording.ts'
import { type Actor, kindOfRole, may } from '../sharing/roles.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import type { Action, Context } from './action.ts'
import { childInSight, type InSight } from './child-in-sight.ts'

export type { ChildDetails, RecordedBy }

/** Another day than today, and another moment than now, of which a child can be asked about. */
export interface OtherDate {
  readonly asOf?: Day | undefined
  /** A moment of RFC 3339: what was recorded later is left out. */
  readonly knownAt?: string | undefined
}

/** A child as far as somebody may see it. */
export interface ChildSeen {
  readonly head: string
  readonly details: ChildDetails
  /** What is recorded of it, without what is not for this person; none for a child without a date of birth, as the assessment. */
  readonly caseFile: CaseFile | undefined
  readonly assessment: Assessment | undefined
  /** The answer of the guidance without the records that were made together with one that was asked for; where there is such a one. */
  readonly before: { readonly assessment: Assessment } | undefined
  readonly rules: Rules
}

/** A child with who has to do with it, on the day asked about. */
export interface ChildViewed extends ChildSeen {
  /** The day asked about. */
  readonly on: Day
  /** The moment, where one was asked about. */
  readonly knownAt: string | undefined
  /** What is recorded, without what is not for this person: of a child without a date of birth too. */
  readonly records: readonly CaseRecord[]
  /** Who put the records on record, by the records’ ids. */
  readonly recorders: ReadonlyMap<string, RecordedBy>
  /** The facts that this person may correct or withdraw. */
  readonly correctable: ReadonlySet<string>
  /** What of a record is left out, by the record’s id: members of its detail, and `note`. */
  readonly withheld: ReadonlyMap<string, readonly string[]>
  /** Whose a duty is, by `dutyKey`. */
  readonly owners: ReadonlyMap<string, NamedOwners>
  /** Who has the child. */
  readonly holders: readonly Holder[]
  /** The deletion returns that this person may open of which facts came, by the facts’ ids. */
  readonly returns: ReadonlyMap<string, ReturnOfFact>
  /** The names of schools in facts, by their ids. */
  readonly schools: ReadonlyMap<string, string>
  /** What is recorded besides, the newest first: particulars of facts, and entries of their own. */
  readonly casework: readonly EntryShown[]
  /** Those for whom alone the child exists, where it is sealed. */
  readonly sealedFor: readonly string[]
}

/** An entry with who recorded it; the agency is null where it would tell where the child is. */
export interface EntryShown extends Entry {
  readonly who: { readonly name: string; readonly agency: string | null }
}

/** A return, and whether it is one of the actor's own school. */
export interface ReturnOfFact {
  readonly id: string
  readonly isOwn: boolean
}

export interface NamedOwners {
  readonly isMine: boolean
  /** Empty where they are not for this person to know: where a school is named, so is a place. */
  readonly agencies: readonly string[]
  readonly user: string | null
}

export interface Holder {
  readonly kind: AgencyKind
  /** The day from which they have it. */
  readonly since: CivilDate
  readonly agency: string | null
  readonly user: string | null
}

export interface ChildAsked extends OtherDate {
  readonly child: string
  /** The id of a record that has just been made, to say what changed with it. */
  readonly recorded?: string
}

/** A child: who it is, what happened, what the guidance says of it, and who has to do with it. */
export const viewChild: Action<ChildAsked, ChildViewed> = async (context, { child: id, recorded, ...when }) => {
  const { seen, inSight, former } = await seeChild(context, id, when)
  const assessed = recorded === undefined ? undefined : assessedBefore(inSight, recorded, context)
  const before = assessed && { assessment: shownAssessment(assessed.assessment, former) }
  return {
    given: { ...seen, before, ...(await whoHasToDoWith(context, { seen, inSight, former }, when)) },
    children: inSight.child.records,
  }
}

function assessedBefore({ child: { caseFile }, rules }: InSight, id: string, { today }: Context): ChildSeen['before'] {
  const recorded = caseFile?.facts.find((record) => record.id === id)
  if (!caseFile || !recorded) return undefined
  const facts = caseFile.facts.filter(({ recordedAt }) => recordedAt !== recorded.recordedAt)
  return { assessment: assess({ ...caseFile, facts }, rules.calendar, rules.settings, today) }
}

/** A child for an action that goes on with it. */
export interface ChildToGoOnWith {
  readonly seen: ChildSeen
  /** All of it that is, or was, known, and not to be given. */
  readonly inSight: InSight
  /** Of somebody at a school that the child has left. */
  readonly former: FormerSchool | undefined
}

export async function seeChild(context: Context, id: string, { asOf, knownAt }: OtherDate = {}): Promise<ChildToGoOnWith> {
  const inSight = knownThen(await childInSight(context, id, knownAt), knownAt)
  const { head, caseFile } = inSight.child
  const details = (await readDetails(context.transaction, context.actor, [head], context.today)).get(head)
  if (!details) throw new TypeError('a child that may be seen has no details')
  const { rules } = inSight
  const assessment = caseFile && assess(caseFile, rules.calendar, rules.settings, asOf ?? context.today)
  const former = await asFormerSchool(context, inSight, details)
  const shown = caseFile && { ...caseFile, facts: caseFile.facts.filter((record) => isShown(record, former)) }
  return {
    ...{ inSight, former },
    seen: {
      ...{ head, details, rules, before: undefined },
      assessment: assessment && shownAssessment(assessment, former),
      caseFile: shown && shownCase(shown, details.classes),
    },
  }
}

// ---- A school that the child has left --------------------------------------------------------------------------------------------------

/** What a school knows of a child that was its pupil: what was so until then, and what it recorded itself. */
interface FormerSchool {
  /** The last day on its roll; null where none is known. */
  readonly until: CivilDate | null
  /** The ids of what it recorded. */
  readonly own: ReadonlySet<string>
}

/** Of somebody at a school that the child has left; nothing for everybody else. */
async function asFormerSchool(
  { transaction, actor }: Context,
  { child }: InSight,
  { classes }: Pick<ChildDetails, 'classes'>,
): Promise<FormerSchool | undefined> {
  if (kindOfRole[actor.role] !== 'school' || classes.includes('locating')) return undefined
  const rolls = rollsAsFactsTell(child.circumstances, standingFacts(child)).filter(({ agency }) => agency === actor.agency.id)
  const until = rolls.reduce<CivilDate | null>(
    (last, roll) => (roll.until !== null && (last === null || roll.until > last) ? roll.until : last),
    null,
  )
  const recorders = await readRecorders(transaction, child.records)
  return { until, own: new Set([...recorders].flatMap(([id, { agency }]) => (agency?.id === actor.agency.id ? [id] : []))) }
}

const isShown = (record: CaseRecord, former: FormerSchool | undefined): boolean =>
  !former || former.own.has(record.id) || (former.until !== null && record.on <= former.until && recordedOn(record) <= former.until)

/** The day on which something was put on record; where nobody said when, that on which it was. */
const recordedOn = ({ recordedAt, on }: CaseRecord): CivilDate => (recordedAt === undefined ? on : civilDate(inLondon(recordedAt).day))

/** What others owe and may do for the child since is not for a school that it has left. */
export const shownAssessment = (assessment: Assessment, former: FormerSchool | undefined): Assessment =>
  former
    ? {
        ...assessment,
        duties: assessment.duties.filter(({ owner }) => owner === 'school'),
        options: assessment.options.filter(({ agency }) => agency === 'school'),
        warnings: [],
      }
    : assessment

/** Without what was recorded later: so all that follows from it agrees. */
function knownThen(inSight: InSight, knownAt: string | undefined): InSight {
  if (knownAt === undefined) return inSight
  const { child } = inSight
  const moment = momentOf(knownAt)
  const facts = child.facts.filter((record) => recordedAt(record) <= moment)
  return { ...inSight, child: { ...child, facts, caseFile: child.caseFile && { ...child.caseFile, facts } } }
}

/** A case without what is not of these classes. */
const shownCase = ({ child, facts }: CaseFile, classes: readonly FieldClass[]): CaseFile => ({
  child,
  facts: facts.map((record) => shownRecord(record, classes).fact),
})

// ---- Who has to do with it -----------------------------------------------------------------------------------------------------------

type Around = Omit<ChildViewed, keyof ChildSeen>

async function whoHasToDoWith(
  { transaction, actor, today }: Context,
  { seen, inSight: { child }, former }: ChildToGoOnWith,
  { asOf, knownAt }: OtherDate,
): Promise<Around> {
  const { details, assessment } = seen
  const on = asOf ?? today
  const { circumstances, records } = child
  const facts = standingFacts(child)
  const around = { ...circumstances, rolls: rollsAsFactsTell(circumstances, facts) }
  const owners = (assessment?.duties ?? []).map((duty) => {
    const asked = { key: keyOf(duty), owner: duty.owner, startedOn: duty.startedOn, closedOn: duty.dischargedOn ?? duty.lapsedOn }
    return { key: asked.key, owners: ownersOf(asked, around, facts, civilDate(on)) }
  })
  const kinds = [...new Set(circumstances.allocations.map(({ kind }) => kind))]
  const holders = kinds.flatMap((kind) => allocatedOf(kind, circumstances.allocations, civilDate(on)) ?? [])
  const seal = details.seal?.users ?? []
  // Whom a record names is another question than who made it: asked together.
  const [recorders, entries, returns, names] = await Promise.all([
    readRecorders(transaction, records),
    readCasework(transaction, child.head, knownAt),
    returnsToOpen({ transaction, actor }, child, details),
    readNames(
      transaction,
      [...owners.flatMap(({ owners }) => owners.agencies), ...holders.map(({ agency }) => agency), ...circumstances.schoolsNamed],
      [...owners.flatMap(({ owners: { user } }) => user ?? []), ...holders.flatMap(({ user }) => user ?? []), ...seal],
    ),
  ])
  const { classes } = details
  const shown = child.facts.filter((record) => isShown(record, former)).map((record) => shownRecord(record, classes))
  const knowsWhere = classes.includes('locating')
  return {
    on,
    knownAt,
    records: shown.map(({ fact }) => fact),
    recorders: knowsWhere ? recorders : new Map([...recorders].map(([id, { name }]) => [id, { name, agency: null }])),
    correctable: new Set(shown.filter((fact) => isCorrectable(fact, actor, recorders)).map(({ fact }) => fact.id)),
    returns,
    withheld: new Map(shown.flatMap(({ fact, withheld }) => (withheld.length > 0 ? [[fact.id, withheld]] : []))),
    owners: new Map(owners.map(({ key, owners }) => [key, named(owners, actor, names, knowsWhere)])),
    holders: holders.map((holder) => holderNamed(holder, actor, names, knowsWhere)),
    schools: new Map(knowsWhere ? circumstances.schoolsNamed.map((id) => [id, names.agencies.get(id) ?? id]) : []),
    casework: entries.filter((entry) => isEntryShown(entry, details, actor, former)).map((entry) => entryShown(entry, knowsWhere)),
    sealedFor: seal.map((id) => names.users.get(id) ?? id),
  }
}

/** Who reads free words of a child reads what was recorded of it; a school that it has left its own alone. */
const isEntryShown = (
  { recorder }: StoredEntry,
  { classes }: Pick<ChildDetails, 'classes'>,
  { agency }: Actor,
  former: FormerSchool | undefined,
): boolean => (former ? recorder.agency === agency.id : classes.includes('notes'))

/** Whoever sees where the child is, and returns at all, opens those of every school; a school its own. */
async function returnsToOpen(
  { transaction, actor }: Pick<Context, 'transaction' | 'actor'>,
  { records, facts }: InSight['child'],
  { classes }: ChildDetails,
): Promise<ChildViewed['returns']> {
  const seesAll = may(actor.role, 'see-deletion-returns') && classes.includes('locating')
  const comesOfReturns = facts.some((record) => !isWithdrawal(record) && (record.type === 'off-roll' || record.type === 'on-roll'))
  if (!comesOfReturns || !(seesAll || may(actor.role, 'return-deletion'))) return new Map()
  const all = [...(await readReturnsOfFacts(transaction, records))]
  const isOwn = (agency: string): boolean => agency === actor.agency.id
  return new Map(
    all.flatMap(([fact, { id, agency }]) => (seesAll || isOwn(agency) ? [[fact, { id, isOwn: !seesAll && isOwn(agency) }] as const] : [])),
  )
}

/** A school stands under its name. What would tell where the child is, is left out for whoever may not know it. */
const entryShown = ({ recorder, school, ...entry }: StoredEntry, knowsWhere: boolean): EntryShown => {
  const content = shownContent(entry.kind, entry.content, knowsWhere)
  return {
    ...entry,
    content: school !== null && 'school' in content ? { ...content, school } : content,
    who: { name: recorder.name, agency: knowsWhere ? recorder.agencyName : null },
  }
}

/** The key of a duty, by which `owners` has it. */
export const keyOf = ({ clause, pathway, service, startedOn, because }: AssessedDuty): string =>
  dutyKey(clause, pathway, service ?? '', startedOn, because[0] ?? '')

/** Somebody of the own agency is no secret; where somebody of another works may be where the child is. */
const named = ({ agencies, user }: Owners, actor: Actor, names: Names, knowsWhere: boolean): NamedOwners => {
  const isMine = agencies.includes(actor.agency.id)
  const isForMe = knowsWhere || isMine
  return {
    isMine,
    agencies: isForMe ? agencies.map((id) => names.agencies.get(id) ?? id) : [],
    user: isForMe && user !== null ? (names.users.get(user) ?? user) : null,
  }
}

function holderNamed({ kind, agency, user, from }: Allocation, actor: Actor, names: Names, knowsWhere: boolean): Holder {
  const { agencies, user: person } = named({ agencies: [agency], user }, actor, names, knowsWhere)
  return { kind, since: from, agency: agencies[0] ?? null, user: person }
}

/** Who is not shown all of a fact would put what they are shown in place of what there is. */
function isCorrectable({ fact, withheld }: ShownFact<CaseRecord>, actor: Actor, recorders: Around['recorders']): boolean {
  if (isWithdrawal(fact) || withheld.length > 0) return false
  return mayCorrect(actor, { type: fact.type, by: fact.by, recordedAgency: recorders.get(fact.id)?.agency?.id ?? null })
}
