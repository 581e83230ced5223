import type { Detail, FactType } from '../casefile/fact-table.ts'
import type { Fault } from '../casefile/fault.ts'
import { type Asked, type AskedMember, day, type Members, number, one, several, text, yesNoOrUnsaid, yesOrNo } from './asking.ts'

/*
 * What the forms say by which people record facts. What is asked, and what has to be answered, is in the fact table; here it gets its words. A type, a
 * member or a choice without words does not compile.
 */

/** By what a page of all that can be recorded groups it, in the order in which a caseworker looks for it. */
export const formGroups = [
  'On and off roll',
  'Home education',
  'Finding and engaging the family',
  'Panel',
  'Support and consent',
  'CFW, social care and the support hub',
  'Attendance',
  'Suspension and exclusion',
  'School Attendance Order',
  'Reviewing and closing',
] as const
export type FormGroup = (typeof formGroups)[number]

/** The words of the form for one type of fact. */
export interface FormWords<T extends FactType = FactType> {
  /** What is recorded, as headings and lists name it. */
  readonly title: string
  /** What the one button says. */
  readonly button: string
  readonly group: FormGroup
  /** The question for the day on which it happened. */
  readonly when: Asked
  readonly members: Members<Detail<T>>
  /** What a note should say, where that is something particular. */
  readonly note?: string
  /** Where the fact says nothing without its note: the question that the note answers, and what is told where it is left out. */
  readonly asksForNote?: { readonly question: string; readonly needed: string }
}

/** The words of a form whose type is known only as it runs: its members by their names. */
export type AnyFormWords = Omit<FormWords, 'members'> & { readonly members: Readonly<Record<string, AskedMember>> }

export const formWordsOf = (type: FactType): AnyFormWords => formWords[type]

/** What is wrong with leaving a fact without words of its own; nothing where it may be. A case file may hold a fact without them: they are asked of people. */
export function noteFault(type: FactType, note: string | undefined): Fault | undefined {
  const asked = formWordsOf(type).asksForNote
  return asked && (note ?? '').trim() === '' ? { pointer: '/note', message: asked.needed } : undefined
}

/** What helps to write the note of a fact. */
export const noteHint = (type: FactType): string => formWordsOf(type).note ?? ANY_NOTE

const ANY_NOTE = 'Anything that the next person should know. It settles nothing by itself.'

/** The types of a group, in the order in which a page shows them. */
export const typesOfGroup = (group: FormGroup): readonly FactType[] =>
  (Object.keys(formWords) as FactType[]).filter((type) => formWords[type].group === group)

const servicesInFull = { cfw: 'Children and Family Wellbeing Service (CFW)', csc: 'Children’s Social Care (CSC)' } as const

// ---- The forms, in the order of their groups ---------------------------------------------------------------------------------------

