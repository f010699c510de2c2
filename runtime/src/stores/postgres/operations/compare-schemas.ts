import { columnSeparator, type SchemaDescription } from './describe-schema.js';

/** Objects that people may add beside ours without changing what a store does. */
const harmless = /^(index|function|view|table) /;

/** What an object may be, by kind and name: one thing, or one of several where stores differ, null where it may be missing. */
export type ExpectedSchema = Readonly<Record<string, string | readonly (string | null)[]>>;

/** How a schema differs from the expected one, a sentence each. What is there besides counts where it changes what our tables do. */
export function compareSchemas(found: SchemaDescription, expected: ExpectedSchema): readonly string[] {
  const differences = Object.entries(expected).flatMap(([key, wanted]) => {
    const there = found[key];
    const choices = typeof wanted === 'string' ? [wanted] : wanted;
    if (choices.includes(there ?? null)) return [];
    const definition = choices.find((choice) => choice !== null) ?? '';
    if (there === undefined) return [`${key} is missing.`];
    return /^(table|view) /.test(key) ? columnsOf(key, there, definition) : [told(key, there, definition)];
  });
  const tables = new Set(Object.keys(expected).filter((key) => key.startsWith('table ')));
  const added = Object.keys(found).filter((key) => {
    const [, table = ''] = / on (.*)$/.exec(key) ?? [];
    return expected[key] === undefined && !harmless.test(key) && tables.has(`table ${table}`);
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
