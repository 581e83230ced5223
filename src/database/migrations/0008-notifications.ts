import type { Migration } from './migration.ts'

/*
 * What is told of a child before it is known which child it is: by whom, how urgent, what was decided and taken back; what somebody without an account has typed
 * so far, and how often such people may send; and what a school returns when it takes a name off its register.
 */
export const notifications: Migration = {
  name: '0008-notifications',
  statements: `
alter table notifications add column reference text collate "C";
update notifications set reference = id;
alter table notifications alter column reference set not null;
create unique index notifications_reference on notifications (reference);
alter table notifications add column way text not null default 'signed-in' check (way in ('public-form', 'signed-in'));
alter table notifications add column urgency text not null default 'none' check (urgency in ('danger', 'unsure', 'none'));
alter table notifications add column by text not null default 'other' check (by in ('school', 'cme-officer', 'ehe-team', 'pupil-access', 'panel-chair', 'cfw',
  'csc', 'cssh-mash', 'health', 'police', 'other'));
alter table notifications add column notifier_is text;
alter table notifications add column organisation text;
alter table notifications add column owner_user text collate "C" references users;
comment on column notifications.id is 'open: the notification';
comment on column notifications.reference is 'open: by which the notifier names it; nobody can guess it, and it says nothing';
comment on column notifications.way is 'open: by the form for everybody, or by somebody who was signed in';
comment on column notifications.urgency is 'open: whether the child is in danger now, as whoever told said';
comment on column notifications.by is 'open: which of the guidance’s agencies told; other for anybody else';
comment on column notifications.notifier_is is 'open: what whoever told is, of the choices on the form';
comment on column notifications.organisation is 'identifying: where they work, where they said it';
comment on column notifications.owner_user is 'open: who has to find out which child it is; nobody yet where empty';
drop index notifications_open;
create index notifications_open on notifications (urgency, due_on) where outcome is null;
create index notifications_settled on notifications (settled_at) where outcome is not null;

create table notification_decisions (
  notification_id text collate "C" not null references notifications,
  version integer not null check (version >= 2),
  decision text not null check (decision in ('taken', 'put-off', 'this-child', 'new-child', 'turned-down', 'reopened')),
  because text,
  says text,
  record_id text collate "C",
  facts text[] collate "C" not null default '{}',
  due_on date,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  agency_id text collate "C" not null references agencies,
  primary key (notification_id, version)
);
comment on table notification_decisions is 'What was decided of a notification, and taken back. Added, never changed';
comment on column notification_decisions.notification_id is 'open: the notification';
comment on column notification_decisions.version is 'open: the version of the notification that came of it';
comment on column notification_decisions.decision is 'open: what was decided';
comment on column notification_decisions.because is 'open: of one that was turned down, the reason from the list; of one that is a child’s, how likely the rules of matching thought it, and which rules';
comment on column notification_decisions.says is 'notes: the reason in words';
comment on column notification_decisions.record_id is 'open: the record of the child that it is';
comment on column notification_decisions.facts is 'open: the facts that came of it';
comment on column notification_decisions.due_on is 'open: the day to which it was put off';
comment on column notification_decisions.recorded_at is 'open: when';
comment on column notification_decisions.recorded_by is 'open: the user who did';
comment on column notification_decisions.agency_id is 'open: the agency for which the user acted';
create trigger added_to_only before update or delete or truncate on notification_decisions for each statement execute function refuse_change();

create table public_drafts (
  id_hash bytea primary key,
  content jsonb not null,
  reference text collate "C",
  made_at timestamptz not null default clock_timestamp(),
  saved_at timestamptz not null default clock_timestamp()
);
create index public_drafts_saved on public_drafts (saved_at);
comment on table public_drafts is 'What somebody without an account has typed and not sent; kept for a day';
comment on column public_drafts.id_hash is 'sealed: a hash of what the cookie holds, which itself is nowhere kept';
comment on column public_drafts.content is 'notes: what was typed, question by question; nothing once it was sent';
comment on column public_drafts.reference is 'open: the notification that it became';
comment on column public_drafts.made_at is 'open: when it was begun';
comment on column public_drafts.saved_at is 'open: when it was last saved';

create table public_windows (
  from_at timestamptz primary key,
  salt bytea not null
);
comment on table public_windows is 'Spans of time within which is counted how often the forms for everybody are used';
comment on column public_windows.from_at is 'open: when it began';
comment on column public_windows.salt is 'sealed: what makes the hashes of addresses of this span other than those of any other; it goes with them';

create table public_counts (
  from_at timestamptz not null,
  what text not null,
  who bytea not null,
  count integer not null,
  primary key (from_at, what, who)
);
comment on table public_counts is 'How often the forms for everybody were used in a span of time; nothing of what was typed';
comment on column public_counts.from_at is 'open: when the span began';
comment on column public_counts.what is 'open: what was done';
comment on column public_counts.who is 'sealed: a hash of the address it came from; empty for all together';
comment on column public_counts.count is 'open: how often';

create table deletion_returns (
  child_id text collate "C" not null references children,
  id text collate "C" not null check (id <> ''),
  agency_id text collate "C" not null references agencies,
  deleted_on date not null,
  ground text not null,
  regulations text not null,
  content jsonb not null,
  facts text[] collate "C" not null default '{}',
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  primary key (child_id, id)
);
comment on table deletion_returns is 'What a school tells the council when it takes a name off its admission register. Added, never changed';
comment on column deletion_returns.child_id is 'open: the record of the child';
comment on column deletion_returns.id is 'open: the return';
comment on column deletion_returns.agency_id is 'locating: the school';
comment on column deletion_returns.deleted_on is 'locating: the first day on which the name is off its register';
comment on column deletion_returns.ground is 'open: the letter of the ground';
comment on column deletion_returns.regulations is 'open: the regulations whose letter it is';
comment on column deletion_returns.content is 'locating: addresses, parents and how they are reached, where the child goes, enquiries made; identifying and notes too';
comment on column deletion_returns.facts is 'open: the facts that came of it';
comment on column deletion_returns.recorded_at is 'open: when it was made';
comment on column deletion_returns.recorded_by is 'open: the user who made it';
create index deletion_returns_of_school on deletion_returns (agency_id, recorded_at);
create trigger added_to_only before update or delete or truncate on deletion_returns for each statement execute function refuse_change();

revoke all on notification_decisions, public_drafts, public_windows, public_counts, deletion_returns from public;
grant select, insert on notification_decisions, deletion_returns to onroll_app, onroll_worker;
grant select, insert, update, delete on public_drafts, public_windows, public_counts to onroll_app, onroll_worker;
`,
}