export const formWords: { readonly [T in FactType]: FormWords<T> } = {
  'off-roll': {
    title: 'Off roll',
    button: 'Record off roll',
    group: 'On and off roll',
    when: {
      question: 'What was the first day on no school’s roll?',
      hint: 'For a child who has come to the area without a school, the day of arrival.',
    },
    members: {
      destinationKnown: yesOrNo(
        'Is it known where the child went?',
        'Yes, it is known',
        'No, it is not known',
        'If it is not, the council has to be told without delay.',
      ),
      school: text('a school', 'Which school was the child at?', 'Leave this empty for a child who has come without a school.'),
      reason: text('a line', 'Why is the child off roll?'),
    },
  },
  'cme-notification': {
    title: 'Notification to the council',
    button: 'Record notification',
    group: 'On and off roll',
    when: { question: 'When was the council told?' },
    members: { agency: text('a line', 'Who told the council?', 'The name of the school or agency.') },
    note: 'What is known of where the child is, and who saw the child last.',
  },
  'cme-registered': {
    title: 'Registered on the CME database',
    button: 'Register the child',
    group: 'On and off roll',
    when: { question: 'When was the child registered?', hint: 'The definition of missing education has been checked and is met.' },
    members: {},
  },
  'on-roll': {
    title: 'Registered at a school',
    button: 'Record school place',
    group: 'On and off roll',
    when: { question: 'What is the first day on the school’s roll?' },
    members: { school: text('a school', 'Which school is it?') },
  },

  'ehe-stated': {
    title: 'Parents say that they home educate',
    button: 'Record statement',
    group: 'Home education',
    when: { question: 'When did the parents say so?' },
    members: {},
    note: 'What they said, and to whom. It settles nothing by itself.',
  },
  'ehe-check': {
    title: 'Check of the home-education register',
    button: 'Record check',
    group: 'Home education',
    when: { question: 'When was the register checked?' },
    members: { onRegister: yesOrNo('Was the child on the register?', 'Yes, on the register', 'No, not on the register') },
  },
  'ehe-concern': {
    title: 'Concern about home education',
    button: 'Record concern',
    group: 'Home education',
    when: { question: 'When was the concern raised, or resolved?' },
    members: {
      resolved: yesOrNo(
        'Is the concern resolved?',
        'Yes, it is resolved',
        'No, there is a concern',
        'While a concern is open, the case cannot be closed as educated at home.',
      ),
    },
    note: 'What the concern is about, or how it was resolved.',
  },

  'officer-support': {
    title: 'Support by the CME officer',
    button: 'Record support',
    group: 'Finding and engaging the family',
    when: { question: 'When did support start or end?', hint: 'If there is to be none, the day on which that was decided.' },
    members: { open: yesOrNo('Does the CME officer support the child?', 'Yes, support starts', 'No, support ends or is not given') },
  },
  'engagement-attempt': {
    title: 'Call, letter or visit to the parents',
    button: 'Record attempt',
    group: 'Finding and engaging the family',
    when: { question: 'When was the attempt?', hint: 'A visit to ask for consent has a form of its own, under Support and consent.' },
    members: {
      method: one('How was it made?', {
        phone: 'By phone',
        letter: 'By letter',
        email: 'By email',
        visit: 'By a visit',
        meeting: 'In a meeting',
        message: 'By a text or other message',
      }),
      outcome: one('What came of it?', { engaged: 'The parents engaged', 'no-reply': 'No reply', declined: 'The parents declined' }),
    },
    note: 'Whom you tried to reach, and what was said. It settles nothing by itself.',
  },
  'admissions-engagement': {
    title: 'Parents’ engagement with admissions',
    button: 'Record engagement',
    group: 'Finding and engaging the family',
    when: { question: 'When did the parents begin to engage, or cease to?' },
    members: {
      engaging: yesOrNo(
        'Do the parents engage with the admissions process?',
        'Yes, they engage',
        'No, they no longer engage',
        'While they do, Children’s Services need not intervene for the child’s education.',
      ),
    },
    note: 'What shows it: which schools they asked for, or what they left undone.',
  },
  'parent-refuses': {
    title: 'Refusal by the parents',
    button: 'Record refusal',
    group: 'Finding and engaging the family',
    when: { question: 'When did the parents refuse?', hint: 'Consent that is refused has a form of its own, under Support and consent.' },
    members: {
      services: yesOrNo('Do they refuse services?', 'Yes, they refuse services', 'No, they do not refuse services'),
      admissions: yesOrNo('Do they refuse the admissions process?', 'Yes, they refuse admissions', 'No, they do not refuse admissions'),
    },
    note: 'What they said, and to whom.',
  },
  barrier: {
    title: 'Barrier to education',
    button: 'Record barrier',
    group: 'Finding and engaging the family',
    when: { question: 'When was the barrier identified?' },
    members: {
      kind: one(
        'What kind of barrier is it?',
        {
          family: 'In the family',
          contextual: 'Around the family (contextual)',
          significant: 'Significant, of any kind',
          authority: 'On the council’s side',
        },
        {
          family: 'The CME officer refers to partner agencies, or says why not.',
          contextual: 'The CME officer refers to partner agencies, or says why not.',
          significant: 'The child can be nominated for a panel at any time.',
          authority: 'For example, no school place or no transport.',
        },
      ),
    },
    note: 'What the barrier is.',
  },
  'agency-referral': {
    title: 'Referral to a partner agency',
    button: 'Record referral',
    group: 'Finding and engaging the family',
    when: { question: 'When was the referral made?' },
    members: { to: text('a line', 'Which agency was it made to?', 'For example, school nursing or the youth service.') },
  },
  'agency-referral-not-needed': {
    title: 'No referral to a partner agency needed',
    button: 'Record decision',
    group: 'Finding and engaging the family',
    when: { question: 'When was this decided?' },
    members: { reason: text('lines', 'Why is no referral needed?') },
  },

  'panel-nomination': {
    title: 'Nomination for the panel',
    button: 'Nominate for panel',
    group: 'Panel',
    when: { question: 'When was the child nominated?' },
    members: {
      ground: one('On what ground?', {
        persistent: 'Persistently missing education (persistent CME)',
        'significant-barrier': 'A significant barrier',
      }),
      panel: day('For which panel?', 'Leave this empty for the next panel.'),
    },
  },
  'panel-nomination-declined': {
    title: 'Nomination declined',
    button: 'Decline nomination',
    group: 'Panel',
    when: { question: 'When was this decided?', hint: 'The child is not put forward for a panel, or is taken off its list.' },
    members: { reason: text('lines', 'Why is the child not put forward?', 'The question can come back after the next panel.') },
  },
  'panel-discussed': {
    title: 'Discussion at the panel',
    button: 'Record discussion',
    group: 'Panel',
    when: { question: 'When did the panel talk about the child?', hint: 'What the panel found has a form of its own, the panel outcome.' },
    members: {},
  },
  'panel-outcome': {
    title: 'Panel outcome',
    button: 'Record outcome',
    group: 'Panel',
    when: { question: 'When did the panel find this?' },
    members: {
      openTo: several('Which services is the child open to?', servicesInFull, 'Neither'),
      safeguardingConcerns: yesOrNo(
        'Are there safeguarding concerns?',
        'Yes, there are concerns',
        'No, there are none',
        'Concerns about a child who is not open to CSC are referred to CSC at once.',
      ),
    },
    note: 'What each agency knew. It settles nothing by itself.',
  },
  'engagement-plan': {
    title: 'Plan to engage the family',
    button: 'Record plan',
    group: 'Panel',
    when: { question: 'When was the plan agreed?' },
    members: {},
    note: 'What the plan is: who does what, and by when.',
  },

  'support-request': {
    title: 'Request for support',
    button: 'Record request',
    group: 'Support and consent',
    when: { question: 'When was support requested?' },
    members: {
      to: one('Who is asked for support?', { cfw: servicesInFull.cfw }),
      route: one('How is the request made?', { direct: 'Directly', 'cssh-mash': 'Through the support hub (CSSH/MASH)' }),
      level: one('What level of support is it?', { standard: 'Standard', intensive: 'Intensive' }),
      reason: text(
        'lines',
        'Why is support requested?',
        'For intensive support without the family’s consent, say why it is requested without.',
      ),
    },
  },
  'support-request-not-made': {
    title: 'Request for support decided against',
    button: 'Record decision',
    group: 'Support and consent',
    when: { question: 'When was this decided?' },
    members: { reason: text('lines', 'Why is no request made?') },
  },
  consent: {
    title: 'Consent asked for',
    button: 'Record answer',
    group: 'Support and consent',
    when: { question: 'When was the answer given?', hint: 'If there was none, the day on which that was clear.' },
    members: {
      for: one('What was consent asked for?', {
        eha: 'An Early Help Assessment',
        support: 'Support',
        assessment: 'A child and family assessment by CSC',
      }),
      decision: one(
        'What was the answer?',
        { given: 'Consent given', refused: 'Consent refused', withdrawn: 'Consent withdrawn', 'no-response': 'No response' },
        { 'no-response': 'After a visit to seek consent, silence counts as refusal.' },
      ),
    },
    note: 'Who answered, and what they said.',
  },
  'consent-visit': {
    title: 'Visit to seek consent',
    button: 'Record visit',
    group: 'Support and consent',
    when: { question: 'When was the visit?', hint: 'The family’s answer has a form of its own, consent asked for.' },
    members: {},
    note: 'Whom you saw, and what was said. It settles nothing by itself.',
  },
  eha: {
    title: 'Early Help Assessment',
    button: 'Record assessment',
    group: 'Support and consent',
    when: { question: 'When was it completed, reviewed or considered?' },
    members: {
      outcome: one('What came of it?', {
        completed: 'Completed',
        reviewed: 'Reviewed',
        'considered-not-needed': 'Considered and not needed',
      }),
      reason: text('lines', 'What is the reason?', 'If it is not needed, say why.'),
    },
  },
  'taf-meeting': {
    title: 'Team around the Family meeting',
    button: 'Record meeting',
    group: 'Support and consent',
    when: { question: 'When did the Team around the Family meet?' },
    members: {
      agreedRequest: yesNoOrUnsaid(
        'Did the meeting agree on a request for support?',
        'Yes, it agreed to make one',
        'No, it agreed against one',
        'It was not decided',
      ),
      reason: text('lines', 'What is the reason?', 'If the meeting agreed against a request, say why.'),
    },
    note: 'Who was there, and what was agreed.',
  },
  'unmet-needs': {
    title: 'Judgement of unmet needs',
    button: 'Record judgement',
    group: 'Support and consent',
    when: { question: 'When was this judged?' },
    members: {
      identified: yesOrNo(
        'Are wider unmet needs identified?',
        'Yes, unmet needs are identified',
        'No, none are identified',
        'Needs of the child or family, wider than school, that no one is meeting.',
      ),
    },
    note: 'Which needs, and how you know.',
  },

  'service-open': {
    title: 'Open to a service',
    button: 'Record as open',
    group: 'CFW, social care and the support hub',
    when: { question: 'From which day is the child open to the service?' },
    members: {
      service: one('Which service is it?', servicesInFull),
      worker: text('a line', 'Who is the allocated worker?'),
    },
  },
  'service-closed': {
    title: 'No longer open to a service',
    button: 'Record as closed',
    group: 'CFW, social care and the support hub',
    when: { question: 'From which day is the child no longer open to the service?' },
    members: { service: one('Which service is it?', servicesInFull) },
  },
  'allocated-worker-discussion': {
    title: 'Discussion with the allocated worker',
    button: 'Record discussion',
    group: 'CFW, social care and the support hub',
    when: { question: 'When was the discussion?' },
    members: {
      service: one('Which service is the worker with?', servicesInFull),
      inPlan: yesNoOrUnsaid('Is education part of the plan?', 'Yes, it is in the plan', 'No, it is not in the plan', 'It is not known yet'),
    },
    note: 'Whom you talked to, what was shared and what was agreed. It settles nothing by itself.',
  },
  'cssh-discussion': {
    title: 'Discussion with the support hub',
    button: 'Record discussion',
    group: 'CFW, social care and the support hub',
    when: { question: 'When was the discussion?' },
    members: {
      escalate: yesNoOrUnsaid(
        'Is the case to be escalated to CSC without consent?',
        'Yes, escalate to CSC',
        'No, do not escalate',
        'It is not decided yet',
      ),
      reason: text('lines', 'What is the reason?', 'A decision counts with its reason, either way.'),
    },
    note: 'What the hub advised.',
  },
  'csc-referral': {
    title: 'Referral to CSC',
    button: 'Record referral',
    group: 'CFW, social care and the support hub',
    when: { question: 'When was the referral made?' },
    members: {
      for: one('What is it for?', {
        'child-and-family-assessment': 'A child and family assessment',
        safeguarding: 'Safeguarding concerns',
      }),
    },
  },
  'strategy-discussion': {
    title: 'Strategy discussion',
    button: 'Record strategy discussion',
    group: 'CFW, social care and the support hub',
    when: { question: 'When was it considered, requested or held?' },
    members: {
      step: one(
        'How far has it come?',
        { considered: 'Considered only', requested: 'Requested', held: 'Held' },
        { considered: 'Say why no more than that.', held: 'CSC’s word alone: record it as CSC’s.' },
      ),
      reason: text('lines', 'What is the reason?', 'Needed where a discussion was only considered.'),
    },
  },
  'case-clinic': {
    title: 'Case clinic',
    button: 'Record case clinic',
    group: 'CFW, social care and the support hub',
    when: { question: 'When was the case clinic?' },
    members: {
      stepUp: yesOrNo('Is the case to be stepped up to CSC?', 'Yes, step up to CSC', 'No, do not step up'),
      reason: text('lines', 'What is the reason?'),
    },
  },

  'attendance-concern': {
    title: 'Concern about attendance',
    button: 'Record concern',
    group: 'Attendance',
    when: { question: 'From which day does the school have the concern?' },
    members: {},
    note: 'What the concern is.',
  },
  'school-step': {
    title: 'Step of the school’s attendance procedures',
    button: 'Record step',
    group: 'Attendance',
    when: { question: 'When was the step taken?' },
    members: {
      step: one(
        'Which step was it?',
        {
          'attendance-policy': 'The school’s attendance policy',
          'attendance-consultant': 'The school’s attendance consultant',
          'support-team': 'Pupil Attendance Support Team (PAST)',
          'school-nurse': 'The school nurse',
          'ebsa-pathway': 'The pathway for emotionally based school avoidance (EBSA)',
          'alternative-provision': 'Alternative provision',
          'ehc-needs-assessment': 'An assessment of education, health and care needs',
          'early-help-assessment': 'An Early Help Assessment',
          'legal-intervention': 'A legal intervention',
        },
        {
          'support-team': 'For primary schools.',
          'early-help-assessment': 'When it is completed, record that too, under Support and consent.',
        },
      ),
    },
    note: 'What was done, and what came of it.',
  },
  'attendance-review': {
    title: 'Review of attendance',
    button: 'Record review',
    group: 'Attendance',
    when: { question: 'When was the review?' },
    members: { improved: yesOrNo('Has attendance improved?', 'Yes, it has improved', 'No, it has not improved') },
  },
  'contextual-information': {
    title: 'Information about the absence',
    button: 'Record information',
    group: 'Attendance',
    when: { question: 'From which day does it hold?' },
    members: {
      supportsAbsence: yesOrNo('Does it support the absence?', 'Yes, it supports the absence', 'No, it does not support it'),
      until: day('What is the last day on which it holds?', 'Leave this empty if it holds until the next term begins.'),
    },
    note: 'What is known, and from whom.',
  },
  'advice-sought': {
    title: 'Advice sought',
    button: 'Record advice',
    group: 'Attendance',
    when: { question: 'When was advice sought?' },
    members: {
      from: one('Who was asked?', {
        'advice-line': 'The school advice line',
        'mash-education-officer': 'A MASH Education Officer',
        'cfw-senior-support-worker': 'A CFW Community Senior Family Support Worker',
      }),
    },
    note: 'What the advice was.',
  },
  'legal-advice-intended': {
    title: 'Intention to seek legal advice on attendance',
    button: 'Record intention',
    group: 'Attendance',
    when: { question: 'When did the school decide on this?', hint: 'The parents are at risk of prosecution.' },
    members: {},
  },
  'attendance-summary': {
    title: 'Attendance figure',
    button: 'Record attendance',
    group: 'Attendance',
    when: { question: 'What is the last day that the figure counts?', hint: 'It counts from the first day of the term or school year.' },
    members: {
      scope: one('What does the figure cover?', { term: 'The term so far', year: 'The school year so far' }),
      possible: number('How many sessions were possible?', 'sessions', 'A session is half a school day.'),
      attended: number('How many sessions did the child attend?', 'sessions'),
      term: text('a line', 'What is the term called?', 'A label only: the day says which term it is.'),
    },
  },
  'attendance-concern-closed': {
    title: 'Concern about attendance closed',
    button: 'Close the concern',
    group: 'Attendance',
    when: { question: 'When was the concern closed?', hint: 'The case opens again when attendance next falls below a line.' },
    members: { reason: text('lines', 'Why is it closed?') },
  },

  suspension: {
    title: 'Suspension',
    button: 'Record suspension',
    group: 'Suspension and exclusion',
    when: { question: 'What is the first day of the suspension?' },
    members: {
      days: number('How long is the suspension?', 'days', 'In steps of half a day, such as 2.5.'),
      reason: text('lines', 'What is the reason?'),
    },
  },
  'permanent-exclusion': {
    title: 'Permanent exclusion',
    button: 'Record exclusion',
    group: 'Suspension and exclusion',
    when: { question: 'When was the child permanently excluded?' },
    members: { reason: text('lines', 'What is the reason?') },
  },
  'permanent-exclusion-withdrawn': {
    title: 'Permanent exclusion withdrawn',
    button: 'Record withdrawal',
    group: 'Suspension and exclusion',
    when: { question: 'When was it withdrawn?', hint: 'It was cancelled or overturned, or the child was reinstated.' },
    members: {},
  },
  'behaviour-review': {
    title: 'Review of behaviour',
    button: 'Record review',
    group: 'Suspension and exclusion',
    when: { question: 'When was the review?' },
    members: { improved: yesOrNo('Has behaviour improved?', 'Yes, it has improved', 'No, it has not improved') },
  },
  'exclusion-closed': {
    title: 'Exclusion case closed',
    button: 'Close exclusion case',
    group: 'Suspension and exclusion',
    when: { question: 'When was the case closed?' },
    members: { reason: text('lines', 'Why is it closed?') },
  },

  sao: {
    title: 'Step of a School Attendance Order',
    button: 'Record step',
    group: 'School Attendance Order',
    when: { question: 'When was the step taken?', hint: 'Of a notice or an order, the day on which it was served.' },
    members: {
      step: one('Which step was it?', {
        initiated: 'The order is started',
        'school-named': 'A school is named',
        'notice-served': 'The notice is served',
        'order-served': 'The order is served',
        complied: 'The order is complied with',
        revoked: 'The order is revoked',
        prosecution: 'The parents are prosecuted',
      }),
    },
  },

  'case-review': {
    title: 'Review of the case',
    button: 'Record review',
    group: 'Reviewing and closing',
    when: { question: 'When was the review?', hint: 'A review that needs no other record.' },
    members: {},
    note: 'What you looked at and found, who does what next, and by when.',
    asksForNote: {
      question: 'What did you find, and what comes next?',
      needed: 'Say what you found, and what comes next: a review that says nothing settles nothing',
    },
  },
  'progress-review': {
    title: 'Review of progress to a school place',
    button: 'Record review',
    group: 'Reviewing and closing',
    when: { question: 'When was the review?' },
    members: {
      progress: yesOrNo('Is the child getting nearer to a school place?', 'Yes, there is progress', 'No, there is no progress'),
      relatedTo: several(
        'If there is no progress, what is that related to?',
        { 'parenting-capacity': 'Parenting capacity', 'contextual-safeguarding': 'Contextual safeguarding' },
        'Neither',
      ),
    },
  },
  'reason-not-done': {
    title: 'Reason why a step is not taken',
    button: 'Record reason',
    group: 'Reviewing and closing',
    when: { question: 'When was this decided?' },
    members: {
      clause: text('a clause', 'Which step is not taken?'),
      reason: text('lines', 'Why is it not taken?'),
    },
  },
  'cme-closed': {
    title: 'Case of missing education closed',
    button: 'Close the case',
    group: 'Reviewing and closing',
    when: { question: 'When was the case closed?' },
    members: {
      reason: one(
        'Why is the case closed?',
        {
          'on-roll': 'Registered at a school',
          ehe: 'Educated at home',
          'left-area': 'Left the area',
          'not-compulsory-age': 'Not of compulsory school age',
          duplicate: 'Duplicate of another case',
          died: 'The child has died',
          other: 'Another reason',
        },
        {
          ehe: 'Only where the last check found the child on the home-education register, and no concern is open.',
          'left-area': 'Ends every other case of the child too.',
          died: 'Ends every other case of the child too.',
          other: 'Say which in the note.',
        },
      ),
    },
  },
}
