import { columnSeparator, type SchemaDescription } from './describe-schema.js';

/** Objects that people may add beside ours without changing what a store does. */
const harmless = /^(index|function|view|table|policy) /;

/** What a store may have besides: each changes some objects, and takes some away (null). */
export type SchemaChange = Readonly<Record<string, string | null>>;

export interface ExpectedSchema {
  readonly plain: SchemaDescription;
  /** With a view of JSON. */
  readonly jsonbView: SchemaChange;
  /** With events in parts. */
  readonly partitions: SchemaChange;
  /** Of an earlier release, before the first tenant was admitted. */
  readonly withoutTenants: SchemaChange;
  /** With row-level security switched on. */
  readonly rowSecurity: SchemaChange;
}

/** By what it is seen which of them a store has. That they are complete is what comparing is for. */
const signs: Readonly<Record<Exclude<keyof ExpectedSchema, 'plain'>, (key: string, definition: string) => boolean>> = {
  jsonbView: (key) => key === 'view events_json' || key === 'function jsonb_or_null',
  partitions: (key) => key === 'table event_ids',
  withoutTenants: (key, definition) => key.endsWith(' on streams') && definition === 'UNIQUE (stream_name)',
  rowSecurity: (key) => key.startsWith('row security on '),
};

const variants = ['jsonbView', 'partitions', 'withoutTenants', 'rowSecurity'] as const;

/** Views that are gone where row-level security was switched on before PostgreSQL 15: they would look past the policies. */
const blind: ReadonlySet<string> = new Set(['view events_by_log', 'view events_json']);

/** How a schema differs from the expected one, a sentence each. What is there besides counts where it changes what our tables do. */
export function compareSchemas(found: SchemaDescription, expected: ExpectedSchema): readonly string[] {
  const keys = Object.keys(found);
  const shows = (variant: keyof typeof signs): boolean =>
    Object.entries(found).some(([key, definition]) => signs[variant](key, definition));
  const changes = variants.filter(shows).map((variant) => expected[variant]);
  const wanted: Record<string, string | null> = { ...expected.plain };
  for (const change of changes) Object.assign(wanted, change);
  const mayBeMissing = shows('rowSecurity') ? blind : new Set<string>();
  const differences = Object.entries(wanted).flatMap(([key, definition]) => {
    const there = found[key];
    if (there === (definition ?? undefined)) return [];
    if (there === undefined) return mayBeMissing.has(key) ? [] : [`${key} is missing.`];
    if (definition === null) return [`${key} is no part of it.`];
    return /^(table|view) /.test(key) ? columnsOf(key, there, definition) : [told(key, there, definition)];
  });
  const tables = new Set(Object.keys(wanted).filter((key) => key.startsWith('table ')));
  const added = keys.filter((key) => {
    const [, table = ''] = / on (.*)$/.exec(key) ?? [];
    return wanted[key] === undefined && !harmless.test(key) && tables.has(`table ${table}`);
  });
  return [...differences, ...added.map((key) => `${key} is no part of it.`)];
}

function told(key: string, found: string, expected: string): string {
  if (key.startsWith('function ')) return `${key} has been changed.`;
  return `${key} is ${found}, and should be ${expected}.`;
}

function columnsOf(key: string, found: string, expected: string): readonly string[] {
  const there = columnsIn(found);
  const wanted = columnsIn(expected);
  const names = [...new Set([...wanted.keys(), ...there.keys()])];
  const differences = names.flatMap((name) => {
    const [is, should] = [there.get(name), wanted.get(name)];
    if (is === should) return [];
    if (is === undefined) return [`${key} lacks column ${should ?? name}.`];
    if (should === undefined) return [`${key} has a column of somebody else: ${is}.`];
    return [`${key}: column ${is} should be ${should}.`];
  });
  return differences.length > 0 ? differences : [`${key} has its columns in another order.`];
}

function columnsIn(definition: string): ReadonlyMap<string, string> {
  return new Map(definition.split(columnSeparator).map((column) => [column.split(' ')[0] ?? '', column]));
}
