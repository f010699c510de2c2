import { format } from 'prettier';
import { expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import { formatFile, generatedOptions } from '../../../generator/src/format/format-file.js';
import { isFinal } from '../../../generator/src/format/is-final.js';
import { loadTemplates } from '../../../generator/src/render/load-templates.js';
import { renderFile, type RenderedFile } from '../../../generator/src/render/render-file.js';
import { goldenCases } from '../../support/golden-cases.js';
import { planFiles } from '../../support/golden-project.js';

const templates = loadTemplates(readAssets().templates);

async function scaffolds(): Promise<readonly RenderedFile[]> {
  const found: RenderedFile[] = [];
  for (const { project } of goldenCases()) {
    const { files } = await planFiles(project);
    const owned = files.filter(({ ownership }) => ownership !== 'generated');
    found.push(...owned.map((file) => renderFile(file, templates)));
  }
  return found;
}

test('a new file of the user is as prettier would print it, wherever its lines fit', async () => {
  const rendered = await scaffolds();
  const final = rendered.filter(({ text }) => isFinal(text));
  expect(final.length).toBeGreaterThan(rendered.length / 2);
  for (const { path, text } of final) {
    expect(await format(text, { ...generatedOptions, parser: 'typescript' }), path).toBe(text);
  }
});

test('settings of the user count, also where the lines would fit', async () => {
  const [file] = await scaffolds();
  if (file === undefined) throw new Error('The golden cases have no scaffold.');
  const userOptions = { singleQuote: false, tabWidth: 4 };
  const { text } = await formatFile(file, { mode: 'final', userOptions });
  expect(text).toBe(await format(file.text, { ...userOptions, parser: 'typescript' }));
  expect(text).not.toBe(file.text);
});
