import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../docs/decisions/', import.meta.url);
const records = readdirSync(folder)
  .filter((name) => /^\d{4}-.*\.md$/.test(name))
  .sort();
const index = readFileSync(new URL('README.md', folder), 'utf8');
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

test('every record stands in the index with its title, in order', () => {
  const titles = records.map((name) => [name, /^# \d{4} (.*)$/m.exec(text(name))?.[1]]);
  const listed = [...index.matchAll(/^\| \[\d{4}\]\(([^)]+)\) +\| (.*?) +\|$/gm)].map(([, name, title]) => [
    name,
    title,
  ]);
  expect(listed).toEqual(titles);
});

test.each(records)('%s says its number, context, decision and consequences', (name) => {
  const record = text(name);
  expect(record).toMatch(new RegExp(`^# ${name.slice(0, 4)} `));
  for (const part of ['Context', 'Decision', 'Consequences']) expect(record).toContain(`**${part}.**`);
});

test('no number is given twice', () => {
  const numbers = records.map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
});
