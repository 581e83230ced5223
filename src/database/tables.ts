// The rows of each table, read from the catalogue: node scripts/write-tables.ts. What is never updated cannot be: its update type is never.

import type { ColumnType, GeneratedAlways } from 'kysely'
import type { CivilDate } from '../calendar/civil-date.ts'

/** Written once. */
type Fixed<Select, Insert = Select> = ColumnType<Select, Insert, never>
/** Comes out as it was put in, read from JSON; goes in as JSON text, since the driver makes an SQL array of a list. */
type Json = ColumnType<unknown, string, string>
type FixedJson = ColumnType<unknown, string, never>

/** Schools and teams that owe, do or know something; what is known of them is in agency_versions. */
interface Agencies {
  /** open: the agency */
  readonly id: Fixed<string>
  /** open: which of the guidance’s agencies it is */
  readonly kind: Fixed<string>
  /** open: when it was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
}

/** What is known of an agency; the highest version counts. */
interface AgencyVersions {
  /** open: the agency */
  readonly agency_id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: its name */
  readonly name: Fixed<string>
  /** open: of a school, its unique reference number */
  readonly urn: Fixed<string | null, string | null | undefined>
  /** open: of a school: primary, secondary and so on */
  readonly phase: Fixed<string | null, string | null | undefined>
  /** open: of a school, the district of the county that it is in */
  readonly district: Fixed<string | null, string | null | undefined>
  /** open: where it is */
  readonly postcode: Fixed<string | null, string | null | undefined>
  /** open: the day on which it closed */
  readonly closed_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
  /** open: of a team, the districts of the county that it serves; all of them where empty */
  readonly districts: Fixed<readonly string[], readonly string[] | undefined>
  /** open: it answers for the work of the others, and may see every child that has an episode */
  readonly oversees: Fixed<boolean, boolean | undefined>
}

/** Which agency, and who in it, has a child or one duty; of each the highest version counts. */
interface Allocations {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the allocation */
  readonly id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: for which of the guidance’s agencies */
  readonly kind: Fixed<string>
  /** open: the one duty that it is for, by its key; every duty of that kind of agency where empty */
  readonly duty: Fixed<string, string | undefined>
  /** locating: the agency that has it */
  readonly agency_id: Fixed<string>
  /** open: the person who has it; nobody yet where empty */
  readonly user_id: Fixed<string | null, string | null | undefined>
  /** open: the first day */
  readonly from_on: Fixed<CivilDate>
  /** open: the last day; it lasts until another follows where empty */
  readonly until_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
}

/** Who, for which agency, did or saw what, of which children, why and when; no content. */
interface Audit {
  /** open: numbers rise, and may have gaps */
  readonly id: GeneratedAlways<number>
  /** open: when */
  readonly at: Fixed<string, string | undefined>
  /** open: the transaction that wrote it; by it the sealer knows that none can come before it any more */
  readonly transaction: Fixed<string, string | undefined>
  /** open: the user, job or command */
  readonly who: Fixed<string>
  /** open: the agency for which the user acted */
  readonly agency_id: Fixed<string | null, string | null | undefined>
  /** open: what was done */
  readonly action: Fixed<string>
  /** open: done, or refused to them */
  readonly outcome: Fixed<string, string | undefined>
  /** open: the records concerned */
  readonly children: Fixed<readonly string[], readonly string[] | undefined>
  /** notes: the reason that was given, where one was asked for */
  readonly why: Fixed<string | null, string | null | undefined>
  /** open: the request in the service’s log */
  readonly request_id: Fixed<string | null, string | null | undefined>
}

/** Audit entries sealed: each head is a hash of the entries and of the head before. */
interface AuditBatches {
  /** open: 1, 2, 3, without a gap */
  readonly number: Fixed<number>
  /** open: the entries in it */
  readonly ids: Fixed<string>
  /** open: how many */
  readonly entries: Fixed<number>
  /** open: the head of the batch before; an empty text for the first */
  readonly previous_head: Fixed<string>
  /** open: the hash, for publishing elsewhere */
  readonly head: Fixed<string>
  /** open: when it was sealed */
  readonly sealed_at: Fixed<string, string | undefined>
  /** open: the transaction that sealed it, numbered after its entries were read */
  readonly transaction: Fixed<string, string | undefined>
  /** open: below this id every entry is sealed, and none can come any more */
  readonly settled: Fixed<number, number | undefined>
}

/** Calendars; of each area the highest version counts. */
interface CalendarVersions {
  /** open: the area with panels of its own; county for the county’s */
  readonly area: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: the calendar as a calendar file has it */
  readonly file: FixedJson
  /** notes: what it was changed for */
  readonly why: Fixed<string>
  /** open: when it was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: who did */
  readonly recorded_by: Fixed<string>
}

/** What people note about a child beside the facts: it settles no duty. Added, never changed; a note may say that another was made in error. */
interface CaseNotes {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the note; a later one has a higher id */
  readonly id: Fixed<string>
  /** notes: what is noted */
  readonly says: Fixed<string | null, string | null | undefined>
  /** open: the note that was made in error */
  readonly withdraws: Fixed<string | null, string | null | undefined>
  /** notes: why it is taken back */
  readonly why: Fixed<string | null, string | null | undefined>
  /** open: when */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who did */
  readonly recorded_by: Fixed<string>
  /** locating: the agency for which the user acted */
  readonly agency_id: Fixed<string>
}

/** What people record of a child that no clause reads: particulars of a fact, and entries of their own. Added, never changed. */
interface Casework {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the entry; a later one has a higher id */
  readonly id: Fixed<string>
  /** open: the type of the fact whose particulars they are, or the kind of entry */
  readonly kind: Fixed<string>
  /** open: the day of the fact, or on which it was */
  readonly on_day: Fixed<CivilDate>
  /** open: the agency whose word it is */
  readonly by: Fixed<string>
  /** open: the fact or entry that it belongs to or answers */
  readonly of_id: Fixed<string | null, string | null | undefined>
  /** notes: what was filled in; identifying and locating too */
  readonly content: FixedJson
  /** open: when */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who did */
  readonly recorded_by: Fixed<string>
  /** locating: the agency for which the user acted */
  readonly agency_id: Fixed<string>
}

/** Where a child lives or lived; of each address the highest version counts. */
interface ChildAddresses {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the address */
  readonly id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** locating: the address, line by line */
  readonly lines: Fixed<readonly string[]>
  /** locating: postcode */
  readonly postcode: Fixed<string | null, string | null | undefined>
  /** locating: the district of the county, or of another */
  readonly district: Fixed<string | null, string | null | undefined>
  /** locating: the first day there */
  readonly from_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** locating: the last day there */
  readonly until_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** locating: a letter may go there */
  readonly may_be_written_to: Fixed<boolean, boolean | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
  /** locating: what the address is to the child: home, another parent’s, temporary, a safe place, for post only */
  readonly kind: Fixed<string, string | undefined>
  /** open: the address is or was one of the child; otherwise it was recorded in error */
  readonly is_in_use: Fixed<boolean, boolean | undefined>
}

/** For each record, how the guidance’s answer about it stands. Whoever records something of a child locks these rows first, in the order of their ids. */
interface ChildAssessments {
  /** open: the record that stands for the child */
  readonly child_id: string
  /** open: one more with each assessment */
  readonly version: ColumnType<number, number | undefined, number>
  /** open: the day assessed for; empty where there is no assessment, since there is no date of birth, or another record stands for the child */
  readonly assessed_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: the first later day on which the answer differs if nothing more is recorded */
  readonly next_change_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: [{status, since, clause}] */
  readonly statuses: ColumnType<unknown, string | undefined, string>
  /** open: [{clause, agency, since}] */
  readonly options: ColumnType<unknown, string | undefined, string>
  /** open: [{code, fact, text}] */
  readonly warnings: ColumnType<unknown, string | undefined, string>
  /** open: what cannot be dated because the calendar ends: [{clause, missing}] */
  readonly undated: ColumnType<unknown, string | undefined, string>
}

/** Who a child is; the highest version counts. Numbers are not unique: a clash must not tell anybody that a hidden child exists. */
interface ChildVersions {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** identifying: given names */
  readonly given_names: Fixed<string>
  /** identifying: family name */
  readonly family_name: Fixed<string>
  /** identifying: what the child is called */
  readonly known_as: Fixed<string | null, string | null | undefined>
  /** identifying: names that the child had before */
  readonly former_names: Fixed<readonly string[], readonly string[] | undefined>
  /** identifying: date of birth; a child without one stays in triage */
  readonly date_of_birth: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** identifying: the date of birth is an estimate, and marked wherever it shows */
  readonly date_of_birth_estimated: Fixed<boolean, boolean | undefined>
  /** identifying: sex */
  readonly sex: Fixed<string | null, string | null | undefined>
  /** identifying: unique pupil number */
  readonly upn: Fixed<string | null, string | null | undefined>
  /** identifying: numbers that the child had before */
  readonly former_upns: Fixed<readonly string[], readonly string[] | undefined>
  /** identifying: NHS number */
  readonly nhs_number: Fixed<string | null, string | null | undefined>
  /** open: periods with an education, health and care plan: [{from, to?}], both days included */
  readonly ehcp: ColumnType<unknown, string | undefined, never>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
  /** identifying: the language that the child speaks best */
  readonly language: Fixed<string | null, string | null | undefined>
  /** open: an interpreter is needed to speak with the child; not known where empty */
  readonly needs_interpreter: Fixed<boolean | null, boolean | null | undefined>
  /** notes: what helps the child when somebody meets it, or is to be kept from it */
  readonly access_needs: Fixed<string | null, string | null | undefined>
}

/** Records of children. Two of them can be one child: same_child says which. */
interface Children {
  /** open: the record */
  readonly id: Fixed<string>
  /** open: when it was made */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that made it */
  readonly recorded_by: Fixed<string>
}

/** Parents and others who can be asked; of each the highest version counts. */
interface Contacts {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the contact */
  readonly id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** identifying: who it is */
  readonly name: Fixed<string>
  /** identifying: what they are to the child */
  readonly relationship: Fixed<string>
  /** locating: telephone number */
  readonly phone: Fixed<string | null, string | null | undefined>
  /** locating: email address */
  readonly email: Fixed<string | null, string | null | undefined>
  /** locating: where they live, line by line */
  readonly address_lines: Fixed<readonly string[] | null, readonly string[] | null | undefined>
  /** locating: postcode */
  readonly postcode: Fixed<string | null, string | null | undefined>
  /** open: it is safe to call */
  readonly may_be_called: Fixed<boolean, boolean | undefined>
  /** open: it is safe to leave a message */
  readonly may_be_left_a_message: Fixed<boolean, boolean | undefined>
  /** open: it is safe to send a letter */
  readonly may_be_written_to: Fixed<boolean, boolean | undefined>
  /** open: it is safe to send an email */
  readonly may_be_emailed: Fixed<boolean, boolean | undefined>
  /** open: the contact is still one */
  readonly is_in_use: Fixed<boolean, boolean | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
  /** identifying: has parental responsibility for the child; not known where empty */
  readonly has_parental_responsibility: Fixed<boolean | null, boolean | null | undefined>
  /** identifying: the language in which to speak with them */
  readonly language: Fixed<string | null, string | null | undefined>
  /** open: an interpreter is needed to speak with them; not known where empty */
  readonly needs_interpreter: Fixed<boolean | null, boolean | null | undefined>
  /** notes: what helps them when somebody meets, rings or writes to them */
  readonly access_needs: Fixed<string | null, string | null | undefined>
}

/** What a school tells the council when it takes a name off its admission register. Added, never changed. */
interface DeletionReturns {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** open: the return */
  readonly id: Fixed<string>
  /** locating: the school */
  readonly agency_id: Fixed<string>
  /** locating: the first day on which the name is off its register */
  readonly deleted_on: Fixed<CivilDate>
  /** open: the letter of the ground */
  readonly ground: Fixed<string>
  /** open: the regulations whose letter it is */
  readonly regulations: Fixed<string>
  /** locating: addresses, parents and how they are reached, where the child goes, enquiries made; identifying and notes too */
  readonly content: FixedJson
  /** open: the facts that came of it */
  readonly facts: Fixed<readonly string[], readonly string[] | undefined>
  /** open: when it was made */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who made it */
  readonly recorded_by: Fixed<string>
}

/** The county’s directory of contacts: offices and lines, no private person’s; of each entry the highest version counts. */
interface DirectoryVersions {
  /** open: the entry */
  readonly entry_id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: whom one reaches */
  readonly name: Fixed<string>
  /** open: what for */
  readonly what_for: Fixed<string>
  /** open: telephone number */
  readonly phone: Fixed<string | null, string | null | undefined>
  /** open: email address */
  readonly email: Fixed<string | null, string | null | undefined>
  /** open: when they can be reached, in words */
  readonly open_when: Fixed<string | null, string | null | undefined>
  /** open: the clauses for which one needs them */
  readonly clauses: Fixed<readonly string[], readonly string[] | undefined>
  /** open: which of the guidance’s agencies need them */
  readonly agency_kinds: Fixed<readonly string[], readonly string[] | undefined>
  /** open: the entry is still one */
  readonly is_in_use: Fixed<boolean, boolean | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
}

/** What somebody typed and has not sent. */
interface Drafts {
  /** open: whose it is */
  readonly user_id: string
  /** open: the form */
  readonly form: string
  /** open: the child or thing that it is about; an empty text where none is */
  readonly about: ColumnType<string, string | undefined, string>
  /** notes: what was typed */
  readonly content: Json
  /** open: one more with each change; whoever changes an older one has to look again */
  readonly version: ColumnType<number, number | undefined, number>
  /** open: when it was last saved */
  readonly saved_at: ColumnType<string, string | undefined, string>
  /** open: the agency for which they acted */
  readonly agency_id: string
}

/** Every duty ever started, and the upcoming ones. Whether one without an outcome is upcoming, open or overdue follows from the day. */
interface Duties {
  /** open: the record that stands for the child */
  readonly child_id: string
  /** open: the clause of the guidance */
  readonly clause: string
  /** open: the pathway */
  readonly pathway: string
  /** open: the service it is about, where it is about one; otherwise an empty text */
  readonly service: ColumnType<string, string | undefined, string>
  /** open: the day on which it started, or will */
  readonly started_on: CivilDate
  /** open: the first of the facts that started it */
  readonly first_because: string
  /** open: the facts that started it, in reading order */
  readonly because: readonly string[]
  /** open: must, should or consider */
  readonly force: string
  /** open: the agency that owes it */
  readonly owner: string
  /** open: the day by which; empty where it cannot be dated */
  readonly due_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: whether the guidance or a setting gives that day */
  readonly due_from: string
  /** open: how it closed */
  readonly outcome: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the day on which it was done or set aside */
  readonly discharged_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: the fact by which */
  readonly discharged_by: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the day on which its reason ended */
  readonly lapsed_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: the fact by which; empty for the end of compulsory school age */
  readonly lapsed_by: ColumnType<string | null, string | null | undefined, string | null>
  /** locating: the agencies one of which owes it: one where it is known which, none where nobody is there to owe it */
  readonly owner_agencies: ColumnType<readonly string[], readonly string[] | undefined, readonly string[]>
  /** open: the person who has it, where one is named */
  readonly owner_user: ColumnType<string | null, string | null | undefined, string | null>
}

/** Stays of children on a pathway. */
interface Episodes {
  /** open: the record that stands for the child */
  readonly child_id: string
  /** open: the pathway */
  readonly pathway: string
  /** open: the day on which it opened */
  readonly opened_on: CivilDate
  /** open: 0, unless one of the same pathway opened and ended on that day before */
  readonly place: number
  /** open: the day on which it ended; open where empty */
  readonly ended_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
}

/** What happened on a day, and records that another was made in error. Added, never changed; read in the order of the fact table. */
interface Facts {
  /** open: the record of the child under which it came */
  readonly child_id: Fixed<string>
  /** open: the fact; of two of one day and type the one with the lower id is read first */
  readonly id: Fixed<string>
  /** open: the type of fact; empty for a record that withdraws another */
  readonly type: Fixed<string | null, string | null | undefined>
  /** open: the day on which it happened */
  readonly on_day: Fixed<CivilDate>
  /** open: the agency that did it or knew it */
  readonly by: Fixed<string>
  /** notes: what is recorded of its type; schools in it are locating, and reasons are free words */
  readonly detail: ColumnType<unknown, string | null | undefined, never>
  /** open: the fact that this one corrects; not a foreign key, since it may have come under another record of the child */
  readonly replaces: Fixed<string | null, string | null | undefined>
  /** open: the record that was made in error */
  readonly withdraws: Fixed<string | null, string | null | undefined>
  /** notes: free words */
  readonly note: Fixed<string | null, string | null | undefined>
  /** open: when it was known to us */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that recorded it */
  readonly recorded_by: Fixed<string>
  /** open: the load that brought it; empty where a person recorded it */
  readonly load_id: Fixed<string | null, string | null | undefined>
  /** locating: the agency for which the user who recorded it acted; empty where a command did */
  readonly recorded_agency: Fixed<string | null, string | null | undefined>
}

/** For each record the record that stands for the child. */
interface Heads {
  /** open: the record */
  readonly child_id: Fixed<string | null, string | null | undefined>
  /** open: the record that stands for the child */
  readonly head_id: Fixed<string | null, string | null | undefined>
}

/** What came of a form or request, so that sending it again does nothing and gets the same answer. */
interface IdempotencyKeys {
  /** open: whose it is */
  readonly user_id: string
  /** open: the key that form or request carried */
  readonly key: string
  /** open: what it asked for */
  readonly action: string
  /** open: a hash of what it carried: the same key with something else is a mistake */
  readonly request_hash: string
  /** open: ids of what came of it */
  readonly answer: Json
  /** open: when */
  readonly made_at: ColumnType<string, string | undefined, string>
}

/** By what a record is met by another that may be of the same child, as src/people makes it from every version of the record and of its addresses; added to, so that it is met by what was known of it before. */
interface MatchKeys {
  /** open: the record of the child */
  readonly child_id: string
  /** locating: a number made of two or three of: name, birth, postcode, street, house, number of the child */
  readonly key: number
}

/** Who may see a child and why, as src/sharing derives it from facts and records. */
interface MaySee {
  /** open: the record that stands for the child */
  readonly child_id: string
  /** locating: the agency that may; an empty text for a person who may whichever agency they act for */
  readonly agency_id: string
  /** open: the one user of it who may; an empty text where all may */
  readonly user_id: ColumnType<string, string | undefined, string>
  /** open: why: on its roll, owes a duty, on a panel and so on */
  readonly relationship: string
  /** open: from which day */
  readonly from_on: CivilDate
  /** open: to which day; no end is known where empty */
  readonly until_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
}

/** Steps of this schema, in the order in which they were applied. */
interface Migrations {
  /** open: 1, 2, 3 */
  readonly number: number
  /** open: the step, as its file is called */
  readonly name: string
  /** open: when it was applied */
  readonly applied_at: ColumnType<string, string | undefined, string>
}

/** What was decided of a notification, and taken back. Added, never changed. */
interface NotificationDecisions {
  /** open: the notification */
  readonly notification_id: Fixed<string>
  /** open: the version of the notification that came of it */
  readonly version: Fixed<number>
  /** open: what was decided */
  readonly decision: Fixed<string>
  /** open: of one that was turned down, the reason from the list; of one that is a child’s, how likely the rules of matching thought it, and which rules */
  readonly because: Fixed<string | null, string | null | undefined>
  /** notes: the reason in words */
  readonly says: Fixed<string | null, string | null | undefined>
  /** open: the record of the child that it is */
  readonly record_id: Fixed<string | null, string | null | undefined>
  /** open: the facts that came of it */
  readonly facts: Fixed<readonly string[], readonly string[] | undefined>
  /** open: the day to which it was put off */
  readonly due_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** open: when */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who did */
  readonly recorded_by: Fixed<string>
  /** open: the agency for which the user acted */
  readonly agency_id: Fixed<string>
}

/** Who was rung of a child of whom was told that it is in danger, and what they answered. Added, never changed. */
interface NotificationRings {
  /** open: the notification */
  readonly notification_id: Fixed<string>
  /** open: the call */
  readonly id: Fixed<string>
  /** open: the police and the other services of 999, the support hub, or somebody else */
  readonly rung: Fixed<string>
  /** notes: of somebody else, who */
  readonly whom: Fixed<string | null, string | null | undefined>
  /** notes: who rang */
  readonly rung_by: Fixed<string>
  /** open: the day of the call */
  readonly on_day: Fixed<CivilDate>
  /** open: when, as clocks in London showed it */
  readonly at_time: Fixed<string>
  /** notes: what was answered */
  readonly says: Fixed<string>
  /** open: when it was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who did */
  readonly recorded_by: Fixed<string>
  /** open: the agency for which the user acted */
  readonly agency_id: Fixed<string>
}

/** What somebody told the council about a child who is missing education, until it is known which child that is. */
interface Notifications {
  /** open: the notification */
  readonly id: string
  /** open: the day on which it was received */
  readonly received_on: CivilDate
  /** open: the agency that told, where one did */
  readonly agency_id: ColumnType<string | null, string | null | undefined, string | null>
  /** identifying: who told */
  readonly notifier_name: ColumnType<string | null, string | null | undefined, string | null>
  /** identifying: how they can be asked */
  readonly notifier_contact: ColumnType<string | null, string | null | undefined, string | null>
  /** locating: what they know of the child: names, date of birth, address, school; identifying too */
  readonly about: Json
  /** notes: what they said */
  readonly says: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the agency that has to find out which child it is */
  readonly owner: string
  /** open: the day by which */
  readonly due_on: ColumnType<CivilDate | null, CivilDate | null | undefined, CivilDate | null>
  /** open: one more with each change; whoever changes an older one has to look again */
  readonly version: ColumnType<number, number | undefined, number>
  /** open: how it was settled; not yet where empty */
  readonly outcome: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the record of the child, once it is known */
  readonly child_id: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the fact that came of it */
  readonly fact_id: ColumnType<string | null, string | null | undefined, string | null>
  /** open: when it was put on record */
  readonly recorded_at: ColumnType<string, string | undefined, string>
  /** open: the user who did, or the public form */
  readonly recorded_by: string
  /** open: when it was settled */
  readonly settled_at: ColumnType<string | null, string | null | undefined, string | null>
  /** open: who settled it */
  readonly settled_by: ColumnType<string | null, string | null | undefined, string | null>
  /** open: by which the notifier names it; nobody can guess it, and it says nothing */
  readonly reference: string
  /** open: by the form for everybody, or by somebody who was signed in */
  readonly way: ColumnType<string, string | undefined, string>
  /** open: whether the child is in danger now, as whoever told said */
  readonly urgency: ColumnType<string, string | undefined, string>
  /** open: which of the guidance’s agencies told; other for anybody else */
  readonly by: ColumnType<string, string | undefined, string>
  /** open: what whoever told is, of the choices on the form */
  readonly notifier_is: ColumnType<string | null, string | null | undefined, string | null>
  /** identifying: where they work, where they said it */
  readonly organisation: ColumnType<string | null, string | null | undefined, string | null>
  /** open: who has to find out which child it is; nobody yet where empty */
  readonly owner_user: ColumnType<string | null, string | null | undefined, string | null>
}

/** On which school’s roll a child is, from when until when; of each stay the highest version counts. */
interface OnRoll {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** locating: the school */
  readonly agency_id: Fixed<string>
  /** locating: the first day on its roll */
  readonly from_on: Fixed<CivilDate>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** locating: the last day on its roll; still on it where empty */
  readonly until_on: Fixed<CivilDate | null, CivilDate | null | undefined>
  /** open: the year group, 0 for reception */
  readonly year_group: Fixed<number | null, number | null | undefined>
  /** open: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user, or the command, that did */
  readonly recorded_by: Fixed<string>
  /** open: the child is or was on that roll; otherwise it was recorded in error */
  readonly is_in_use: Fixed<boolean, boolean | undefined>
}

/** Alerts: that something waits for somebody, and how it went. At most one for a person, kind and day, and nothing of what waits. */
interface Outbox {
  /** open: who is told */
  readonly user_id: string
  /** open: that something is to be done; or that somebody told of a child in danger, which no other alert holds up */
  readonly kind: string
  /** open: the day on which it is to be sent, and, from the first try on, the day of the last */
  readonly day: CivilDate
  /** open: how it stands; sending while one process has it, and after a crash of that process for some minutes */
  readonly state: ColumnType<string, string | undefined, string>
  /** open: by which mail servers know it; the same however often it is tried */
  readonly message_id: ColumnType<string, string | undefined, string>
  /** open: how often it was tried */
  readonly tries: ColumnType<number, number | undefined, number>
  /** open: how often it may have been sent, and nobody said so */
  readonly doubts: ColumnType<number, number | undefined, number>
  /** open: why the last try failed, as a word of ours; nothing that a mail server said */
  readonly failure: ColumnType<string | null, string | null | undefined, string | null>
  /** open: when something first came that it is about */
  readonly made_at: ColumnType<string, string | undefined, string>
  /** open: when it was first tried; from then on is counted when it is given up */
  readonly first_try_at: ColumnType<string | null, string | null | undefined, string | null>
  /** open: not before; of one that is being sent, when it is taken to have been broken off */
  readonly next_try_at: ColumnType<string, string | undefined, string>
  /** open: when a mail server took it */
  readonly sent_at: ColumnType<string | null, string | null | undefined, string | null>
}

/** How often the forms for everybody were used in a span of time; nothing of what was typed. */
interface PublicCounts {
  /** open: when the span began */
  readonly from_at: string
  /** open: what was done */
  readonly what: string
  /** sealed: a hash of the address it came from; empty for all together */
  readonly who: Buffer
  /** open: how often */
  readonly count: number
}

/** What somebody without an account has typed and not sent; kept for a day. */
interface PublicDrafts {
  /** sealed: a hash of what the cookie holds, which itself is nowhere kept */
  readonly id_hash: Buffer
  /** notes: what was typed, question by question; nothing once it was sent */
  readonly content: Json
  /** open: the notification that it became */
  readonly reference: ColumnType<string | null, string | null | undefined, string | null>
  /** open: when it was begun */
  readonly made_at: ColumnType<string, string | undefined, string>
  /** open: when it was last saved */
  readonly saved_at: ColumnType<string, string | undefined, string>
}

/** Spans of time within which is counted how often the forms for everybody are used. */
interface PublicWindows {
  /** open: when it began */
  readonly from_at: string
  /** sealed: what makes the hashes of addresses of this span other than those of any other; it goes with them */
  readonly salt: Buffer
}

/** Which heading of a school’s files is which part of a return, as it was last said. */
interface ReturnColumns {
  /** open: the school */
  readonly agency_id: string
  /** notes: the heading for each part */
  readonly columns: Json
  /** open: when */
  readonly saved_at: ColumnType<string, string | undefined, string>
  /** open: the user who said so */
  readonly saved_by: string
}

/** What a file of deletion returns holds, until the person who sent it has decided; kept for a week. */
interface ReturnFiles {
  /** open: the file */
  readonly id: string
  /** open: who sent it; nobody else may open it */
  readonly user_id: string
  /** open: the school for which they acted */
  readonly agency_id: string
  /** notes: what stands in its first row */
  readonly headings: readonly string[]
  /** notes: what stands in the rows below, which may be anything */
  readonly cells: Json
  /** notes: which heading is which part of a return; not said yet where empty */
  readonly columns: ColumnType<unknown, string | null | undefined, string | null>
  /** open: how many returns have been made of it */
  readonly returned: ColumnType<number, number | undefined, number>
  /** open: when it was sent */
  readonly made_at: ColumnType<string, string | undefined, string>
}

/** Which records are one child: the highest version of a record names the record that stands for them all, itself where it was parted again. A record that is not here stands for itself. */
interface SameChild {
  /** open: the record */
  readonly child_id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: the record that stands for the child; not a foreign key, since none joins two children */
  readonly head_id: Fixed<string>
  /** notes: what they were joined or parted for */
  readonly why: Fixed<string>
  /** open: when they were joined or parted */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: who did */
  readonly recorded_by: Fixed<string>
}

/** Whether a child exists for the persons listed alone; the highest version counts. */
interface Seals {
  /** sealed: the record of the child */
  readonly child_id: Fixed<string>
  /** sealed: 1, 2, 3 */
  readonly version: Fixed<number>
  /** sealed: the child is sealed */
  readonly is_sealed: Fixed<boolean>
  /** sealed: the users for whom the child exists */
  readonly for_users: Fixed<readonly string[], readonly string[] | undefined>
  /** sealed: why */
  readonly why: Fixed<string>
  /** sealed: when this version was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** sealed: who did */
  readonly recorded_by: Fixed<string>
}

/** By what a record is found, as src/people makes it from what is on record of who the child is, who can be asked and where it lives. */
interface SearchKeys {
  /** open: the record of the child */
  readonly child_id: string
  /** identifying: words of names and how they sound, date of birth, numbers */
  readonly keys: string
  /** identifying: family name and given names, by which lists are in order */
  readonly name: string
  /** locating: the keys, and with them words of the names of contacts, telephone numbers and postcodes; empty where none is known */
  readonly with_family: ColumnType<string | null, string | null | undefined, string | null>
}

/** What somebody typed to find a child: it is in no address, and the page of the search asks again. */
interface Searches {
  /** open: the search */
  readonly id: string
  /** open: who searched; nobody else may open it */
  readonly user_id: string
  /** open: the agency for which they acted */
  readonly agency_id: string
  /** identifying: what was typed */
  readonly typed: string
  /** open: when */
  readonly made_at: ColumnType<string, string | undefined, string>
}

/** Sign-ins. */
interface Sessions {
  /** sealed: a hash of what the cookie holds, which itself is nowhere kept */
  readonly id_hash: Buffer
  /** open: the user; nobody yet while signing in */
  readonly user_id: ColumnType<string | null, string | null | undefined, string | null>
  /** open: the agency that the user acts for */
  readonly agency_id: ColumnType<string | null, string | null | undefined, string | null>
  /** open: in which role */
  readonly role: ColumnType<string | null, string | null | undefined, string | null>
  /** sealed: what a sign-in under way has to remember */
  readonly state: ColumnType<unknown, string | undefined, string>
  /** open: when it began */
  readonly made_at: ColumnType<string, string | undefined, string>
  /** open: when it was last used */
  readonly seen_at: ColumnType<string, string | undefined, string>
  /** open: when it ends, used or not */
  readonly ends_at: string
}

/** Changes of settings, in the order in which they were made. */
interface SettingsVersions {
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** open: the day from which it holds */
  readonly from_on: Fixed<CivilDate>
  /** open: {name: value} of the settings that change */
  readonly changes: FixedJson
  /** notes: what it was changed for */
  readonly why: Fixed<string>
  /** open: when it was put on record */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: who did */
  readonly recorded_by: Fixed<string>
}

/** Brothers and sisters, and children who grow up with them, as somebody said; of each pair the highest version counts. Each link stands under both. */
interface Siblings {
  /** open: the record of the child */
  readonly child_id: Fixed<string>
  /** identifying: the record of the other child */
  readonly sibling_id: Fixed<string>
  /** open: 1, 2, 3; whoever writes the same one second has to look again */
  readonly version: Fixed<number>
  /** identifying: what they are to each other: full, half or step brother or sister, or of one household */
  readonly relation: Fixed<string>
  /** notes: who said so, or what shows it */
  readonly from_whom: Fixed<string>
  /** open: the day on which it was put on record: from then on, for some months, the agency sees both children */
  readonly on_day: Fixed<CivilDate>
  /** open: the two belong together; otherwise it was recorded in error */
  readonly is_in_use: Fixed<boolean, boolean | undefined>
  /** open: when */
  readonly recorded_at: Fixed<string, string | undefined>
  /** open: the user who did */
  readonly recorded_by: Fixed<string>
  /** locating: the agency for which the user acted, which sees both children by it */
  readonly agency_id: Fixed<string>
}

/** In which role a user acts for an agency, from when until when. */
interface UserRoles {
  /** open: the user */
  readonly user_id: string
  /** open: the agency that the user then acts for */
  readonly agency_id: string
  /** open: the role, as src/sharing knows it */
  readonly role: string
  /** open: from when */
  readonly from_at: ColumnType<string, string | undefined, string>
  /** open: who gave it */
  readonly given_by: string
  /** open: until when; not ended where empty */
  readonly until_at: ColumnType<string | null, string | null | undefined, string | null>
  /** open: who ended it */
  readonly ended_by: ColumnType<string | null, string | null | undefined, string | null>
}

/** People who sign in. */
interface Users {
  /** open: the user */
  readonly id: string
  /** open: who vouches for the sign-in */
  readonly issuer: string
  /** identifying: the name under which they do */
  readonly subject: string
  /** identifying: the name that others see */
  readonly name: string
  /** identifying: where messages go */
  readonly email: ColumnType<string | null, string | null | undefined, string | null>
  /** open: when the user was added */
  readonly recorded_at: ColumnType<string, string | undefined, string>
  /** open: the user, or the command, that did */
  readonly recorded_by: string
}

/** Who may not sign in, from when until when. */
interface UsersDisabled {
  /** open: the user */
  readonly user_id: string
  /** open: from when */
  readonly from_at: ColumnType<string, string | undefined, string>
  /** open: who disabled the user */
  readonly disabled_by: string
  /** open: until when; still disabled where empty */
  readonly until_at: ColumnType<string | null, string | null | undefined, string | null>
  /** open: who enabled the user again */
  readonly enabled_by: ColumnType<string | null, string | null | undefined, string | null>
}

export interface Tables {
  readonly agencies: Agencies
  readonly agency_versions: AgencyVersions
  readonly allocations: Allocations
  readonly audit: Audit
  readonly audit_batches: AuditBatches
  readonly calendar_versions: CalendarVersions
  readonly case_notes: CaseNotes
  readonly casework: Casework
  readonly child_addresses: ChildAddresses
  readonly child_assessments: ChildAssessments
  readonly child_versions: ChildVersions
  readonly children: Children
  readonly contacts: Contacts
  readonly deletion_returns: DeletionReturns
  readonly directory_versions: DirectoryVersions
  readonly drafts: Drafts
  readonly duties: Duties
  readonly episodes: Episodes
  readonly facts: Facts
  readonly heads: Heads
  readonly idempotency_keys: IdempotencyKeys
  readonly match_keys: MatchKeys
  readonly may_see: MaySee
  readonly migrations: Migrations
  readonly notification_decisions: NotificationDecisions
  readonly notification_rings: NotificationRings
  readonly notifications: Notifications
  readonly on_roll: OnRoll
  readonly outbox: Outbox
  readonly public_counts: PublicCounts
  readonly public_drafts: PublicDrafts
  readonly public_windows: PublicWindows
  readonly return_columns: ReturnColumns
  readonly return_files: ReturnFiles
  readonly same_child: SameChild
  readonly seals: Seals
  readonly search_keys: SearchKeys
  readonly searches: Searches
  readonly sessions: Sessions
  readonly settings_versions: SettingsVersions
  readonly siblings: Siblings
  readonly user_roles: UserRoles
  readonly users: Users
  readonly users_disabled: UsersDisabled
}
