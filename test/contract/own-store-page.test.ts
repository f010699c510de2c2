import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { allCases } from '../../runtime/src/testing/contract/all-cases.js';
import { readRoot } from '../examples/snippets.js';

const path = 'docs/guide/your-own-store.md';
const from = '<!-- groups -->';
const to = '<!-- end of groups -->';

/** The page with the groups as they are. `VARVE_UPDATE=1` writes it. */
function upToDate(page: string): string {
  const rows = allCases.map(({ group, cases }) => {
    const needs = new Set(cases.flatMap((definition) => definition.needs ?? []));
    return `| ${group} | ${String(cases.length)} | ${[...needs].map((need) => `\`${need}\``).join(', ')} |`;
  });
  const heading = '| group | cases | of the store, besides appending and reading |\n| --- | ---: | --- |';
  const [before = ''] = page.split(from);
  const [, after = ''] = page.split(to);
  return `${before}${from}\n\n${heading}\n${rows.join('\n')}\n\n${to}${after}`;
}

test(`${path} lists all groups of cases, and what they ask of a store`, async () => {
  const page = readRoot(path);
  const wanted = await format(upToDate(page), { ...(await resolveConfig(path)), parser: 'markdown' });
  if (process.env['VARVE_UPDATE'] === '1') writeFileSync(new URL(`../../${path}`, import.meta.url), wanted);
  else expect(page).toBe(wanted);
});
