import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { generatedOptions } from '../../../generator/src/format/format-file.js';
import { isMarked } from '../../../generator/src/plan/marker.js';
import { goldenCases, updateCase } from '../../support/golden-cases.js';
import { generateFiles } from '../../support/golden-project.js';

const updating = process.env['VARVE_UPDATE'] === '1';

describe.each(goldenCases())('$name', ({ name, project, expected }) => {
  test('gives what is expected', async () => {
    const files = await generateFiles(project);
    if (updating) updateCase(name, files);
    else expect(files).toEqual(expected);
  });

  test('gives the same from files in another order', async () => {
    const shuffled = Object.fromEntries(Object.entries(project).reverse());
    expect(await generateFiles(shuffled)).toEqual(await generateFiles(project));
  });

  test('is as prettier would print it', async () => {
    const files = Object.entries(await generateFiles(project)).filter(([, text]) => isMarked(text));
    for (const [path, text] of files) {
      expect(await format(text, { ...generatedOptions, parser: 'typescript' }), path).toBe(text);
    }
  });
});
