/*
 * The schema as it stands, read from the database's own catalogue: for schema.sql, which people review, and for tables.ts, which the compiler reads.
 */

interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  /** What it is when nothing is given, in SQL. */
  readonly otherwise: string | null
  readonly identity: boolean
  readonly collation: string | null
  readonly comment: string | null
}

interface Table {
  readonly name: string
  readonly isView: boolean
  readonly comment: string | null
  readonly columns: readonly Column[]
  readonly constraints: readonly string[]
  readonly indexes: readonly string[]
  readonly triggers: readonly string[]
  /** `app: insert, select`, and of single columns `app: update (until_at)`. */
  readonly grants: readonly string[]
  readonly view: string | null
  readonly options: readonly string[] | null
}

export interface Catalogue {
  readonly tables: readonly Table[]
  readonly functions: readonly string[]
}

type Ask = <Row extends object>(question: string) => Promise<Row[]>

/** Reads what is in the schema `public`. */
export async function readCatalogue(ask: Ask): Promise<Catalogue> {
  const tables = await ask<Table & { columns: Column[] }>(`
    select c.relname as name, c.relkind = 'v' as "isView", obj_description(c.oid, 'pg_class') as comment,
      case when c.relkind = 'v' then pg_get_viewdef(c.oid) end as view, c.reloptions as options,
      (select json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull,
          'otherwise', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity <> '',
          'collation', (select collname from pg_collation where oid = a.attcollation and a.attcollation <> t.typcollation),
          'comment', col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(pg_get_constraintdef(oid) order by contype desc, conname) from pg_constraint
        where conrelid = c.oid and contype in ('p', 'u', 'f', 'c')), '[]') as constraints,
      coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text) from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))), '[]') as indexes,
      coalesce((select json_agg(pg_get_triggerdef(oid) order by tgname) from pg_trigger where tgrelid = c.oid and not tgisinternal), '[]') as triggers,
      coalesce((select json_agg(line order by line) from (
        select r.rolname || ': ' || string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as line
          from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee where r.oid <> c.relowner group by r.rolname
        union all
        select r.rolname || ': ' || lower(x.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attname) || ')'
          from pg_attribute a, aclexplode(a.attacl) x join pg_roles r on r.oid = x.grantee
          where a.attrelid = c.oid and r.oid <> c.relowner group by r.rolname, x.privilege_type) as lines), '[]') as grants
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
    order by c.relname collate "C"`)
  const functions = await ask<{ text: string }>(`
    select pg_get_functiondef(p.oid) as text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
    order by p.proname collate "C"`)
  return { tables, functions: functions.map(({ text }) => text.trim()) }
}

/** The schema as SQL for people: what `onroll database schema` prints. */
export function schemaText({ tables, functions }: Catalogue): string {
  const parts = [
    '-- The schema as it stands, read from the catalogue: onroll database schema > src/database/schema.sql',
    ...functions.map((text) => `${text};`),
    ...tables.map((table) => (table.isView ? viewText(table) : tableText(table))),
  ]
  return `${parts.join('\n\n')}\n`
}

function tableText({ name, comment, columns, constraints, indexes, triggers, grants }: Table): string {
  const widest = Math.max(...columns.map((column) => definition(column).length))
  const lines = columns.map((column) => [definition(column), column.comment] as const)
  const all = [...lines, ...constraints.map((text) => [text, null] as const)]
  const body = all.map(([text, words], place) => {
    const withComma = place < all.length - 1 ? `${text},` : text
    return words === null ? `  ${withComma}` : `  ${withComma.padEnd(widest + 1)} -- ${words}`
  })
  return [
    ...(comment === null ? [] : [`-- ${comment}`]),
    `CREATE TABLE ${name} (`,
    ...body,
    ');',
    ...indexes.map((text) => `${withoutSchema(text)};`),
    ...triggers.map((text) => `${withoutSchema(text)};`),
    ...grants.map((text) => `-- ${text}`),
  ].join('\n')
}

const viewText = ({ name, comment, columns, view, options, grants }: Table): string =>
  [
    ...(comment === null ? [] : [`-- ${comment}`]),
    ...columns.map((column) => `--   ${column.name}: ${column.comment ?? ''}`),
    `CREATE VIEW ${name}${options ? ` WITH (${options.join(', ')})` : ''} AS`,
    (view ?? '').replace(/\n$/, ''),
    ...grants.map((text) => `-- ${text}`),
  ].join('\n')

function definition({ name, type, isRequired, otherwise, identity, collation }: Column): string {
  const parts = [name, type]
  if (collation !== null) parts.push(`COLLATE "${collation}"`)
  if (isRequired) parts.push('NOT NULL')
  if (identity) parts.push('GENERATED ALWAYS AS IDENTITY')
  if (otherwise !== null) parts.push(`DEFAULT ${otherwise}`)
  return parts.join(' ')
}

const withoutSchema = (text: string): string => text.replaceAll(' public.', ' ')

/** The types of rows for the compiler: what tables.ts holds. */
export function tablesText({ tables }: Catalogue): string {
  return [
    '// The rows of each table, read from the catalogue: node scripts/write-tables.ts. What is never updated cannot be: its update type is never.',
    '',
    "import type { ColumnType, GeneratedAlways } from 'kysely'",
    "import type { CivilDate } from '../calendar/civil-date.ts'",
    '',
    '/** Written once. */',
    'type Fixed<Select, Insert = Select> = ColumnType<Select, Insert, never>',
    '/** Comes out as it was put in, read from JSON; goes in as JSON text, since the driver makes an SQL array of a list. */',
    'type Json = ColumnType<unknown, string, string>',
    'type FixedJson = ColumnType<unknown, string, never>',
    '',
    ...tables.flatMap((table) => [
      `/** ${table.comment ?? ''}. */`,
      `interface ${pascal(table.name)} {`,
      ...table.columns.flatMap((column) => [`  /** ${column.comment ?? ''} */`, `  readonly ${column.name}: ${columnType(table, column)}`]),
      '}',
      '',
    ]),
    'export interface Tables {',
    ...tables.map(({ name }) => `  readonly ${name}: ${pascal(name)}`),
    '}',
    '',
  ].join('\n')
}

function columnType({ triggers, isView }: Table, { type, isRequired, otherwise, identity }: Column): string {
  const bare = typesInCode[type]
  if (bare === undefined) throw new TypeError(`there is no type in code yet for a column of type ${type}`)
  if (identity) return `GeneratedAlways<${bare}>`
  const isFixed = isView || triggers.some((text) => text.includes('refuse_change'))
  const mayBeLeftOut = otherwise !== null || !isRequired
  if (type === 'jsonb') {
    if (!isRequired)
      return isFixed
        ? 'ColumnType<unknown, string | null | undefined, never>'
        : 'ColumnType<unknown, string | null | undefined, string | null>'
    if (mayBeLeftOut) return `ColumnType<unknown, string | undefined, ${isFixed ? 'never' : 'string'}>`
    return isFixed ? 'FixedJson' : 'Json'
  }
  const full = isRequired ? bare : `${bare} | null`
  if (isFixed) return mayBeLeftOut ? `Fixed<${full}, ${full} | undefined>` : `Fixed<${full}>`
  return mayBeLeftOut ? `ColumnType<${full}, ${full} | undefined, ${full}>` : full
}

const typesInCode: Readonly<Record<string, string>> = {
  text: 'string',
  'text[]': 'readonly string[]',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  date: 'CivilDate',
  'timestamp with time zone': 'string',
  jsonb: 'unknown',
  tsvector: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  int8multirange: 'string',
}

const pascal = (name: string): string => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
