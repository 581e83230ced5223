import type { CivilDate } from '../calendar/civil-date.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeen } from './access.ts'
import { statement, type Transaction } from './pool.ts'
import { recordsOf, standsIn } from './records.ts'

/*
 * Children who may be put forward for the coming panel, and of whom nobody has said yes or no: those that are persistently missing education, and those with a
 * significant barrier. Both are what the guidance's answer says (1.4a, 1.4b), as it is stored.
 */

export interface PanelCandidate {
  readonly child: string
  /** Persistently missing education: since when it is asked whether to put the child forward. */
  readonly persistentOn: CivilDate | null
  /** Since when the child counts as such. */
  readonly statusSince: CivilDate | null
  /** The day from which the school days were counted until it was persistent. */
  readonly countedFrom: CivilDate | null
  /** When the first significant barrier that was not yet put forward was identified. */
  readonly barrierOn: CivilDate | null
}

interface Row extends PanelCandidate {
  readonly total: number
}

/** `$1` the user, `$2` the agency, `$3` the day, `$4` the last panel before it: declined since then is declined for the coming one. */
const candidates = statement<Row>(
  'panel_candidates',
  `with persistent as materialized (
    select d.child_id, d.started_on, d.because from duties d
    where d.clause = '1.4a' and d.outcome is null and d.started_on <= $3 and ${isSeen('d.child_id', '$2', '$1', '$3')}
  ),
  barred as materialized (
    select a.child_id, barrier.since from child_assessments a, lateral (select ${recordsOf('a.child_id')} as records offset 0) r,
      lateral (select min((o->>'since')::date) as since from jsonb_array_elements(a.options) o where o->>'clause' = '1.4b') as barrier
    where a.options @> '[{"clause": "1.4b"}]' and ${isSeen('a.child_id', '$2', '$1', '$3')} and not exists (
      select from facts f where f.child_id = any(r.records) and f.type = 'panel-nomination-declined' and f.on_day >= barrier.since
        and f.on_day > coalesce($4::date, '-infinity') and f.on_day <= $3
        and ${standsIn('f', 'r.records')})
  ),
  chosen as materialized (
    select child_id, p.started_on, p.because, b.since as barrier_on from persistent p full join barred b using (child_id)
  ),
  shown as (select * from chosen order by least(started_on, barrier_on), child_id limit $5 offset $6)
  select (select count(*) from chosen) as total, s.child_id as child, s.started_on as "persistentOn", s.barrier_on as "barrierOn",
    (select (status->>'since')::date from child_assessments a, jsonb_array_elements(a.statuses) status
      where a.child_id = s.child_id and status->>'status' = 'persistent-cme' limit 1) as "statusSince",
    case when s.because is not null then greatest((select min(f.on_day) from facts f where f.id = any(s.because) and f.type <> 'officer-support'),
      (select max(e.opened_on) from episodes e where e.child_id = s.child_id and e.pathway = 'cme' and e.ended_on is null)) end as "countedFrom"
  from shown s order by least(s.started_on, s.barrier_on), s.child_id`,
)

/** The candidates whom an actor may see, those who wait longest first, some at a time; and how many there are. */
export async function panelCandidates(
  { ask }: Transaction,
  { user, agency }: Actor,
  today: CivilDate,
  { lastPanel, limit, offset }: { readonly lastPanel: CivilDate | null; readonly limit: number; readonly offset: number },
): Promise<{ readonly candidates: readonly PanelCandidate[]; readonly total: number }> {
  const rows = await ask(candidates, user, agency.id, today, lastPanel, limit, offset)
  return { candidates: rows.map(({ total, ...candidate }) => candidate), total: rows[0]?.total ?? 0 }
}
