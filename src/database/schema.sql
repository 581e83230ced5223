-- The schema as it stands, read from the catalogue: onroll database schema > src/database/schema.sql

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is added to, and neither changed nor deleted', tg_table_name using errcode = 'insufficient_privilege';
end
$function$;

-- Schools and teams that owe, do or know something; what is known of them is in agency_versions
CREATE TABLE agencies (
  id text COLLATE "C" NOT NULL,                                            -- open: the agency
  kind text NOT NULL,                                                      -- open: which of the guidance’s agencies it is
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  PRIMARY KEY (id),
  CHECK ((id <> ''::text)),
  CHECK ((kind = ANY (ARRAY['school'::text, 'cme-officer'::text, 'ehe-team'::text, 'pupil-access'::text, 'panel-chair'::text, 'cfw'::text, 'csc'::text, 'cssh-mash'::text, 'health'::text, 'police'::text, 'other'::text])))
);
CREATE INDEX agencies_but_schools ON agencies USING btree (kind) WHERE (kind <> 'school'::text);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON agencies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What is known of an agency; the highest version counts
CREATE TABLE agency_versions (
  agency_id text COLLATE "C" NOT NULL,                                     -- open: the agency
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  name text NOT NULL,                                                      -- open: its name
  urn text,                                                                -- open: of a school, its unique reference number
  phase text,                                                              -- open: of a school: primary, secondary and so on
  district text,                                                           -- open: of a school, the district of the county that it is in
  postcode text,                                                           -- open: where it is
  closed_on date,                                                          -- open: the day on which it closed
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  districts text[] NOT NULL DEFAULT '{}'::text[],                          -- open: of a team, the districts of the county that it serves; all of them where empty
  oversees boolean NOT NULL DEFAULT false,                                 -- open: it answers for the work of the others, and may see every child that has an episode
  PRIMARY KEY (agency_id, version),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON agency_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Which agency, and who in it, has a child or one duty; of each the highest version counts
CREATE TABLE allocations (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the allocation
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  kind text NOT NULL,                                                      -- open: for which of the guidance’s agencies
  duty text COLLATE "C" NOT NULL DEFAULT ''::text,                         -- open: the one duty that it is for, by its key; every duty of that kind of agency where empty
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the agency that has it
  user_id text COLLATE "C",                                                -- open: the person who has it; nobody yet where empty
  from_on date NOT NULL,                                                   -- open: the first day
  until_on date,                                                           -- open: the last day; it lasts until another follows where empty
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  PRIMARY KEY (child_id, id, version),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CHECK ((id <> ''::text)),
  CHECK ((kind = ANY (ARRAY['school'::text, 'cme-officer'::text, 'ehe-team'::text, 'pupil-access'::text, 'panel-chair'::text, 'cfw'::text, 'csc'::text, 'cssh-mash'::text, 'health'::text, 'police'::text, 'other'::text]))),
  CHECK ((version >= 1))
);
CREATE INDEX allocations_of_user ON allocations USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON allocations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Who, for which agency, did or saw what, of which children, why and when; no content
CREATE TABLE audit (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,                -- open: numbers rise, and may have gaps
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),         -- open: the transaction that wrote it; by it the sealer knows that none can come before it any more
  who text NOT NULL,                                              -- open: the user, job or command
  agency_id text,                                                 -- open: the agency for which the user acted
  action text NOT NULL,                                           -- open: what was done
  outcome text NOT NULL DEFAULT 'done'::text,                     -- open: done, or refused to them
  children text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],      -- open: the records concerned
  why text,                                                       -- notes: the reason that was given, where one was asked for
  request_id text,                                                -- open: the request in the service’s log
  PRIMARY KEY (id),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX audit_at ON audit USING btree (at);
CREATE INDEX audit_children ON audit USING gin (children);
CREATE INDEX audit_who ON audit USING btree (who, at);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Audit entries sealed: each head is a hash of the entries and of the head before
CREATE TABLE audit_batches (
  number integer NOT NULL,                                               -- open: 1, 2, 3, without a gap
  ids int8multirange NOT NULL,                                           -- open: the entries in it
  entries integer NOT NULL,                                              -- open: how many
  previous_head text NOT NULL,                                           -- open: the head of the batch before; an empty text for the first
  head text NOT NULL,                                                    -- open: the hash, for publishing elsewhere
  sealed_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was sealed
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),                -- open: the transaction that sealed it, numbered after its entries were read
  settled bigint NOT NULL DEFAULT 0,                                     -- open: below this id every entry is sealed, and none can come any more
  PRIMARY KEY (number),
  CHECK ((number >= 1))
);
CREATE INDEX audit_batches_highest ON audit_batches USING btree (upper(ids));
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: select
-- onroll_worker: insert, select

