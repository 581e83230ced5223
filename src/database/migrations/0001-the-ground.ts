import type { Migration } from './migration.ts'

/*
 * The tables with which the service begins. Four habits hold for all, and tests keep them:
 *
 * - Whatever is known is added, never changed: a later version, a correction, a withdrawal. Where a role may change a row, it is a projection
 *   of such rows, or somebody's own passing state (a sign-in, a draft).
 * - Tables of a child's data have the child's id first in their key, and no foreign key joins two children.
 * - Ids are texts, unique everywhere, ordered by code point.
 * - Every column says its class, then what it holds. open: whoever may see the child. locating: where the child is, or could be found. sealed: for the
 *   persons listed. identifying: who the child is, or somebody else. notes: free words of a person, which may hold any of these.
 */
export const theGround: Migration = {
  name: '0001-the-ground',
  statements: `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is added to, and neither changed nor deleted', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

-- Agencies and the people who work in them -----------------------------------------------------------------------------------------------

create table agencies (
  id text collate "C" primary key check (id <> ''),
  kind text not null check (kind in ('school', 'cme-officer', 'ehe-team', 'pupil-access', 'panel-chair', 'cfw', 'csc', 'cssh-mash', 'health', 'police', 'other')),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null
);
comment on table agencies is 'Schools and teams that owe, do or know something; what is known of them is in agency_versions';
comment on column agencies.id is 'open: the agency';
comment on column agencies.kind is 'open: which of the guidance’s agencies it is';
comment on column agencies.recorded_at is 'open: when it was put on record';
comment on column agencies.recorded_by is 'open: the user, or the command, that did';

create table agency_versions (
  agency_id text collate "C" not null references agencies,
  version integer not null check (version >= 1),
  name text not null,
  urn text,
  phase text,
  district text,
  postcode text,
  closed_on date,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (agency_id, version)
);
comment on table agency_versions is 'What is known of an agency; the highest version counts';
comment on column agency_versions.agency_id is 'open: the agency';
comment on column agency_versions.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column agency_versions.name is 'open: its name';
comment on column agency_versions.urn is 'open: of a school, its unique reference number';
comment on column agency_versions.phase is 'open: of a school: primary, secondary and so on';
comment on column agency_versions.district is 'open: of a school, the district of the county that it is in';
comment on column agency_versions.postcode is 'open: where it is';
comment on column agency_versions.closed_on is 'open: the day on which it closed';
comment on column agency_versions.recorded_at is 'open: when this version was put on record';
comment on column agency_versions.recorded_by is 'open: the user, or the command, that did';

create table users (
  id text collate "C" primary key check (id <> ''),
  issuer text not null,
  subject text not null,
  name text not null,
  email text,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  unique (issuer, subject)
);
comment on table users is 'People who sign in';
comment on column users.id is 'open: the user';
comment on column users.issuer is 'open: who vouches for the sign-in';
comment on column users.subject is 'identifying: the name under which they do';
comment on column users.name is 'identifying: the name that others see';
comment on column users.email is 'identifying: where messages go';
comment on column users.recorded_at is 'open: when the user was added';
comment on column users.recorded_by is 'open: the user, or the command, that did';

create table user_roles (
  user_id text collate "C" not null references users,
  agency_id text collate "C" not null references agencies,
  role text not null,
  from_at timestamptz not null default clock_timestamp(),
  given_by text not null,
  until_at timestamptz,
  ended_by text,
  primary key (user_id, agency_id, role, from_at),
  check ((until_at is null) = (ended_by is null))
);
create index user_roles_of_agency on user_roles (agency_id);
comment on table user_roles is 'In which role a user acts for an agency, from when until when';
comment on column user_roles.user_id is 'open: the user';
comment on column user_roles.agency_id is 'open: the agency that the user then acts for';
comment on column user_roles.role is 'open: the role, as src/sharing knows it';
comment on column user_roles.from_at is 'open: from when';
comment on column user_roles.given_by is 'open: who gave it';
comment on column user_roles.until_at is 'open: until when; not ended where empty';
comment on column user_roles.ended_by is 'open: who ended it';

-- Children -------------------------------------------------------------------------------------------------------------------------------

create table children (
  id text collate "C" primary key check (id <> '' and length(id) <= 100),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null
);
comment on table children is 'Records of children. Two of them can be one child: same_child says which';
comment on column children.id is 'open: the record';
comment on column children.recorded_at is 'open: when it was made';
comment on column children.recorded_by is 'open: the user, or the command, that made it';

create table child_versions (
  child_id text collate "C" not null references children,
  version integer not null check (version >= 1),
  given_names text not null,
  family_name text not null,
  known_as text,
  former_names text[] not null default '{}',
  date_of_birth date,
  date_of_birth_estimated boolean not null default false,
  sex text check (sex in ('female', 'male', 'unknown')),
  upn text,
  former_upns text[] not null default '{}',
  nhs_number text,
  ehcp jsonb not null default '[]' check (jsonb_typeof(ehcp) = 'array'),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, version)
);
create index child_versions_upn on child_versions (upn) where upn is not null;
create index child_versions_nhs_number on child_versions (nhs_number) where nhs_number is not null;
create index child_versions_names on child_versions (lower(family_name), lower(given_names));
create index child_versions_date_of_birth on child_versions (date_of_birth);
comment on table child_versions is 'Who a child is; the highest version counts. Numbers are not unique: a clash must not tell anybody that a hidden child exists';
comment on column child_versions.child_id is 'open: the record of the child';
comment on column child_versions.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column child_versions.given_names is 'identifying: given names';
comment on column child_versions.family_name is 'identifying: family name';
comment on column child_versions.known_as is 'identifying: what the child is called';
comment on column child_versions.former_names is 'identifying: names that the child had before';
comment on column child_versions.date_of_birth is 'identifying: date of birth; a child without one stays in triage';
comment on column child_versions.date_of_birth_estimated is 'identifying: the date of birth is an estimate, and marked wherever it shows';
comment on column child_versions.sex is 'identifying: sex';
comment on column child_versions.upn is 'identifying: unique pupil number';
comment on column child_versions.former_upns is 'identifying: numbers that the child had before';
comment on column child_versions.nhs_number is 'identifying: NHS number';
comment on column child_versions.ehcp is 'open: periods with an education, health and care plan: [{from, to?}], both days included';
comment on column child_versions.recorded_at is 'open: when this version was put on record';
comment on column child_versions.recorded_by is 'open: the user, or the command, that did';

create table child_addresses (
  child_id text collate "C" not null references children,
  id text collate "C" not null,
  version integer not null check (version >= 1),
  lines text[] not null,
  postcode text,
  district text,
  from_on date,
  until_on date,
  may_be_written_to boolean not null default true,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, id, version)
);
comment on table child_addresses is 'Where a child lives or lived; of each address the highest version counts';
comment on column child_addresses.child_id is 'open: the record of the child';
comment on column child_addresses.id is 'open: the address';
comment on column child_addresses.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column child_addresses.lines is 'locating: the address, line by line';
comment on column child_addresses.postcode is 'locating: postcode';
comment on column child_addresses.district is 'locating: the district of the county, or of another';
comment on column child_addresses.from_on is 'locating: the first day there';
comment on column child_addresses.until_on is 'locating: the last day there';
comment on column child_addresses.may_be_written_to is 'locating: a letter may go there';
comment on column child_addresses.recorded_at is 'open: when this version was put on record';
comment on column child_addresses.recorded_by is 'open: the user, or the command, that did';

create table contacts (
  child_id text collate "C" not null references children,
  id text collate "C" not null,
  version integer not null check (version >= 1),
  name text not null,
  relationship text not null,
  phone text,
  email text,
  address_lines text[],
  postcode text,
  may_be_called boolean not null default true,
  may_be_left_a_message boolean not null default true,
  may_be_written_to boolean not null default true,
  may_be_emailed boolean not null default true,
  is_in_use boolean not null default true,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, id, version)
);
comment on table contacts is 'Parents and others who can be asked; of each the highest version counts';
comment on column contacts.child_id is 'open: the record of the child';
comment on column contacts.id is 'open: the contact';
comment on column contacts.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column contacts.name is 'identifying: who it is';
comment on column contacts.relationship is 'identifying: what they are to the child';
comment on column contacts.phone is 'locating: telephone number';
comment on column contacts.email is 'locating: email address';
comment on column contacts.address_lines is 'locating: where they live, line by line';
comment on column contacts.postcode is 'locating: postcode';
comment on column contacts.may_be_called is 'open: it is safe to call';
comment on column contacts.may_be_left_a_message is 'open: it is safe to leave a message';
comment on column contacts.may_be_written_to is 'open: it is safe to send a letter';
comment on column contacts.may_be_emailed is 'open: it is safe to send an email';
comment on column contacts.is_in_use is 'open: the contact is still one';
comment on column contacts.recorded_at is 'open: when this version was put on record';
comment on column contacts.recorded_by is 'open: the user, or the command, that did';

create table on_roll (
  child_id text collate "C" not null references children,
  agency_id text collate "C" not null references agencies,
  from_on date not null,
  version integer not null check (version >= 1),
  until_on date,
  year_group integer,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, agency_id, from_on, version)
);
create index on_roll_of_school on on_roll (agency_id, from_on);
comment on table on_roll is 'On which school’s roll a child is, from when until when; of each stay the highest version counts';
comment on column on_roll.child_id is 'open: the record of the child';
comment on column on_roll.agency_id is 'locating: the school';
comment on column on_roll.from_on is 'locating: the first day on its roll';
comment on column on_roll.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column on_roll.until_on is 'locating: the last day on its roll; still on it where empty';
comment on column on_roll.year_group is 'open: the year group, 0 for reception';
comment on column on_roll.recorded_at is 'open: when this version was put on record';
comment on column on_roll.recorded_by is 'open: the user, or the command, that did';

create table seals (
  child_id text collate "C" not null references children,
  version integer not null check (version >= 1),
  is_sealed boolean not null,
  for_users text[] not null default '{}',
  why text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, version)
);
comment on table seals is 'Whether a child exists for the persons listed alone; the highest version counts';
comment on column seals.child_id is 'sealed: the record of the child';
comment on column seals.version is 'sealed: 1, 2, 3';
comment on column seals.is_sealed is 'sealed: the child is sealed';
comment on column seals.for_users is 'sealed: the users for whom the child exists';
comment on column seals.why is 'sealed: why';
comment on column seals.recorded_at is 'sealed: when this version was put on record';
comment on column seals.recorded_by is 'sealed: who did';

create table same_child (
  child_id text collate "C" not null references children,
  version integer not null check (version >= 1),
  head_id text collate "C" not null,
  why text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, version)
);
create index same_child_of_head on same_child (head_id);
comment on table same_child is 'Which records are one child: the highest version of a record names the record that stands for them all, itself where it was parted again. A record that is not here stands for itself';
comment on column same_child.child_id is 'open: the record';
comment on column same_child.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column same_child.head_id is 'open: the record that stands for the child; not a foreign key, since none joins two children';
comment on column same_child.why is 'notes: what they were joined or parted for';
comment on column same_child.recorded_at is 'open: when they were joined or parted';
comment on column same_child.recorded_by is 'open: who did';

create view heads with (security_invoker = true) as
  select children.id as child_id, coalesce(latest.head_id, children.id) as head_id
  from children left join lateral (
    select head_id from same_child where same_child.child_id = children.id order by version desc limit 1
  ) as latest on true;
comment on view heads is 'For each record the record that stands for the child';
comment on column heads.child_id is 'open: the record';
comment on column heads.head_id is 'open: the record that stands for the child';

-- Facts ----------------------------------------------------------------------------------------------------------------------------------

create table facts (
  child_id text collate "C" not null references children,
  id text collate "C" not null unique check (id <> '' and length(id) <= 200),
  type text,
  on_day date not null,
  by text not null,
  detail jsonb check (jsonb_typeof(detail) = 'object'),
  replaces text collate "C",
  withdraws text collate "C",
  note text,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  load_id text collate "C",
  primary key (child_id, id),
  check ((type is null) = (withdraws is not null)),
  check (withdraws is null or (replaces is null and detail is null))
);
create index facts_of_load on facts (load_id) where load_id is not null;
comment on table facts is 'What happened on a day, and records that another was made in error. Added, never changed; read in the order of the fact table';
comment on column facts.child_id is 'open: the record of the child under which it came';
comment on column facts.id is 'open: the fact; of two of one day and type the one with the lower id is read first';
comment on column facts.type is 'open: the type of fact; empty for a record that withdraws another';
comment on column facts.on_day is 'open: the day on which it happened';
comment on column facts.by is 'open: the agency that did it or knew it';
comment on column facts.detail is 'notes: what is recorded of its type; schools in it are locating, and reasons are free words';
comment on column facts.replaces is 'open: the fact that this one corrects; not a foreign key, since it may have come under another record of the child';
comment on column facts.withdraws is 'open: the record that was made in error';
comment on column facts.note is 'notes: free words';
comment on column facts.recorded_at is 'open: when it was known to us';
comment on column facts.recorded_by is 'open: the user, or the command, that recorded it';
comment on column facts.load_id is 'open: the load that brought it; empty where a person recorded it';

-- What follows from facts: projections, written with them and rebuilt from them -----------------------------------------------------------

create table child_assessments (
  child_id text collate "C" primary key references children,
  version integer not null default 0,
  assessed_on date,
  next_change_on date,
  statuses jsonb not null default '[]',
  options jsonb not null default '[]',
  warnings jsonb not null default '[]',
  undated jsonb not null default '[]'
);
create index child_assessments_due on child_assessments (next_change_on) where next_change_on is not null;
comment on table child_assessments is 'For each record, how the guidance’s answer about it stands. Whoever records something of a child locks these rows first, in the order of their ids';
comment on column child_assessments.child_id is 'open: the record that stands for the child';
comment on column child_assessments.version is 'open: one more with each assessment';
comment on column child_assessments.assessed_on is 'open: the day assessed for; empty where there is no assessment, since there is no date of birth, or another record stands for the child';
comment on column child_assessments.next_change_on is 'open: the first later day on which the answer differs if nothing more is recorded';
comment on column child_assessments.statuses is 'open: [{status, since, clause}]';
comment on column child_assessments.options is 'open: [{clause, agency, since}]';
comment on column child_assessments.warnings is 'open: [{code, fact, text}]';
comment on column child_assessments.undated is 'open: what cannot be dated because the calendar ends: [{clause, missing}]';

create table episodes (
  child_id text collate "C" not null references children,
  pathway text not null,
  opened_on date not null,
  place integer not null,
  ended_on date,
  primary key (child_id, pathway, opened_on, place)
);
create index episodes_open on episodes (pathway, opened_on) where ended_on is null;
comment on table episodes is 'Stays of children on a pathway';
comment on column episodes.child_id is 'open: the record that stands for the child';
comment on column episodes.pathway is 'open: the pathway';
comment on column episodes.opened_on is 'open: the day on which it opened';
comment on column episodes.place is 'open: 0, unless one of the same pathway opened and ended on that day before';
comment on column episodes.ended_on is 'open: the day on which it ended; open where empty';

create table duties (
  child_id text collate "C" not null references children,
  clause text not null,
  pathway text not null,
  service text not null default '' check (service in ('', 'cfw', 'csc')),
  started_on date not null,
  first_because text collate "C" not null,
  because text[] not null,
  force text not null check (force in ('must', 'should', 'consider')),
  owner text not null,
  due_on date,
  due_from text not null check (due_from in ('guidance', 'setting')),
  outcome text check (outcome in ('done', 'late', 'set-aside', 'lapsed')),
  discharged_on date,
  discharged_by text collate "C",
  lapsed_on date,
  lapsed_by text collate "C",
  primary key (child_id, clause, pathway, service, started_on, first_because)
);
create index duties_open on duties (owner, due_on) where outcome is null;
comment on table duties is 'Every duty ever started, and the upcoming ones. Whether one without an outcome is upcoming, open or overdue follows from the day';
comment on column duties.child_id is 'open: the record that stands for the child';
comment on column duties.clause is 'open: the clause of the guidance';
comment on column duties.pathway is 'open: the pathway';
comment on column duties.service is 'open: the service it is about, where it is about one; otherwise an empty text';
comment on column duties.started_on is 'open: the day on which it started, or will';
comment on column duties.first_because is 'open: the first of the facts that started it';
comment on column duties.because is 'open: the facts that started it, in reading order';
comment on column duties.force is 'open: must, should or consider';
comment on column duties.owner is 'open: the agency that owes it';
comment on column duties.due_on is 'open: the day by which; empty where it cannot be dated';
comment on column duties.due_from is 'open: whether the guidance or a setting gives that day';
comment on column duties.outcome is 'open: how it closed';
comment on column duties.discharged_on is 'open: the day on which it was done or set aside';
comment on column duties.discharged_by is 'open: the fact by which';
comment on column duties.lapsed_on is 'open: the day on which its reason ended';
comment on column duties.lapsed_by is 'open: the fact by which; empty for the end of compulsory school age';

create table may_see (
  child_id text collate "C" not null references children,
  agency_id text collate "C" not null references agencies,
  user_id text collate "C" not null default '',
  relationship text not null,
  from_on date not null,
  until_on date,
  primary key (child_id, agency_id, user_id, relationship, from_on)
);
create index may_see_by_agency on may_see (agency_id, user_id, child_id);
comment on table may_see is 'Who may see a child and why, as src/sharing derives it from facts and records';
comment on column may_see.child_id is 'open: the record that stands for the child';
comment on column may_see.agency_id is 'open: the agency that may';
comment on column may_see.user_id is 'open: the one user of it who may; an empty text where all may';
comment on column may_see.relationship is 'open: why: on its roll, owes a duty, on a panel and so on';
comment on column may_see.from_on is 'open: from which day';
comment on column may_see.until_on is 'open: to which day; no end is known where empty';

-- Notifications: before it is known which child --------------------------------------------------------------------------------------------

create table notifications (
  id text collate "C" primary key check (id <> ''),
  received_on date not null,
  agency_id text collate "C" references agencies,
  notifier_name text,
  notifier_contact text,
  about jsonb not null,
  says text,
  owner text not null,
  due_on date,
  version integer not null default 1,
  outcome text,
  child_id text collate "C" references children,
  fact_id text collate "C",
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  settled_at timestamptz,
  settled_by text
);
create index notifications_open on notifications (owner, due_on) where outcome is null;
create index notifications_of_child on notifications (child_id) where child_id is not null;
comment on table notifications is 'What somebody told the council about a child who is missing education, until it is known which child that is';
comment on column notifications.id is 'open: the notification, and the reference that the notifier gets';
comment on column notifications.received_on is 'open: the day on which it was received';
comment on column notifications.agency_id is 'open: the agency that told, where one did';
comment on column notifications.notifier_name is 'identifying: who told';
comment on column notifications.notifier_contact is 'identifying: how they can be asked';
comment on column notifications.about is 'locating: what they know of the child: names, date of birth, address, school; identifying too';
comment on column notifications.says is 'notes: what they said';
comment on column notifications.owner is 'open: the agency that has to find out which child it is';
comment on column notifications.due_on is 'open: the day by which';
comment on column notifications.version is 'open: one more with each change; whoever changes an older one has to look again';
comment on column notifications.outcome is 'open: how it was settled; not yet where empty';
comment on column notifications.child_id is 'open: the record of the child, once it is known';
comment on column notifications.fact_id is 'open: the fact that came of it';
comment on column notifications.recorded_at is 'open: when it was put on record';
comment on column notifications.recorded_by is 'open: the user who did, or the public form';
comment on column notifications.settled_at is 'open: when it was settled';
comment on column notifications.settled_by is 'open: who settled it';

-- Settings and calendars, with their past -------------------------------------------------------------------------------------------------

create table settings_versions (
  version integer primary key check (version >= 1),
  from_on date not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  why text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null
);
comment on table settings_versions is 'Changes of settings, in the order in which they were made';
comment on column settings_versions.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column settings_versions.from_on is 'open: the day from which it holds';
comment on column settings_versions.changes is 'open: {name: value} of the settings that change';
comment on column settings_versions.why is 'notes: what it was changed for';
comment on column settings_versions.recorded_at is 'open: when it was put on record';
comment on column settings_versions.recorded_by is 'open: who did';

create table calendar_versions (
  area text not null,
  version integer not null check (version >= 1),
  file jsonb not null,
  why text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (area, version)
);
comment on table calendar_versions is 'Calendars; of each area the highest version counts';
comment on column calendar_versions.area is 'open: the area with panels of its own; county for the county’s';
comment on column calendar_versions.version is 'open: 1, 2, 3; whoever writes the same one second has to look again';
comment on column calendar_versions.file is 'open: the calendar as a calendar file has it';
comment on column calendar_versions.why is 'notes: what it was changed for';
comment on column calendar_versions.recorded_at is 'open: when it was put on record';
comment on column calendar_versions.recorded_by is 'open: who did';

-- Who did and saw what --------------------------------------------------------------------------------------------------------------------

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  transaction xid8 not null default pg_current_xact_id(),
  who text not null,
  agency_id text,
  action text not null,
  outcome text not null default 'done' check (outcome in ('done', 'refused')),
  children text[] collate "C" not null default '{}',
  why text,
  request_id text
);
create index audit_children on audit using gin (children);
create index audit_who on audit (who, at);
create index audit_at on audit (at);
comment on table audit is 'Who, for which agency, did or saw what, of which children, why and when; no content';
comment on column audit.id is 'open: numbers rise, and may have gaps';
comment on column audit.at is 'open: when';
comment on column audit.transaction is 'open: the transaction that wrote it; by it the sealer knows that none can come before it any more';
comment on column audit.who is 'open: the user, job or command';
comment on column audit.agency_id is 'open: the agency for which the user acted';
comment on column audit.action is 'open: what was done';
comment on column audit.outcome is 'open: done, or refused to them';
comment on column audit.children is 'open: the records concerned';
comment on column audit.why is 'notes: the reason that was given, where one was asked for';
comment on column audit.request_id is 'open: the request in the service’s log';

create table audit_batches (
  number integer primary key check (number >= 1),
  ids int8multirange not null,
  entries integer not null,
  previous_head text not null,
  head text not null,
  sealed_at timestamptz not null default clock_timestamp()
);
comment on table audit_batches is 'Audit entries sealed: each head is a hash of the entries and of the head before';
comment on column audit_batches.number is 'open: 1, 2, 3, without a gap';
comment on column audit_batches.ids is 'open: the entries in it';
comment on column audit_batches.entries is 'open: how many';
comment on column audit_batches.previous_head is 'open: the head of the batch before; an empty text for the first';
comment on column audit_batches.head is 'open: the hash, for publishing elsewhere';
comment on column audit_batches.sealed_at is 'open: when it was sealed';

-- Passing state of people who are signed in ------------------------------------------------------------------------------------------------

create table sessions (
  id_hash bytea primary key,
  user_id text collate "C" references users,
  agency_id text collate "C" references agencies,
  role text,
  state jsonb not null default '{}',
  made_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null
);
create index sessions_of_user on sessions (user_id);
create index sessions_end on sessions (ends_at);
comment on table sessions is 'Sign-ins';
comment on column sessions.id_hash is 'sealed: a hash of what the cookie holds, which itself is nowhere kept';
comment on column sessions.user_id is 'open: the user; nobody yet while signing in';
comment on column sessions.agency_id is 'open: the agency that the user acts for';
comment on column sessions.role is 'open: in which role';
comment on column sessions.state is 'sealed: what a sign-in under way has to remember';
comment on column sessions.made_at is 'open: when it began';
comment on column sessions.seen_at is 'open: when it was last used';
comment on column sessions.ends_at is 'open: when it ends, used or not';

create table idempotency_keys (
  user_id text collate "C" not null,
  key text collate "C" not null check (length(key) between 8 and 200),
  action text not null,
  request_hash text not null,
  answer jsonb not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (user_id, key)
);
create index idempotency_keys_made on idempotency_keys (made_at);
comment on table idempotency_keys is 'What came of a form or request, so that sending it again does nothing and gets the same answer';
comment on column idempotency_keys.user_id is 'open: whose it is';
comment on column idempotency_keys.key is 'open: the key that form or request carried';
comment on column idempotency_keys.action is 'open: what it asked for';
comment on column idempotency_keys.request_hash is 'open: a hash of what it carried: the same key with something else is a mistake';
comment on column idempotency_keys.answer is 'open: ids of what came of it';
comment on column idempotency_keys.made_at is 'open: when';

create table drafts (
  user_id text collate "C" not null references users,
  form text not null,
  about text collate "C" not null default '',
  content jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (user_id, form, about)
);
create index drafts_saved on drafts (saved_at);
comment on table drafts is 'What somebody typed and has not sent';
comment on column drafts.user_id is 'open: whose it is';
comment on column drafts.form is 'open: the form';
comment on column drafts.about is 'open: the child or thing that it is about; an empty text where none is';
comment on column drafts.content is 'notes: what was typed';
comment on column drafts.version is 'open: one more with each change; whoever changes an older one has to look again';
comment on column drafts.saved_at is 'open: when it was last saved';

-- What the roles may ----------------------------------------------------------------------------------------------------------------------

do $$
declare
  fixed text;
begin
  foreach fixed in array array['agencies', 'agency_versions', 'children', 'child_versions', 'child_addresses', 'contacts', 'on_roll', 'seals', 'same_child', 'facts',
    'settings_versions', 'calendar_versions', 'audit', 'audit_batches'] loop
    execute format('create trigger added_to_only before update or delete or truncate on %I for each statement execute function refuse_change()', fixed);
  end loop;
end
$$;

revoke all on all tables in schema public from public;
grant usage on schema public to onroll_app, onroll_worker;
grant select on all tables in schema public to onroll_app, onroll_worker;
grant insert on agencies, agency_versions, children, child_versions, child_addresses, contacts, on_roll, seals, same_child, facts,
  settings_versions, calendar_versions, audit to onroll_app, onroll_worker;
grant insert on audit_batches to onroll_worker;
grant insert, update, delete on child_assessments, episodes, duties, may_see to onroll_app, onroll_worker;
grant insert, update on users, notifications to onroll_app, onroll_worker;
grant insert, update (until_at, ended_by) on user_roles to onroll_app, onroll_worker;
grant insert, update, delete on sessions, drafts to onroll_app, onroll_worker;
grant insert on idempotency_keys to onroll_app, onroll_worker;
grant delete on idempotency_keys to onroll_worker;
`,
}
