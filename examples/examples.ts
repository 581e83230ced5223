/** A command line to show, with the story of the case, and the code with which it ends. */
export interface Example {
  readonly story: string
  readonly args: readonly string[]
  readonly ends: 0 | 2
}

const evaluate = (story: string, ...args: readonly string[]): Example => ({ story, args: ['evaluate', ...args], ends: 0 })

/** The examples, in the order in which they are answered. Every child is invented. */
export const examples: readonly Example[] = [
  evaluate(
    'Amina has been off roll since July, and a CME officer supports her. A referral is late, and the next panel is two school days away.',
    'examples/amina.json',
    '--as-of',
    '2026-11-23',
  ),
  evaluate(
    'The same day in a county that gives ten working days for a referral, and calls a child persistently missing after 55 school days.',
    'examples/amina.json',
    '--as-of',
    '2026-11-23',
    '--settings',
    'examples/county/settings.json',
  ),
  evaluate(
    'Bilal’s parents refused an assessment, and an officer has tried to engage them for more than 12 weeks.',
    'examples/bilal.json',
    '--as-of',
    '2026-11-02',
  ),
  evaluate(
    'Chloe’s parents refused services and admissions alike: a School Attendance Order is under way, its next step planned.',
    'examples/chloe.json',
    '--as-of',
    '2026-11-02',
  ),
  evaluate(
    'Daniel has an EHCP, so the line for intensive support is 80% of the term’s sessions, and not 75%.',
    'examples/daniel.json',
    '--as-of',
    '2026-11-23',
  ),
  evaluate('Eve has been suspended for the second time.', 'examples/eve.json', '--as-of', '2026-11-23'),
  evaluate(
    'Farah is permanently excluded. Support was requested before anybody assessed the needs that are known.',
    'examples/farah.json',
    '--as-of',
    '2026-11-23',
  ),
  evaluate(
    'Grace was suspended twice, and then her family left its address: she is on two pathways at once.',
    'examples/grace.json',
    '--as-of',
    '2026-11-23',
  ),
  evaluate(
    'Hana was two weeks longer in school than was thought, and was once taken for another child. As it is known now:',
    'examples/hana.json',
    '--as-of',
    '2026-12-14',
  ),
  evaluate(
    'Hana, as it was known at five in the evening of 2 December, when she was believed to have a school place:',
    'examples/hana.json',
    '--as-of',
    '2026-12-14',
    '--known-at',
    '2026-12-02T17:00:00Z',
  ),
  evaluate('Many children in one file, a case on each line, answered as JSON.', 'examples/cases.jsonl', '--as-of', '2026-11-23', '--json'),
  {
    story: 'A file that is refused: every fault at once, with its place and what is expected.',
    args: ['evaluate', 'examples/refused.json', '--as-of', '2026-11-23'],
    ends: 2,
  },
]
