/**
 * The table of docs/reference/compatibility.md says whom each rule's bad cases break. Set UPDATE_RULES=1 to write it anew, then
 * read what changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { compatRules } from '../../generator/src/check/compat/compat-rules.js';
import { casesIn, compatFolder, found } from './compat-cases.js';

const page = new URL('../../docs/reference/compatibility.md', import.meta.url);
const audiences = ['stored', 'readers', 'code', 'senders'] as const;

async function row({ code, purpose }: (typeof compatRules)[number]): Promise<string> {
  const broken = new Set<string>();
  const folder = new URL(`${code.slice('compat/'.length)}/bad/`, compatFolder);
  for (const name of casesIn(folder)) {
    for (const { breaks = [] } of await found(code, new URL(`${name}/`, folder))) breaks.forEach((each) => broken.add(each));
  }
  const marks = audiences.map((audience) => (broken.has(audience) ? 'breaks' : ''));
  return `| [${code.slice('compat/'.length)}](diagnostics.md#${code.replace('/', '')}) | ${marks.join(' | ')} | ${purpose} |`;
}

test('the page says of every rule whom it breaks', async () => {
  const before = readFileSync(page, 'utf8');
  const rows: string[] = [];
  for (const rule of compatRules) rows.push(await row(rule));
  const table = [`| rule | ${audiences.join(' | ')} | why |`, '|---|---|---|---|---|---|', ...rows].join('\n');
  const text = before.replace(/(<!-- rules -->\n)[^]*(<!-- end of rules -->)/, (_, start: string, end: string) =>
    [start, table, '', end].join('\n'),
  );
  const formatted = await format(text, { parser: 'markdown', printWidth: 130, proseWrap: 'preserve' });
  if (process.env['UPDATE_RULES'] === '1') writeFileSync(page, formatted);
  expect(formatted).toBe(readFileSync(page, 'utf8'));
});
