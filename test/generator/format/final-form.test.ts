import { createMessageSamples } from '../../../generator/src/compile/message-samples.js';
import fc from 'fast-check';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import { loadConfig } from '../../../generator/src/config/load-config.js';
import { generatedOptions } from '../../../generator/src/format/format-file.js';
import { isFinal } from '../../../generator/src/format/is-final.js';
import type { Compilation } from '../../../generator/src/compile.js';
import { planOutputs } from '../../../generator/src/plan/plan-outputs.js';
import { loadTemplates } from '../../../generator/src/render/load-templates.js';
import { renderFile, type RenderedFile } from '../../../generator/src/render/render-file.js';
import { createCheckCompiler } from '../../../generator/src/validate/compile-checks.js';
import { expectValue } from '../../support/expect-diagnostics.js';
import { goldenCases } from '../../support/golden-cases.js';
import { bindFiles } from '../../support/golden-project.js';
import { randomSchema } from '../../support/random-schema.js';

const templates = loadTemplates(readAssets().templates);
const config = expectValue(loadConfig({ root: '/project', file: undefined }));
const compileChecks = createCheckCompiler();

function render({ model, evolution, releases }: Compilation): readonly RenderedFile[] {
  if (model === undefined || evolution === undefined || releases === undefined) return [];
  const { files } = planOutputs(model, config, {
    compileChecks,
    evolution,
    releases,
    samples: createMessageSamples(model),
  });
  return files.filter((file) => file.ownership === 'generated').map((file) => renderFile(file, templates));
}

const prettier = (text: string): Promise<string> => format(text, { ...generatedOptions, parser: 'typescript' });

test('whatever a schema says, a file whose lines fit is as prettier would print it', { timeout: 600_000 }, async () => {
  let final = 0;
  await fc.assert(
    fc.asyncProperty(randomSchema, async ({ text }) => {
      for (const file of render(await bindFiles({ 'schemas/random.yaml': text }))) {
        if (!isFinal(file.text)) continue;
        final += 1;
        expect(await prettier(file.text), file.path).toBe(file.text);
      }
    }),
    { numRuns: Number(process.env['VARVE_RUNS'] ?? 8), endOnFailure: true },
  );
  expect(final).toBeGreaterThan(0);
});

test('the golden cases need prettier only where names are exotic or a line is long', async () => {
  const unfit: string[] = [];
  for (const { name, project } of goldenCases()) {
    for (const file of render(await bindFiles(project))) if (!isFinal(file.text)) unfit.push(`${name} ${file.path}`);
  }
  expect(unfit).toEqual([
    'odd-names src/generated/order/order.events.ts',
    // An event that others take the place of.
    'projections src/generated/ordering/order.upcasts.ts',
    // Three aggregates whose types only the user knows.
  ]);
});
