import type pg from 'pg';

type Column = {
  table: string;
  column: string;
  type: string;
  not_null: boolean;
  default: string | null;
  identity: boolean;
};

const COLUMNS = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
         pg_get_expr(d.adbin, d.adrelid) as "default", a.attidentity <> '' as identity
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname, a.attnum`;

const LINES = `
  select c.relname as "table", 'constraint ' || o.conname || ' ' || pg_get_constraintdef(o.oid) as line
    from pg_constraint o join pg_class c on c.oid = o.conrelid
    where c.relnamespace = 'public'::regnamespace and not c.relispartition and o.contype <> 'n'
  union all
  select c.relname, 'partition by ' || pg_get_partkeydef(c.oid) from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'p'
  union all
  select tablename, indexdef from pg_indexes i where schemaname = 'public'
    and not exists (select 1 from pg_class c where c.relname = i.tablename and c.relispartition)
  union all
  select c.relname, pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and not c.relispartition
  union all
  select table_name, 'grant ' || privilege_type || ' to ' || grantee from information_schema.role_table_grants
    where table_schema = 'public' and grantee in ('zl_app', 'zl_read', 'zl_person')
      and not exists (select 1 from pg_class c where c.relname = table_name and c.relispartition)
  union all
  select g.table_name, 'grant UPDATE (' || g.column_name || ') to ' || g.grantee from information_schema.column_privileges g
    where g.table_schema = 'public' and g.grantee in ('zl_app', 'zl_read') and g.privilege_type = 'UPDATE'
      and not exists (select 1 from pg_class c where c.relname = g.table_name and c.relispartition)
      and not exists (select 1 from information_schema.role_table_grants t where t.table_name = g.table_name
        and t.grantee = g.grantee and t.privilege_type = 'UPDATE')
  union all
  select relname, 'row level security' from pg_class
    where relnamespace = 'public'::regnamespace and relrowsecurity and not relispartition
  union all
  select tablename, 'policy ' || policyname || ' for ' || cmd || ' to ' || array_to_string(roles, ', ') || ' using ' || qual
    from pg_policies where schemaname = 'public'
  order by 1, 2`;

const VIEWS_AND_FUNCTIONS = `
  (select 'view ' || viewname || E'\\n' || definition as text from pg_views where schemaname = 'public' order by viewname)
  union all
  (select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace order by proname)`;

/** The schema as text a reviewer can read as a diff, and the row types Kysely checks queries against. */
export async function describeSchema(client: pg.Client): Promise<{ readonly sql: string; readonly types: string }> {
  const { rows: columns } = await client.query<Column>(COLUMNS);
  const { rows: lines } = await client.query<{ table: string; line: string }>(LINES);
  const { rows: others } = await client.query<{ text: string }>(VIEWS_AND_FUNCTIONS);
  const tables = [...new Set(columns.map((column) => column.table))];
  const sql = tables.map((table) => {
    const own = columns.filter((column) => column.table === table).map(describeColumn);
    const rest = lines.filter((line) => line.table === table).map((line) => `  ${line.line}`);
    return `table ${table}\n${[...own, ...rest].join('\n')}\n`;
  });
  const bodies = others.map(({ text }) => `${text.trimEnd()}\n`);
  return {
    sql: `-- Written by scripts/schema.ts from the catalogue; a test compares.\n\n${[...sql, ...bodies].join('\n')}`,
    types: typesOf(columns),
  };
}

function describeColumn({ column, type, not_null, default: value, identity }: Column): string {
  const extras = [not_null ? 'not null' : '', identity ? 'identity' : '', value === null ? '' : `default ${value}`];
  return `  ${[column, type, ...extras].filter((part) => part !== '').join(' ')}`;
}

const TYPESCRIPT: Readonly<Record<string, string>> = {
  bigint: 'Int8',
  integer: 'number',
  smallint: 'number',
  text: 'string',
  boolean: 'boolean',
  bytea: 'Buffer',
  'text[]': 'string[]',
  'bytea[]': 'Buffer[]',
  'timestamp with time zone': 'Date',
};

function typesOf(columns: readonly Column[]): string {
  const tables = [...new Set(columns.map((column) => column.table))].filter((table) => table !== 'migration');
  const blocks = tables.map((table) => {
    const members = columns
      .filter((column) => column.table === table)
      .map((column) => `    ${column.column}: ${typeOf(column)};`)
      .join('\n');
    return `  ${table}: {\n${members}\n  };`;
  });
  return `// Written by scripts/schema.ts from the database itself; a test compares. Not to be edited.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number, bigint | number>;

export type Tables = {\n${blocks.join('\n')}\n};\n`;
}

function typeOf({ type, not_null, default: value, identity }: Column): string {
  const base = TYPESCRIPT[type];
  if (base === undefined) throw new Error(`no TypeScript type for ${type}`);
  const nullable = not_null ? base : `${base} | null`;
  if (identity) return `GeneratedAlways<${base === 'Int8' ? 'bigint' : nullable}>`;
  if (value === null) return nullable;
  return base === 'Int8'
    ? 'ColumnType<bigint, bigint | number | undefined, bigint | number>'
    : `Generated<${nullable}>`;
}
