import type { FactType } from '../casefile/fact-table.ts'
import type { Random } from './random.ts'

/*
 * What people write beside a fact, in plain words. Where it depends on what happened, the notes stand by the value that says so.
 */

type Notes = readonly string[] | { readonly by: string; readonly notes: Readonly<Record<string, readonly string[]>> }

const notes: Partial<Record<FactType, Notes>> = {
  'off-roll': {
    by: 'reason',
    notes: {
      'moved in': ['Family is new to the area and has no school yet.', 'Came to stay with relatives; no place applied for so far.'],
      'moved away': [
        'Neighbour says the family left at the weekend. No forwarding address.',
        'School was told of a move but no new school has asked for the file.',
      ],
      'parents withdrew': [
        'Parent told the office the child would not be back. No other school named.',
        'Letter from parent: taking the child out, reasons to follow.',
      ],
      'did not arrive': ['Place was offered and not taken up; the family does not answer.', 'Never started at the school that was named.'],
    },
  },
  'cme-notification': [
    'Told through the online form.',
    'Rang to say the child has not been seen and no school has asked for records.',
    'Two home visits by the school, nobody in.',
    'Cousins at the same school do not know where they are.',
    'Noticed at the clinic: school age, and no school.',
  ],
  'cme-registered': [
    'Checked: no roll, no home education. On the list.',
    'Age and address confirmed with the health visitor’s record.',
    'Definition met; letter sent to the family.',
  ],
  'ehe-stated': ['Parent says they are teaching at home.', 'Parent mentioned on the phone that they home educate.'],
  'ehe-check': {
    by: 'onRegister',
    notes: {
      true: ['On the register; last contact in the summer.'],
      false: ['Not on the register.', 'No entry under this name or any earlier one.'],
    },
  },
  'ehe-concern': ['No sign of suitable work at the last visit; report to follow.'],
  'admissions-engagement': {
    by: 'engaging',
    notes: {
      true: [
        'Application for a place came in online.',
        'Parent came to the drop-in and filled in the form with us.',
        'Visited two schools and put them in order.',
      ],
      false: ['Has not answered about the offer, nor to two reminders.', 'Parent says they will not be filling in any more forms.'],
    },
  },
  'officer-support': {
    by: 'open',
    notes: {
      true: ['I will keep this one. First visit booked.', 'Agreed with parent that I ring on Mondays.'],
      false: ['Parents are getting on with it themselves; no support needed for now.', 'Support ended: the family has what it needs.'],
    },
  },
  'engagement-attempt': {
    by: 'outcome',
    notes: {
      engaged: ['Good talk; mother worried about the walk to school.', 'Father would like a smaller school. Told him how to apply.'],
      'no-reply': [
        'Left a card.',
        'Rang twice, straight to voicemail.',
        'Curtains drawn, car outside. Left a letter.',
        'Message read, no answer.',
      ],
      declined: ['Asked me not to come again.', 'Said the council should leave them alone.'],
    },
  },
  barrier: {
    by: 'kind',
    notes: {
      family: ['Mother is ill and the eldest looks after the little ones.', 'Separated this summer; moving between two addresses.'],
      contextual: ['Afraid of older lads near the bus stop.', 'Was approached online; police are aware.'],
      significant: ['Several things at once: housing, health, and nobody at home in the day.'],
      authority: ['No place in the year group within reach.', 'Transport not agreed yet.', 'Waiting for the plan to name a school.'],
    },
  },
  'agency-referral': ['Referred with the parent’s knowledge.', 'They will ring the family within the week.'],
  'agency-referral-not-needed': ['Already in touch with them through the health visitor.'],
  'panel-nomination': ['For the panel’s next meeting.', 'Sixty school days and no nearer a place.'],
  'panel-nomination-declined': ['Starts at a new school on Monday; no need for the panel.'],
  'panel-discussed': ['Talked through with health, police and admissions in the room.'],
  'panel-outcome': [
    'School nursing last saw the child in spring. Admissions will hold a place.',
    'Not known to health at this address. Police have nothing recent.',
    'Cousin attends; that school will try.',
  ],
  'allocated-worker-discussion': ['Worker will raise schooling at the next visit.', 'Education goes into the plan.'],
  'engagement-plan': ['Joint visit, then a taster day.', 'Aunt will come to meetings; letters in both languages.'],
  'progress-review': {
    by: 'progress',
    notes: {
      true: ['Interview at the school is booked.', 'Form is in; waiting for the offer.', 'Uniform grant agreed.'],
      false: ['Nothing has moved since last time.', 'Offer lapsed again.', 'Missed both school visits.'],
    },
  },
  'attendance-concern': ['Form tutor worried by Mondays.'],
  'school-step': {
    by: 'step',
    notes: {
      'attendance-policy': ['Stage one letter and a call home.', 'Met parent at the gate; agreed a target.'],
      'attendance-consultant': ['Consultant has looked at the pattern: mostly Mondays and Fridays.'],
      'support-team': ['Attendance support team will see parent on Thursday.'],
      'school-nurse': ['Nurse to go through the illnesses with mum.'],
      'ebsa-pathway': ['Card sort done; PE and the canteen are the hard parts.', 'Starts with mornings, meets the same adult at the door.'],
      'alternative-provision': ['Two days a week at the farm.'],
      'ehc-needs-assessment': ['Request for an assessment sent.'],
      'early-help-assessment': ['Started the assessment with mum.'],
      'legal-intervention': ['Notice to improve sent.'],
    },
  },
  'attendance-review': {
    by: 'improved',
    notes: {
      true: ['Better: one day missed in three weeks.', 'Full weeks since half-term. Told her we are proud.'],
      false: ['No better. Says he is ill on Sundays already.', 'Worse since the change of bus.', 'Same pattern as before.'],
    },
  },
  'attendance-concern-closed': ['Back on track; usual monitoring.'],
  'advice-sought': {
    by: 'from',
    notes: {
      'advice-line': ['Advice: an assessment before anything else.', 'Advice: see whether the nurse has been involved.'],
      'mash-education-officer': ['Education officer looked: nothing recent known.'],
      'cfw-senior-support-worker': ['She can join the next meeting with mum.'],
    },
  },
  'contextual-information': {
    by: 'supportsAbsence',
    notes: {
      true: [
        'Hospital letter seen: operation and weeks at home.',
        'Bereavement; the family is away for it.',
        'Treatment every Tuesday to the end of term.',
      ],
      false: ['Nothing from the GP in spite of two requests.', 'Holiday photographs from the days of illness.'],
    },
  },
  'unmet-needs': {
    by: 'identified',
    notes: {
      true: [
        'Reading is far behind, and nobody has looked at why.',
        'Sleeps on the sofa; five in two rooms.',
        'Shuts down when adults raise their voice.',
      ],
      false: ['Looked at home, health and learning: nothing beyond school.', 'Talked with mum; a one-off, no wider needs.'],
    },
  },
  'legal-advice-intended': ['All steps used; asking for legal advice.'],
  suspension: {
    by: 'reason',
    notes: {
      DB: ['Left lessons again and again; would not go to the quiet room.'],
      PP: ['Fight at break; nobody badly hurt.'],
      VA: ['Swore at a supply teacher and threw a chair.'],
      DM: ['Kicked in a door.'],
    },
  },
  'permanent-exclusion': ['Head’s letter to parents went today; governors to meet.'],
  'permanent-exclusion-withdrawn': ['Head withdrew it before governors met.'],
  'behaviour-review': {
    by: 'improved',
    notes: {
      true: ['Two weeks without a slip.', 'Report card all green.'],
      false: ['On report again.', 'Better in the mornings, not after lunch.'],
    },
  },
  'support-request': ['Request sent with what has been tried so far.', 'Went through the form with mum before sending it.'],
  'support-request-not-made': ['Family would rather go on with the school’s mentor.'],
  'consent-visit': ['Both of us went. Tea, and a long talk.', 'Spoke on the doorstep; she will think about it.'],
  consent: {
    by: 'decision',
    notes: {
      given: ['Signed at the kitchen table.', 'Happy for us to help, as long as it is the same worker.'],
      refused: ['“We do not want people in and out.”', 'Dad said no; mum did not say anything.'],
      withdrawn: ['Text this morning: has changed her mind.'],
      'no-response': ['Third message, no answer.', 'Nobody came to the meeting.'],
    },
  },
  eha: {
    by: 'outcome',
    notes: {
      completed: ['Done with mum and the nurse; plan attached.', 'Written together. Money and sleep come first.'],
      reviewed: ['Went through last year’s; two goals left.'],
      'considered-not-needed': ['Talked it over with parents; the mentor is enough for now.'],
    },
  },
  'taf-meeting': ['Everybody came. Next one in six weeks.', 'Mum brought her sister. Agreed who does what.'],
  'service-open': ['Worker allocated.'],
  'service-closed': ['Plan finished, closing letter sent.'],
  'cssh-discussion': ['Talked it through with the duty worker.'],
  'csc-referral': ['Sent with the chronology.'],
  'strategy-discussion': {
    by: 'step',
    notes: {
      considered: ['Does not meet it at present.'],
      requested: ['Asked for one today.'],
      held: ['Police, health and school there.'],
    },
  },
  'parent-refuses': ['Refuses both, and put it in writing.', 'Told me on the phone: no services, no school.'],
  sao: {
    by: 'step',
    notes: {
      initiated: ['Notice in writing prepared.'],
      'school-named': ['Pupil Access named the school.'],
      'notice-served': ['Served by hand.'],
      'order-served': ['Order served; copy to the school.'],
      complied: ['Registered at the school named.'],
      revoked: ['Revoked: suitable education shown.'],
      prosecution: ['File to legal.'],
    },
  },
  'case-clinic': ['Agreed with the manager after hearing both workers.'],
  'case-review': ['Looked at; go on as planned.', 'Spoke with the tutor: no change, keep going.', 'Reviewed with the year lead.'],
  'exclusion-closed': ['Settled since; closed with parents’ agreement.'],
  'cme-closed': ['Closed after a last check.'],
  'on-roll': ['Started today, in uniform and nervous.', 'First day. Friend from the street in the same form.'],
}

/** A note that fits what happened; none for what people write nothing about. */
export function noteFor(type: FactType, detail: object | undefined, random: Random): string | undefined {
  const of = notes[type]
  if (!of) return undefined
  if (!('by' in of)) return random.pick(of)
  const value = String((detail as Readonly<Record<string, unknown>> | undefined)?.[of.by])
  const fitting = of.notes[value]
  return fitting && random.pick(fitting)
}
