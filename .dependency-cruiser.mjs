// Who may import whom. What a row does not list is forbidden. scripts/check-imports.js runs these rules, proves that each of them
// still refuses what it is for, and refuses a folder of src/ that has no row.

/**
 * The pure folders, lowest first. They import these folders of ours and nothing else: no package, no module of Node's.
 * @type {Record<string, { imports: string[], because: string }>}
 */
const pure = {
  calendar: {
    imports: [],
    because: 'Days are the ground everything else stands on: a calendar that knew a child or a clause could not be reasoned about alone.',
  },
  casefile: {
    imports: ['calendar'],
    because: 'A case file says what happened. It is read by people who follow other guidance, or none, so it knows no clause.',
  },
  people: {
    imports: ['calendar'],
    because: 'Whether two records are one person depends on the two records alone, never on what is going on in their lives.',
  },
  sharing: {
    imports: ['calendar', 'casefile', 'people'],
    because: 'Who may see a child follows from facts, records and duties as data. It must not run the guidance to find out.',
  },
  guidance: {
    imports: ['calendar', 'casefile', 'people'],
    because:
      'The guidance is at the top: it reads all that is below it, and but for its words nothing pure reads it. Who may see what is not its business.',
  },
  words: {
    imports: ['calendar', 'casefile', 'people', 'sharing', 'guidance'],
    because:
      'What facts, clauses and days are called on a page and on a terminal alike. It says what others worked out, and works out nothing.',
  },
}
const pureFolders = Object.keys(pure)

/**
 * The folders that touch the world. They may use packages and Node's modules besides.
 * @type {Record<string, { imports: string[], because: string }>}
 */
const shellAndEdges = {
  county: {
    imports: pureFolders,
    because: 'The made-up county is the same from the same seed wherever it is used, so it stands on pure folders alone.',
  },
  database: {
    imports: pureFolders,
    because: 'Rows become facts and facts become rows. What a person may do with them is decided in actions.',
  },
  actions: {
    imports: [...pureFolders, 'database'],
    because: 'An action authorises, loads, decides, saves and audits, and does not know whether a page, a job or a command asked for it.',
  },
  web: {
    imports: [...pureFolders, 'actions'],
    because: 'Every read of a child is an action, so no page can leave out permission or audit. Edges do not know each other.',
  },
  jobs: {
    imports: [...pureFolders, 'actions'],
    because: 'A job acts as itself, through actions, so that what it did is in the audit log. Edges do not know each other.',
  },
  cli: {
    imports: [...pureFolders, 'actions', 'county'],
    because:
      'A command reaches stored children through actions alone, or works on files with the pure folders. Edges do not know each other.',
  },
}

export const folders = Object.keys({ ...pure, ...shellAndEdges })

const test = '\\.test\\.ts$'
const anyOf = (/** @type {string[]} */ names) => `^src/(${names.join('|')})/`
const section = '[123]-[^/]+'

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  ...Object.entries(pure).map(([folder, { imports, because }]) => ({
    name: `${folder}-is-pure`,
    comment: `src/${folder} imports only ${[folder, ...imports].join(', ')}; no package and no module of Node's. ${because}`,
    severity: /** @type {const} */ ('error'),
    from: { path: `^src/${folder}/`, pathNot: test },
    to: { pathNot: anyOf([folder, ...imports]) },
  })),
  ...Object.entries(shellAndEdges).map(([folder, { imports, because }]) => ({
    name: `${folder}-imports-its-row`,
    comment: `Of our own code src/${folder} imports only ${[folder, ...imports].join(', ')}. ${because}`,
    severity: /** @type {const} */ ('error'),
    from: { path: `^src/${folder}/`, pathNot: test },
    to: { path: '^(src|bench|scripts|bin|examples)/', pathNot: anyOf([folder, ...imports]) },
  })),
  {
    name: 'the-engine-does-not-know-the-guidance',
    comment:
      'The engine runs whatever register it is given. It knows what a clause is (clause.ts), facts and days, and names no clause and ' +
      'no setting: another county, or another edition, is another register.',
    severity: 'error',
    from: { path: '^src/guidance/engine/', pathNot: test },
    to: { path: '^src/guidance/', pathNot: '^src/guidance/(engine/|clause\\.ts$)' },
  },
  {
    name: 'a-section-stands-alone',
    comment:
      'A section of the guidance is read on its own, as it is in the source. It uses the words all sections share (the files directly in ' +
      'src/guidance) and neither another section, nor the engine, nor what gathers or runs the clauses.',
    severity: 'error',
    from: { path: `^src/guidance/(${section}|local-additions)(/|\\.ts$)`, pathNot: test },
    to: { path: '^src/guidance/([^/]+/|(local-additions|register|assess)\\.ts$)', pathNot: '^src/guidance/$1(/|\\.ts$)' },
  },
  {
    name: 'shared-words-know-no-clause',
    comment:
      'What clauses share (clause.ts, settings.ts, common conditions) lies below them. Only the register gathers the clauses, and only ' +
      'assess.ts hands the register to the engine.',
    severity: 'error',
    from: { path: '^src/guidance/[^/]+\\.ts$', pathNot: `${test}|^src/guidance/(register|assess|local-additions)\\.ts$` },
    to: { path: '^src/guidance/([^/]+/|(local-additions|register|assess)\\.ts$)' },
  },
  {
    name: 'the-register-does-not-run',
    comment: 'The register is a list to read, print and count. Running it is for assess.ts.',
    severity: 'error',
    from: { path: '^src/guidance/register\\.ts$' },
    to: { path: '^src/guidance/(engine/|assess\\.ts$)' },
  },
  {
    name: 'the-engine-is-run-by-assess',
    comment: 'One way in: whoever wants an answer calls assess.ts, so that no page or job can run half of the engine.',
    severity: 'error',
    from: { path: '^src/', pathNot: `${test}|^src/guidance/(engine/|assess\\.ts$)` },
    to: { path: '^src/guidance/engine/' },
  },
  {
    name: 'nothing-imports-a-test',
    comment: 'A test may import whatever it sits with. What others need of it belongs in a file that is not a test.',
    severity: 'error',
    from: {},
    to: { path: test },
  },
  {
    name: 'src-stands-without-its-tests',
    comment: 'What ships does not need what only tests, measures or builds it.',
    severity: 'error',
    from: { path: '^src/', pathNot: test },
    to: { path: '^(test|bench|scripts|examples|bin)/' },
  },
  {
    name: 'nothing-imports-main',
    comment: 'A main.ts wires everything together when it is started. Importing it would start it.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/(cli/)?main\\.ts$' },
  },
  {
    name: 'no-cycles',
    comment: 'Files that import each other in a circle can only be understood all at once.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-import-is-found',
    comment: 'An import that leads nowhere is a mistake, and would slip past every other rule.',
    severity: 'error',
    from: { path: '^(src|test|bench|scripts|examples)/' },
    to: { couldNotResolve: true },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden,
  options: {
    // Imports of types count: a type is knowledge too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
