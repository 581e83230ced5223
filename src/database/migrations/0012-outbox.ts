import type { Migration } from './migration.ts'

/*
 * Alerts: who is to be told that something waits for them, and how it went with each; and who was rung of a child in danger.
 */
export const outbox: Migration = {
  name: '0012-outbox',
  statements: `
create table outbox (
  user_id text collate "C" not null references users,
  kind text not null check (kind in ('steps', 'danger')),
  day date not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'given-up')),
  message_id text collate "C" not null default gen_random_uuid()::text,
  tries integer not null default 0 check (tries >= 0),
  doubts integer not null default 0 check (doubts >= 0),
  failure text,
  made_at timestamptz not null default clock_timestamp(),
  first_try_at timestamptz,
  next_try_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  primary key (user_id, kind, day),
  unique (message_id),
  check ((state = 'sent') = (sent_at is not null))
);
comment on table outbox is 'Alerts: that something waits for somebody, and how it went. At most one for a person, kind and day, and nothing of what waits';
comment on column outbox.user_id is 'open: who is told';
comment on column outbox.kind is 'open: that something is to be done; or that somebody told of a child in danger, which no other alert holds up';
comment on column outbox.day is 'open: the day on which it is to be sent, and, from the first try on, the day of the last';
comment on column outbox.state is 'open: how it stands; sending while one process has it, and after a crash of that process for some minutes';
comment on column outbox.message_id is 'open: by which mail servers know it; the same however often it is tried';
comment on column outbox.tries is 'open: how often it was tried';
comment on column outbox.doubts is 'open: how often it may have been sent, and nobody said so';
comment on column outbox.failure is 'open: why the last try failed, as a word of ours; nothing that a mail server said';
comment on column outbox.made_at is 'open: when something first came that it is about';
comment on column outbox.first_try_at is 'open: when it was first tried; from then on is counted when it is given up';
comment on column outbox.next_try_at is 'open: not before; of one that is being sent, when it is taken to have been broken off';
comment on column outbox.sent_at is 'open: when a mail server took it';
create index outbox_due on outbox (next_try_at) where state in ('waiting', 'sending');
create index outbox_open_of_user on outbox (user_id, kind) where state in ('waiting', 'sending');

create table notification_rings (
  notification_id text collate "C" not null references notifications,
  id text collate "C" not null check (id <> ''),
  rung text not null check (rung in ('999', 'hub', 'other')),
  whom text check ((rung = 'other') = (whom is not null)),
  rung_by text not null,
  on_day date not null,
  at_time text collate "C" not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  says text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  agency_id text collate "C" not null references agencies,
  primary key (notification_id, id)
);
comment on table notification_rings is 'Who was rung of a child of whom was told that it is in danger, and what they answered. Added, never changed';
comment on column notification_rings.notification_id is 'open: the notification';
comment on column notification_rings.id is 'open: the call';
comment on column notification_rings.rung is 'open: the police and the other services of 999, the support hub, or somebody else';
comment on column notification_rings.whom is 'notes: of somebody else, who';
comment on column notification_rings.rung_by is 'notes: who rang';
comment on column notification_rings.on_day is 'open: the day of the call';
comment on column notification_rings.at_time is 'open: when, as clocks in London showed it';
comment on column notification_rings.says is 'notes: what was answered';
comment on column notification_rings.recorded_at is 'open: when it was put on record';
comment on column notification_rings.recorded_by is 'open: the user who did';
comment on column notification_rings.agency_id is 'open: the agency for which the user acted';
create trigger added_to_only before update or delete or truncate on notification_rings for each statement execute function refuse_change();
create index notifications_in_danger on notifications (received_on) where urgency = 'danger';

revoke all on outbox, notification_rings from public;
grant select, insert on outbox, notification_rings to onroll_app, onroll_worker;
grant update, delete on outbox to onroll_worker;
`,
}