-- Calendars; of each area the highest version counts
CREATE TABLE calendar_versions (
  area text NOT NULL,                                                      -- open: the area with panels of its own; county for the county’s
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  file jsonb NOT NULL,                                                     -- open: the calendar as a calendar file has it
  why text NOT NULL,                                                       -- notes: what it was changed for
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was put on record
  recorded_by text NOT NULL,                                               -- open: who did
  PRIMARY KEY (area, version),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON calendar_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What people note about a child beside the facts: it settles no duty. Added, never changed; a note may say that another was made in error
CREATE TABLE case_notes (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the note; a later one has a higher id
  says text,                                                               -- notes: what is noted
  withdraws text COLLATE "C",                                              -- open: the note that was made in error
  why text,                                                                -- notes: why it is taken back
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  recorded_by text NOT NULL,                                               -- open: the user who did
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the agency for which the user acted
  PRIMARY KEY (child_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK (((says IS NULL) = (withdraws IS NOT NULL))),
  CHECK (((why IS NULL) = (withdraws IS NULL))),
  CHECK ((id <> ''::text))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON case_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What people record of a child that no clause reads: particulars of a fact, and entries of their own. Added, never changed
CREATE TABLE casework (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the entry; a later one has a higher id
  kind text NOT NULL,                                                      -- open: the type of the fact whose particulars they are, or the kind of entry
  on_day date NOT NULL,                                                    -- open: the day of the fact, or on which it was
  by text NOT NULL,                                                        -- open: the agency whose word it is
  of_id text COLLATE "C",                                                  -- open: the fact or entry that it belongs to or answers
  content jsonb NOT NULL,                                                  -- notes: what was filled in; identifying and locating too
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  recorded_by text NOT NULL,                                               -- open: the user who did
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the agency for which the user acted
  PRIMARY KEY (child_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((by = ANY (ARRAY['school'::text, 'cme-officer'::text, 'ehe-team'::text, 'pupil-access'::text, 'panel-chair'::text, 'cfw'::text, 'csc'::text, 'cssh-mash'::text, 'health'::text, 'police'::text, 'other'::text]))),
  CHECK ((id <> ''::text))
);
CREATE INDEX casework_of_requests ON casework USING btree (of_id) WHERE (kind = 'request-answer'::text);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON casework FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Where a child lives or lived; of each address the highest version counts
CREATE TABLE child_addresses (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the address
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  lines text[] NOT NULL,                                                   -- locating: the address, line by line
  postcode text,                                                           -- locating: postcode
  district text,                                                           -- locating: the district of the county, or of another
  from_on date,                                                            -- locating: the first day there
  until_on date,                                                           -- locating: the last day there
  may_be_written_to boolean NOT NULL DEFAULT true,                         -- locating: a letter may go there
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  kind text NOT NULL DEFAULT 'home'::text,                                 -- locating: what the address is to the child: home, another parent’s, temporary, a safe place, for post only
  is_in_use boolean NOT NULL DEFAULT true,                                 -- open: the address is or was one of the child; otherwise it was recorded in error
  PRIMARY KEY (child_id, id, version),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((kind = ANY (ARRAY['home'::text, 'other-parent'::text, 'temporary'::text, 'safe-place'::text, 'post-only'::text, 'other'::text]))),
  CHECK ((version >= 1))
);
CREATE INDEX child_addresses_place ON child_addresses USING btree (upper(replace(postcode, ' '::text, ''::text)), lower(lines[1])) WHERE (postcode IS NOT NULL);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON child_addresses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- For each record, how the guidance’s answer about it stands. Whoever records something of a child locks these rows first, in the order of their ids
CREATE TABLE child_assessments (
  child_id text COLLATE "C" NOT NULL,          -- open: the record that stands for the child
  version integer NOT NULL DEFAULT 0,          -- open: one more with each assessment
  assessed_on date,                            -- open: the day assessed for; empty where there is no assessment, since there is no date of birth, or another record stands for the child
  next_change_on date,                         -- open: the first later day on which the answer differs if nothing more is recorded
  statuses jsonb NOT NULL DEFAULT '[]'::jsonb, -- open: [{status, since, clause}]
  options jsonb NOT NULL DEFAULT '[]'::jsonb,  -- open: [{clause, agency, since}]
  warnings jsonb NOT NULL DEFAULT '[]'::jsonb, -- open: [{code, fact, text}]
  undated jsonb NOT NULL DEFAULT '[]'::jsonb,  -- open: what cannot be dated because the calendar ends: [{clause, missing}]
  PRIMARY KEY (child_id),
  FOREIGN KEY (child_id) REFERENCES children(id)
);
CREATE INDEX child_assessments_candidates ON child_assessments USING btree (child_id) WHERE (options @> '[{"clause": "1.4b"}]'::jsonb);
CREATE INDEX child_assessments_due ON child_assessments USING btree (next_change_on, child_id) WHERE (next_change_on IS NOT NULL);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Who a child is; the highest version counts. Numbers are not unique: a clash must not tell anybody that a hidden child exists
CREATE TABLE child_versions (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  given_names text NOT NULL,                                               -- identifying: given names
  family_name text NOT NULL,                                               -- identifying: family name
  known_as text,                                                           -- identifying: what the child is called
  former_names text[] NOT NULL DEFAULT '{}'::text[],                       -- identifying: names that the child had before
  date_of_birth date,                                                      -- identifying: date of birth; a child without one stays in triage
  date_of_birth_estimated boolean NOT NULL DEFAULT false,                  -- identifying: the date of birth is an estimate, and marked wherever it shows
  sex text,                                                                -- identifying: sex
  upn text,                                                                -- identifying: unique pupil number
  former_upns text[] NOT NULL DEFAULT '{}'::text[],                        -- identifying: numbers that the child had before
  nhs_number text,                                                         -- identifying: NHS number
  ehcp jsonb NOT NULL DEFAULT '[]'::jsonb,                                 -- open: periods with an education, health and care plan: [{from, to?}], both days included
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  language text,                                                           -- identifying: the language that the child speaks best
  needs_interpreter boolean,                                               -- open: an interpreter is needed to speak with the child; not known where empty
  access_needs text,                                                       -- notes: what helps the child when somebody meets it, or is to be kept from it
  PRIMARY KEY (child_id, version),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((jsonb_typeof(ehcp) = 'array'::text)),
  CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text]))),
  CHECK ((version >= 1))
);
CREATE INDEX child_versions_date_of_birth ON child_versions USING btree (date_of_birth);
CREATE INDEX child_versions_names ON child_versions USING btree (lower(family_name), lower(given_names));
CREATE INDEX child_versions_nhs_number ON child_versions USING btree (nhs_number) WHERE (nhs_number IS NOT NULL);
CREATE INDEX child_versions_upn ON child_versions USING btree (upn) WHERE (upn IS NOT NULL);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON child_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Records of children. Two of them can be one child: same_child says which
CREATE TABLE children (
  id text COLLATE "C" NOT NULL,                                            -- open: the record
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was made
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that made it
  PRIMARY KEY (id),
  CHECK (((id <> ''::text) AND (length(id) <= 100)))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON children FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Parents and others who can be asked; of each the highest version counts
CREATE TABLE contacts (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the contact
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  name text NOT NULL,                                                      -- identifying: who it is
  relationship text NOT NULL,                                              -- identifying: what they are to the child
  phone text,                                                              -- locating: telephone number
  email text,                                                              -- locating: email address
  address_lines text[],                                                    -- locating: where they live, line by line
  postcode text,                                                           -- locating: postcode
  may_be_called boolean NOT NULL DEFAULT true,                             -- open: it is safe to call
  may_be_left_a_message boolean NOT NULL DEFAULT true,                     -- open: it is safe to leave a message
  may_be_written_to boolean NOT NULL DEFAULT true,                         -- open: it is safe to send a letter
  may_be_emailed boolean NOT NULL DEFAULT true,                            -- open: it is safe to send an email
  is_in_use boolean NOT NULL DEFAULT true,                                 -- open: the contact is still one
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  has_parental_responsibility boolean,                                     -- identifying: has parental responsibility for the child; not known where empty
  language text,                                                           -- identifying: the language in which to speak with them
  needs_interpreter boolean,                                               -- open: an interpreter is needed to speak with them; not known where empty
  access_needs text,                                                       -- notes: what helps them when somebody meets, rings or writes to them
  PRIMARY KEY (child_id, id, version),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON contacts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What a school tells the council when it takes a name off its admission register. Added, never changed
CREATE TABLE deletion_returns (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  id text COLLATE "C" NOT NULL,                                            -- open: the return
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the school
  deleted_on date NOT NULL,                                                -- locating: the first day on which the name is off its register
  ground text NOT NULL,                                                    -- open: the letter of the ground
  regulations text NOT NULL,                                               -- open: the regulations whose letter it is
  content jsonb NOT NULL,                                                  -- locating: addresses, parents and how they are reached, where the child goes, enquiries made; identifying and notes too
  facts text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],                  -- open: the facts that came of it
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was made
  recorded_by text NOT NULL,                                               -- open: the user who made it
  PRIMARY KEY (child_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((id <> ''::text))
);
CREATE INDEX deletion_returns_of_school ON deletion_returns USING btree (agency_id, recorded_at);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON deletion_returns FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- The county’s directory of contacts: offices and lines, no private person’s; of each entry the highest version counts
CREATE TABLE directory_versions (
  entry_id text COLLATE "C" NOT NULL,                                      -- open: the entry
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  name text NOT NULL,                                                      -- open: whom one reaches
  what_for text NOT NULL,                                                  -- open: what for
  phone text,                                                              -- open: telephone number
  email text,                                                              -- open: email address
  open_when text,                                                          -- open: when they can be reached, in words
  clauses text[] NOT NULL DEFAULT '{}'::text[],                            -- open: the clauses for which one needs them
  agency_kinds text[] NOT NULL DEFAULT '{}'::text[],                       -- open: which of the guidance’s agencies need them
  is_in_use boolean NOT NULL DEFAULT true,                                 -- open: the entry is still one
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  PRIMARY KEY (entry_id, version),
  CHECK ((entry_id <> ''::text)),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON directory_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What somebody typed and has not sent
CREATE TABLE drafts (
  user_id text COLLATE "C" NOT NULL,                                    -- open: whose it is
  form text NOT NULL,                                                   -- open: the form
  about text COLLATE "C" NOT NULL DEFAULT ''::text,                     -- open: the child or thing that it is about; an empty text where none is
  content jsonb NOT NULL,                                               -- notes: what was typed
  version integer NOT NULL DEFAULT 1,                                   -- open: one more with each change; whoever changes an older one has to look again
  saved_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was last saved
  agency_id text COLLATE "C" NOT NULL,                                  -- open: the agency for which they acted
  PRIMARY KEY (user_id, agency_id, form, about),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX drafts_saved ON drafts USING btree (saved_at);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Every duty ever started, and the upcoming ones. Whether one without an outcome is upcoming, open or overdue follows from the day
CREATE TABLE duties (
  child_id text COLLATE "C" NOT NULL,                              -- open: the record that stands for the child
  clause text NOT NULL,                                            -- open: the clause of the guidance
  pathway text NOT NULL,                                           -- open: the pathway
  service text NOT NULL DEFAULT ''::text,                          -- open: the service it is about, where it is about one; otherwise an empty text
  started_on date NOT NULL,                                        -- open: the day on which it started, or will
  first_because text COLLATE "C" NOT NULL,                         -- open: the first of the facts that started it
  because text[] NOT NULL,                                         -- open: the facts that started it, in reading order
  force text NOT NULL,                                             -- open: must, should or consider
  owner text NOT NULL,                                             -- open: the agency that owes it
  due_on date,                                                     -- open: the day by which; empty where it cannot be dated
  due_from text NOT NULL,                                          -- open: whether the guidance or a setting gives that day
  outcome text,                                                    -- open: how it closed
  discharged_on date,                                              -- open: the day on which it was done or set aside
  discharged_by text COLLATE "C",                                  -- open: the fact by which
  lapsed_on date,                                                  -- open: the day on which its reason ended
  lapsed_by text COLLATE "C",                                      -- open: the fact by which; empty for the end of compulsory school age
  owner_agencies text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[], -- locating: the agencies one of which owes it: one where it is known which, none where nobody is there to owe it
  owner_user text COLLATE "C",                                     -- open: the person who has it, where one is named
  PRIMARY KEY (child_id, clause, pathway, service, started_on, first_because),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((due_from = ANY (ARRAY['guidance'::text, 'setting'::text]))),
  CHECK ((force = ANY (ARRAY['must'::text, 'should'::text, 'consider'::text]))),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'late'::text, 'set-aside'::text, 'lapsed'::text]))),
  CHECK ((service = ANY (ARRAY[''::text, 'cfw'::text, 'csc'::text])))
);
CREATE INDEX duties_candidates ON duties USING btree (child_id) WHERE ((outcome IS NULL) AND (clause = '1.4a'::text));
CREATE INDEX duties_open ON duties USING btree (owner, due_on) WHERE (outcome IS NULL);
CREATE INDEX duties_open_of_agency ON duties USING gin (owner_agencies) WITH (fastupdate=off) WHERE (outcome IS NULL);
CREATE INDEX duties_open_of_child ON duties USING btree (child_id) WHERE (outcome IS NULL);
CREATE INDEX duties_open_of_nobody ON duties USING gin (owner_agencies) WITH (fastupdate=off) WHERE ((outcome IS NULL) AND (owner_user IS NULL) AND (owner <> 'school'::text));
CREATE INDEX duties_open_of_user ON duties USING btree (owner_user, due_on) WHERE ((outcome IS NULL) AND (owner_user IS NOT NULL));
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Stays of children on a pathway
CREATE TABLE episodes (
  child_id text COLLATE "C" NOT NULL, -- open: the record that stands for the child
  pathway text NOT NULL,              -- open: the pathway
  opened_on date NOT NULL,            -- open: the day on which it opened
  place integer NOT NULL,             -- open: 0, unless one of the same pathway opened and ended on that day before
  ended_on date,                      -- open: the day on which it ended; open where empty
  PRIMARY KEY (child_id, pathway, opened_on, place),
  FOREIGN KEY (child_id) REFERENCES children(id)
);
CREATE INDEX episodes_open ON episodes USING btree (pathway, opened_on) WHERE (ended_on IS NULL);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- What happened on a day, and records that another was made in error. Added, never changed; read in the order of the fact table
CREATE TABLE facts (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child under which it came
  id text COLLATE "C" NOT NULL,                                            -- open: the fact; of two of one day and type the one with the lower id is read first
  type text,                                                               -- open: the type of fact; empty for a record that withdraws another
  on_day date NOT NULL,                                                    -- open: the day on which it happened
  by text NOT NULL,                                                        -- open: the agency that did it or knew it
  detail jsonb,                                                            -- notes: what is recorded of its type; schools in it are locating, and reasons are free words
  replaces text COLLATE "C",                                               -- open: the fact that this one corrects; not a foreign key, since it may have come under another record of the child
  withdraws text COLLATE "C",                                              -- open: the record that was made in error
  note text,                                                               -- notes: free words
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was known to us
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that recorded it
  load_id text COLLATE "C",                                                -- open: the load that brought it; empty where a person recorded it
  recorded_agency text COLLATE "C",                                        -- locating: the agency for which the user who recorded it acted; empty where a command did
  UNIQUE (id),
  PRIMARY KEY (child_id, id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK (((type IS NULL) = (withdraws IS NOT NULL))),
  CHECK (((withdraws IS NULL) OR ((replaces IS NULL) AND (detail IS NULL)))),
  CHECK ((jsonb_typeof(detail) = 'object'::text)),
  CHECK (((id <> ''::text) AND (length(id) <= 200)))
);
CREATE INDEX facts_of_home_education ON facts USING btree (child_id, on_day) WHERE (type = ANY (ARRAY['ehe-stated'::text, 'ehe-concern'::text]));
CREATE INDEX facts_of_load ON facts USING btree (load_id) WHERE (load_id IS NOT NULL);
CREATE INDEX facts_of_requests ON facts USING btree (on_day, id) WHERE (type = 'support-request'::text);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- For each record the record that stands for the child
--   child_id: open: the record
--   head_id: open: the record that stands for the child
CREATE VIEW heads WITH (security_invoker=true) AS
 SELECT children.id AS child_id,
    COALESCE(latest.head_id, children.id) AS head_id
   FROM (children
     LEFT JOIN LATERAL ( SELECT same_child.head_id
           FROM same_child
          WHERE (same_child.child_id = children.id)
          ORDER BY same_child.version DESC
         LIMIT 1) latest ON (true));
-- onroll_app: select
-- onroll_worker: select

-- What came of a form or request, so that sending it again does nothing and gets the same answer
CREATE TABLE idempotency_keys (
  user_id text COLLATE "C" NOT NULL,                                   -- open: whose it is
  key text COLLATE "C" NOT NULL,                                       -- open: the key that form or request carried
  action text NOT NULL,                                                -- open: what it asked for
  request_hash text NOT NULL,                                          -- open: a hash of what it carried: the same key with something else is a mistake
  answer jsonb NOT NULL,                                               -- open: ids of what came of it
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  PRIMARY KEY (user_id, key),
  CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_keys_made ON idempotency_keys USING btree (made_at);
-- onroll_app: insert, select
-- onroll_worker: delete, insert, select

-- By what a record is met by another that may be of the same child, as src/people makes it from every version of the record and of its addresses; added to, so that it is met by what was known of it before
CREATE TABLE match_keys (
  child_id text COLLATE "C" NOT NULL, -- open: the record of the child
  key integer NOT NULL,               -- locating: a number made of two or three of: name, birth, postcode, street, house, number of the child
  PRIMARY KEY (child_id, key),
  FOREIGN KEY (child_id) REFERENCES children(id)
);
CREATE INDEX match_keys_by_key ON match_keys USING btree (key, child_id);
-- onroll_app: delete, insert, select
-- onroll_worker: delete, insert, select

-- Who may see a child and why, as src/sharing derives it from facts and records
CREATE TABLE may_see (
  child_id text COLLATE "C" NOT NULL,                 -- open: the record that stands for the child
  agency_id text COLLATE "C" NOT NULL,                -- locating: the agency that may; an empty text for a person who may whichever agency they act for
  user_id text COLLATE "C" NOT NULL DEFAULT ''::text, -- open: the one user of it who may; an empty text where all may
  relationship text NOT NULL,                         -- open: why: on its roll, owes a duty, on a panel and so on
  from_on date NOT NULL,                              -- open: from which day
  until_on date,                                      -- open: to which day; no end is known where empty
  PRIMARY KEY (child_id, agency_id, user_id, relationship, from_on) INCLUDE (until_on),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK (((agency_id <> ''::text) OR (user_id <> ''::text)))
);
CREATE INDEX may_see_by_agency ON may_see USING btree (agency_id, user_id, relationship, child_id) INCLUDE (from_on, until_on);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Steps of this schema, in the order in which they were applied
CREATE TABLE migrations (
  number integer NOT NULL,                                                -- open: 1, 2, 3
  name text NOT NULL,                                                     -- open: the step, as its file is called
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was applied
  PRIMARY KEY (number)
);
-- onroll_app: select
-- onroll_worker: select

-- What was decided of a notification, and taken back. Added, never changed
CREATE TABLE notification_decisions (
  notification_id text COLLATE "C" NOT NULL,                               -- open: the notification
  version integer NOT NULL,                                                -- open: the version of the notification that came of it
  decision text NOT NULL,                                                  -- open: what was decided
  because text,                                                            -- open: of one that was turned down, the reason from the list; of one that is a child’s, how likely the rules of matching thought it, and which rules
  says text,                                                               -- notes: the reason in words
  record_id text COLLATE "C",                                              -- open: the record of the child that it is
  facts text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],                  -- open: the facts that came of it
  due_on date,                                                             -- open: the day to which it was put off
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  recorded_by text NOT NULL,                                               -- open: the user who did
  agency_id text COLLATE "C" NOT NULL,                                     -- open: the agency for which the user acted
  PRIMARY KEY (notification_id, version),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (notification_id) REFERENCES notifications(id),
  CHECK ((decision = ANY (ARRAY['taken'::text, 'put-off'::text, 'this-child'::text, 'new-child'::text, 'turned-down'::text, 'reopened'::text]))),
  CHECK ((version >= 2))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON notification_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Who was rung of a child of whom was told that it is in danger, and what they answered. Added, never changed
CREATE TABLE notification_rings (
  notification_id text COLLATE "C" NOT NULL,                               -- open: the notification
  id text COLLATE "C" NOT NULL,                                            -- open: the call
  rung text NOT NULL,                                                      -- open: the police and the other services of 999, the support hub, or somebody else
  whom text,                                                               -- notes: of somebody else, who
  rung_by text NOT NULL,                                                   -- notes: who rang
  on_day date NOT NULL,                                                    -- open: the day of the call
  at_time text COLLATE "C" NOT NULL,                                       -- open: when, as clocks in London showed it
  says text NOT NULL,                                                      -- notes: what was answered
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was put on record
  recorded_by text NOT NULL,                                               -- open: the user who did
  agency_id text COLLATE "C" NOT NULL,                                     -- open: the agency for which the user acted
  PRIMARY KEY (notification_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (notification_id) REFERENCES notifications(id),
  CHECK ((at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  CHECK (((rung = 'other'::text) = (whom IS NOT NULL))),
  CHECK ((id <> ''::text)),
  CHECK ((rung = ANY (ARRAY['999'::text, 'hub'::text, 'other'::text])))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON notification_rings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- What somebody told the council about a child who is missing education, until it is known which child that is
CREATE TABLE notifications (
  id text COLLATE "C" NOT NULL,                                            -- open: the notification
  received_on date NOT NULL,                                               -- open: the day on which it was received
  agency_id text COLLATE "C",                                              -- open: the agency that told, where one did
  notifier_name text,                                                      -- identifying: who told
  notifier_contact text,                                                   -- identifying: how they can be asked
  about jsonb NOT NULL,                                                    -- locating: what they know of the child: names, date of birth, address, school; identifying too
  says text,                                                               -- notes: what they said
  owner text NOT NULL,                                                     -- open: the agency that has to find out which child it is
  due_on date,                                                             -- open: the day by which
  version integer NOT NULL DEFAULT 1,                                      -- open: one more with each change; whoever changes an older one has to look again
  outcome text,                                                            -- open: how it was settled; not yet where empty
  child_id text COLLATE "C",                                               -- open: the record of the child, once it is known
  fact_id text COLLATE "C",                                                -- open: the fact that came of it
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was put on record
  recorded_by text NOT NULL,                                               -- open: the user who did, or the public form
  settled_at timestamp with time zone,                                     -- open: when it was settled
  settled_by text,                                                         -- open: who settled it
  reference text COLLATE "C" NOT NULL,                                     -- open: by which the notifier names it; nobody can guess it, and it says nothing
  way text NOT NULL DEFAULT 'signed-in'::text,                             -- open: by the form for everybody, or by somebody who was signed in
  urgency text NOT NULL DEFAULT 'none'::text,                              -- open: whether the child is in danger now, as whoever told said
  by text NOT NULL DEFAULT 'other'::text,                                  -- open: which of the guidance’s agencies told; other for anybody else
  notifier_is text,                                                        -- open: what whoever told is, of the choices on the form
  organisation text,                                                       -- identifying: where they work, where they said it
  owner_user text COLLATE "C",                                             -- open: who has to find out which child it is; nobody yet where empty
  PRIMARY KEY (id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  FOREIGN KEY (owner_user) REFERENCES users(id),
  CHECK ((by = ANY (ARRAY['school'::text, 'cme-officer'::text, 'ehe-team'::text, 'pupil-access'::text, 'panel-chair'::text, 'cfw'::text, 'csc'::text, 'cssh-mash'::text, 'health'::text, 'police'::text, 'other'::text]))),
  CHECK ((id <> ''::text)),
  CHECK ((urgency = ANY (ARRAY['danger'::text, 'unsure'::text, 'none'::text]))),
  CHECK ((way = ANY (ARRAY['public-form'::text, 'signed-in'::text])))
);
CREATE INDEX notifications_in_danger ON notifications USING btree (received_on) WHERE (urgency = 'danger'::text);
CREATE INDEX notifications_of_child ON notifications USING btree (child_id) WHERE (child_id IS NOT NULL);
CREATE INDEX notifications_open ON notifications USING btree (urgency, due_on) WHERE (outcome IS NULL);
CREATE UNIQUE INDEX notifications_reference ON notifications USING btree (reference);
CREATE INDEX notifications_settled ON notifications USING btree (settled_at) WHERE (outcome IS NOT NULL);
-- onroll_app: insert, select, update
-- onroll_worker: insert, select, update

-- On which school’s roll a child is, from when until when; of each stay the highest version counts
CREATE TABLE on_roll (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the school
  from_on date NOT NULL,                                                   -- locating: the first day on its roll
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  until_on date,                                                           -- locating: the last day on its roll; still on it where empty
  year_group integer,                                                      -- open: the year group, 0 for reception
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when this version was put on record
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  is_in_use boolean NOT NULL DEFAULT true,                                 -- open: the child is or was on that roll; otherwise it was recorded in error
  PRIMARY KEY (child_id, agency_id, from_on, version),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((version >= 1))
);
CREATE INDEX on_roll_of_school ON on_roll USING btree (agency_id, from_on);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON on_roll FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Alerts: that something waits for somebody, and how it went. At most one for a person, kind and day, and nothing of what waits
CREATE TABLE outbox (
  user_id text COLLATE "C" NOT NULL,                                       -- open: who is told
  kind text NOT NULL,                                                      -- open: that something is to be done; or that somebody told of a child in danger, which no other alert holds up
  day date NOT NULL,                                                       -- open: the day on which it is to be sent, and, from the first try on, the day of the last
  state text NOT NULL DEFAULT 'waiting'::text,                             -- open: how it stands; sending while one process has it, and after a crash of that process for some minutes
  message_id text COLLATE "C" NOT NULL DEFAULT (gen_random_uuid())::text,  -- open: by which mail servers know it; the same however often it is tried
  tries integer NOT NULL DEFAULT 0,                                        -- open: how often it was tried
  doubts integer NOT NULL DEFAULT 0,                                       -- open: how often it may have been sent, and nobody said so
  failure text,                                                            -- open: why the last try failed, as a word of ours; nothing that a mail server said
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),     -- open: when something first came that it is about
  first_try_at timestamp with time zone,                                   -- open: when it was first tried; from then on is counted when it is given up
  next_try_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: not before; of one that is being sent, when it is taken to have been broken off
  sent_at timestamp with time zone,                                        -- open: when a mail server took it
  UNIQUE (message_id),
  PRIMARY KEY (user_id, kind, day),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  CHECK ((doubts >= 0)),
  CHECK ((kind = ANY (ARRAY['steps'::text, 'danger'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'given-up'::text]))),
  CHECK ((tries >= 0))
);
CREATE INDEX outbox_due ON outbox USING btree (next_try_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX outbox_open_of_user ON outbox USING btree (user_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
-- onroll_app: insert, select
-- onroll_worker: delete, insert, select, update

-- How often the forms for everybody were used in a span of time; nothing of what was typed
CREATE TABLE public_counts (
  from_at timestamp with time zone NOT NULL, -- open: when the span began
  what text NOT NULL,                        -- open: what was done
  who bytea NOT NULL,                        -- sealed: a hash of the address it came from; empty for all together
  count integer NOT NULL,                    -- open: how often
  PRIMARY KEY (from_at, what, who)
);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- What somebody without an account has typed and not sent; kept for a day
CREATE TABLE public_drafts (
  id_hash bytea NOT NULL,                                               -- sealed: a hash of what the cookie holds, which itself is nowhere kept
  content jsonb NOT NULL,                                               -- notes: what was typed, question by question; nothing once it was sent
  reference text COLLATE "C",                                           -- open: the notification that it became
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),  -- open: when it was begun
  saved_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was last saved
  PRIMARY KEY (id_hash)
);
CREATE INDEX public_drafts_saved ON public_drafts USING btree (saved_at);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Spans of time within which is counted how often the forms for everybody are used
CREATE TABLE public_windows (
  from_at timestamp with time zone NOT NULL, -- open: when it began
  salt bytea NOT NULL,                       -- sealed: what makes the hashes of addresses of this span other than those of any other; it goes with them
  PRIMARY KEY (from_at)
);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Which heading of a school’s files is which part of a return, as it was last said
CREATE TABLE return_columns (
  agency_id text COLLATE "C" NOT NULL,                                  -- open: the school
  columns jsonb NOT NULL,                                               -- notes: the heading for each part
  saved_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  saved_by text NOT NULL,                                               -- open: the user who said so
  PRIMARY KEY (agency_id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id)
);
-- onroll_app: insert, select, update
-- onroll_worker: insert, select, update

-- What a file of deletion returns holds, until the person who sent it has decided; kept for a week
CREATE TABLE return_files (
  id text COLLATE "C" NOT NULL,                                        -- open: the file
  user_id text COLLATE "C" NOT NULL,                                   -- open: who sent it; nobody else may open it
  agency_id text COLLATE "C" NOT NULL,                                 -- open: the school for which they acted
  headings text[] NOT NULL,                                            -- notes: what stands in its first row
  cells jsonb NOT NULL,                                                -- notes: what stands in the rows below, which may be anything
  columns jsonb,                                                       -- notes: which heading is which part of a return; not said yet where empty
  returned integer NOT NULL DEFAULT 0,                                 -- open: how many returns have been made of it
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was sent
  PRIMARY KEY (id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK ((id <> ''::text))
);
CREATE INDEX return_files_made ON return_files USING btree (made_at);
CREATE INDEX return_files_of_user ON return_files USING btree (user_id, made_at);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Which records are one child: the highest version of a record names the record that stands for them all, itself where it was parted again. A record that is not here stands for itself
CREATE TABLE same_child (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  head_id text COLLATE "C" NOT NULL,                                       -- open: the record that stands for the child; not a foreign key, since none joins two children
  why text NOT NULL,                                                       -- notes: what they were joined or parted for
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when they were joined or parted
  recorded_by text NOT NULL,                                               -- open: who did
  PRIMARY KEY (child_id, version),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((version >= 1))
);
CREATE INDEX same_child_of_head ON same_child USING btree (head_id);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON same_child FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Whether a child exists for the persons listed alone; the highest version counts
CREATE TABLE seals (
  child_id text COLLATE "C" NOT NULL,                                      -- sealed: the record of the child
  version integer NOT NULL,                                                -- sealed: 1, 2, 3
  is_sealed boolean NOT NULL,                                              -- sealed: the child is sealed
  for_users text[] NOT NULL DEFAULT '{}'::text[],                          -- sealed: the users for whom the child exists
  why text NOT NULL,                                                       -- sealed: why
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- sealed: when this version was put on record
  recorded_by text NOT NULL,                                               -- sealed: who did
  PRIMARY KEY (child_id, version),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- By what a record is found, as src/people makes it from what is on record of who the child is, who can be asked and where it lives
CREATE TABLE search_keys (
  child_id text COLLATE "C" NOT NULL, -- open: the record of the child
  keys tsvector NOT NULL,             -- identifying: words of names and how they sound, date of birth, numbers
  name text COLLATE "C" NOT NULL,     -- identifying: family name and given names, by which lists are in order
  with_family tsvector,               -- locating: the keys, and with them words of the names of contacts, telephone numbers and postcodes; empty where none is known
  PRIMARY KEY (child_id),
  FOREIGN KEY (child_id) REFERENCES children(id)
);
CREATE INDEX search_keys_keys ON search_keys USING gin (keys) WITH (fastupdate=off);
CREATE INDEX search_keys_with_family ON search_keys USING gin (with_family) WITH (fastupdate=off);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- What somebody typed to find a child: it is in no address, and the page of the search asks again
CREATE TABLE searches (
  id text COLLATE "C" NOT NULL,                                        -- open: the search
  user_id text COLLATE "C" NOT NULL,                                   -- open: who searched; nobody else may open it
  agency_id text COLLATE "C" NOT NULL,                                 -- open: the agency for which they acted
  typed text NOT NULL,                                                 -- identifying: what was typed
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  PRIMARY KEY (id),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK ((id <> ''::text))
);
CREATE INDEX searches_made ON searches USING btree (made_at);
CREATE INDEX searches_of_user ON searches USING btree (user_id, made_at);
-- onroll_app: insert, select
-- onroll_worker: delete, insert, select

-- Sign-ins
CREATE TABLE sessions (
  id_hash bytea NOT NULL,                                              -- sealed: a hash of what the cookie holds, which itself is nowhere kept
  user_id text COLLATE "C",                                            -- open: the user; nobody yet while signing in
  agency_id text COLLATE "C",                                          -- open: the agency that the user acts for
  role text,                                                           -- open: in which role
  state jsonb NOT NULL DEFAULT '{}'::jsonb,                            -- sealed: what a sign-in under way has to remember
  made_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it began
  seen_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was last used
  ends_at timestamp with time zone NOT NULL,                           -- open: when it ends, used or not
  PRIMARY KEY (id_hash),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX sessions_end ON sessions USING btree (ends_at);
CREATE INDEX sessions_of_user ON sessions USING btree (user_id);
-- onroll_app: delete, insert, select, update
-- onroll_worker: delete, insert, select, update

-- Changes of settings, in the order in which they were made
CREATE TABLE settings_versions (
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  from_on date NOT NULL,                                                   -- open: the day from which it holds
  changes jsonb NOT NULL,                                                  -- open: {name: value} of the settings that change
  why text NOT NULL,                                                       -- notes: what it was changed for
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when it was put on record
  recorded_by text NOT NULL,                                               -- open: who did
  PRIMARY KEY (version),
  CHECK ((jsonb_typeof(changes) = 'object'::text)),
  CHECK ((version >= 1))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON settings_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- Brothers and sisters, and children who grow up with them, as somebody said; of each pair the highest version counts. Each link stands under both
CREATE TABLE siblings (
  child_id text COLLATE "C" NOT NULL,                                      -- open: the record of the child
  sibling_id text COLLATE "C" NOT NULL,                                    -- identifying: the record of the other child
  version integer NOT NULL,                                                -- open: 1, 2, 3; whoever writes the same one second has to look again
  relation text NOT NULL,                                                  -- identifying: what they are to each other: full, half or step brother or sister, or of one household
  from_whom text NOT NULL,                                                 -- notes: who said so, or what shows it
  on_day date NOT NULL,                                                    -- open: the day on which it was put on record: from then on, for some months, the agency sees both children
  is_in_use boolean NOT NULL DEFAULT true,                                 -- open: the two belong together; otherwise it was recorded in error
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when
  recorded_by text NOT NULL,                                               -- open: the user who did
  agency_id text COLLATE "C" NOT NULL,                                     -- locating: the agency for which the user acted, which sees both children by it
  PRIMARY KEY (child_id, sibling_id, version),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (child_id) REFERENCES children(id),
  CHECK ((sibling_id <> child_id)),
  CHECK ((relation = ANY (ARRAY['full'::text, 'half'::text, 'step'::text, 'household'::text]))),
  CHECK ((version > 0))
);
CREATE TRIGGER added_to_only BEFORE DELETE OR UPDATE OR TRUNCATE ON siblings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- onroll_app: insert, select
-- onroll_worker: insert, select

-- In which role a user acts for an agency, from when until when
CREATE TABLE user_roles (
  user_id text COLLATE "C" NOT NULL,                                   -- open: the user
  agency_id text COLLATE "C" NOT NULL,                                 -- open: the agency that the user then acts for
  role text NOT NULL,                                                  -- open: the role, as src/sharing knows it
  from_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: from when
  given_by text NOT NULL,                                              -- open: who gave it
  until_at timestamp with time zone,                                   -- open: until when; not ended where empty
  ended_by text,                                                       -- open: who ended it
  PRIMARY KEY (user_id, agency_id, role, from_at),
  FOREIGN KEY (agency_id) REFERENCES agencies(id),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK (((until_at IS NULL) = (ended_by IS NULL)))
);
CREATE UNIQUE INDEX user_roles_now ON user_roles USING btree (user_id, agency_id, role) WHERE (until_at IS NULL);
CREATE INDEX user_roles_of_agency ON user_roles USING btree (agency_id);
-- onroll_app: insert, select
-- onroll_app: update (ended_by, until_at)
-- onroll_worker: insert, select
-- onroll_worker: update (ended_by, until_at)

-- People who sign in
CREATE TABLE users (
  id text COLLATE "C" NOT NULL,                                            -- open: the user
  issuer text NOT NULL,                                                    -- open: who vouches for the sign-in
  subject text NOT NULL,                                                   -- identifying: the name under which they do
  name text NOT NULL,                                                      -- identifying: the name that others see
  email text,                                                              -- identifying: where messages go
  recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: when the user was added
  recorded_by text NOT NULL,                                               -- open: the user, or the command, that did
  UNIQUE (issuer, subject),
  PRIMARY KEY (id),
  CHECK ((id <> ''::text))
);
-- onroll_app: insert, select, update
-- onroll_worker: insert, select, update

-- Who may not sign in, from when until when
CREATE TABLE users_disabled (
  user_id text COLLATE "C" NOT NULL,                                   -- open: the user
  from_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(), -- open: from when
  disabled_by text NOT NULL,                                           -- open: who disabled the user
  until_at timestamp with time zone,                                   -- open: until when; still disabled where empty
  enabled_by text,                                                     -- open: who enabled the user again
  PRIMARY KEY (user_id, from_at),
  FOREIGN KEY (user_id) REFERENCES users(id),
  CHECK (((until_at IS NULL) = (enabled_by IS NULL)))
);
CREATE UNIQUE INDEX users_disabled_now ON users_disabled USING btree (user_id) WHERE (until_at IS NULL);
-- onroll_app: insert, select
-- onroll_app: update (enabled_by, until_at)
-- onroll_worker: insert, select
-- onroll_worker: update (enabled_by, until_at)
