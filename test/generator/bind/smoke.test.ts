import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bindFiles, rawSchema } from './bind-yaml.js';
import { bindDomain } from '../../../generator/src/bind/bind-domain.js';
import { locate } from '../../../generator/src/source/locate.js';
import { printed } from '../../support/expect-diagnostics.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';

test.each(['ordering', 'github-timeline'])('%s', (name) => {
  const folder = new URL(`../../../examples/${name}/schemas/`, import.meta.url);
  const files = readdirSync(folder).map((file) => ({
    path: `schemas/${file}`,
    text: readFileSync(new URL(file, folder), 'utf8'),
  }));
  const result = bindFiles(files);
  console.log(printed(locate(result.diagnostics)));
  expect(result.ok).toBe(true);
});
