/**
 * Generated steps against the interpreter of plans: for every evolution of the corpus both give the same, for the examples
 * there and for random values, and fail together. What was generated is as prettier would print it, and compiles, under the strictest options, as one program.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedOptions } from '../../../../generator/src/format/format-file.js';
import type { VersionSteps, StepPlan } from '../../../../generator/src/model/evolution-model.js';
import type { StoredFact } from '../../../../generator/src/model/step-model.js';
import type { JsonValue, TypeModel } from '../../../../generator/src/model/type-model.js';
import { shapeType } from '../../../../generator/src/plan/types/root-types.js';
import { evolutionCases, type EvolutionCase } from '../../../evolutions/corpus.js';
import { arbitraryJson } from '../../../support/arbitrary-values.js';
import { createStepEvaluator } from '../../../support/evaluate-step.js';
import { importBundle } from '../../../support/golden-bundle.js';
import { writeTree } from '../../../support/golden-cases.js';
import { bindFiles, generateFiles, type Files } from '../../../support/golden-project.js';
import { toMemory } from '../../../support/memory-values.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const cases = evolutionCases('legal').filter(({ kind }) => kind !== 'state');
const runs = Number(process.env['VARVE_RUNS'] ?? 30);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(`${root}test/.varve-tmp-steps-`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const projectOf = ({ text }: EvolutionCase): Files => ({
  'varve.config.yaml': 'metadata: { tenant: string, channel: string }\n',
  'schemas/test.yaml': text,
});

const orderId = '00000000-0000-0000-0000-0000000000aa';
const stored = {
  recordedAt: '2026-05-01T10:00:00Z',
  eventId: '00000000-0000-0000-0000-0000000000e1',
  streamVersion: 7,
  id: { orderId },
  metadata: { tenant: 'acme' },
};

function facts(fact: StoredFact): unknown {
  if (fact.kind === 'id') return stored.id.orderId;
  return fact.kind === 'metadata'
    ? Object.entries(stored.metadata).find(([key]) => key === fact.key)?.[1]
    : stored[fact.kind];
}

type Step = (old: unknown, ...more: readonly unknown[]) => unknown;

const isStep = (value: unknown): value is Step => typeof value === 'function';

/** Functions of the user wherever one is looked for: what they give depends on the last key alone. */
function customWith(give: (path: string) => unknown, key = ''): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) => customWith(give, String(name)),
    apply: () => give(/^[1-9]\d*$/.test(key) ? 'true' : key),
  });
}

interface Loaded {
  readonly steps: VersionSteps;
  readonly older: TypeModel;
  readonly newer: TypeModel;
  readonly names: { readonly up: string; readonly down: string };
}

async function load(example: EvolutionCase) {
  const { model, evolution } = await bindFiles(projectOf(example));
  if (model === undefined || evolution === undefined) return expect.fail('The example is not legal.');
  const { aggregates, types } = model.contexts.find(({ name }) => name === 'ordering') ?? expect.fail('No context.');
  const messages = aggregates.flatMap(({ events, commands }) => [...events, ...commands]);
  const numbers = (versions: readonly unknown[]) =>
    [versions.length - 1, versions.length].map((each) => `V${String(each)}`);
  const named = types.find(({ name }) => name === 'E');
  const last = named?.versions.at(-1);
  const message = messages.find(({ name }) => name === 'E');
  const lastMessage = message?.versions.at(-1);
  let loaded: Loaded | undefined;
  if (named !== undefined && last !== undefined) {
    const [older = '', newer = ''] = numbers(named.versions);
    const before = named.versions.at(-2) ?? last;
    const names = { up: `upcastE${older}To${newer}`, down: `downcastE${newer}To${older}` };
    loaded = {
      steps: evolution.types.get(last) ?? expect.fail('No step.'),
      older: before.type,
      newer: last.type,
      names,
    };
  } else if (message !== undefined && lastMessage !== undefined) {
    const [older = '', newer = ''] = numbers(message.versions);
    const before = message.versions.at(-2) ?? lastMessage;
    const names = { up: `e${older}To${newer}`, down: `e${newer}To${older}` };
    const steps = evolution.messages.get(lastMessage) ?? expect.fail('No step.');
    loaded = { steps, older: shapeType(before.shape), newer: shapeType(lastMessage.shape), names };
  }
  return { ...(loaded ?? expect.fail('There is no E.')), model, evolution };
}

/** What comes out, or that nothing does. */
function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch {
    return 'failed';
  }
}

describe('generated steps do what the plans say', () => {
  test.each(cases.map((each) => [each.title, each] as const))('%s', async (title, example) => {
    const { model, evolution, steps, older, newer, names } = await load(example);
    const files = await generateFiles(projectOf(example));
    writeTree(`${folder}/${title.replace(/[^a-z0-9]+/gi, '-')}`, files);
    const modules = ['order.upcasts', 'types.upcasts'].filter((name) => `src/generated/ordering/${name}.ts` in files);
    for (const name of modules) {
      const text = files[`src/generated/ordering/${name}.ts`] ?? '';
      expect(await format(text, { ...generatedOptions, parser: 'typescript' })).toBe(text);
    }
    const entry = modules.map((name) => `export * from './src/generated/ordering/${name}.js';`).join('\n');
    const generated = await importBundle(files, entry);
    const give = (path: string): unknown => example.custom.get(path);
    const evaluator = createStepEvaluator(model, evolution, { facts, custom: give });
    const isCommand = example.kind === 'command';
    const agree = (plan: StepPlan, name: string, from: TypeModel, value: JsonValue): void => {
      const step = generated[name];
      if (!isStep(step)) return expect.fail(`There is no ${name}.`);
      const old = toMemory(value, from, model);
      const expected = outcome(() => evaluator.evaluate(plan, old));
      const given = isCommand ? { orderId, ...Object(old) } : old;
      const more = example.kind === 'event' ? [stored, customWith(give)] : [customWith(give)];
      const made = outcome(() => step(given, ...more));
      if (isCommand && typeof expected === 'object' && expected !== null && 'value' in expected) {
        expect(made).toEqual({ value: { orderId, ...Object(expected.value) } });
      } else expect(made).toEqual(expected);
    };
    for (const { from } of example.up) agree(steps.up, names.up, older, from);
    for (const { from } of example.down) if (steps.down !== undefined) agree(steps.down, names.down, newer, from);
    const { down } = steps;
    fc.assert(
      fc.property(arbitraryJson(older, model), arbitraryJson(newer, model), (before, after) => {
        agree(steps.up, names.up, older, before);
        if (down !== undefined) agree(down, names.down, newer, after);
      }),
      { numRuns: runs },
    );
  });

  test('and compile', { timeout: 300_000 }, () => {
    const paths = {
      '@varve/runtime': [`${root}runtime/src/index.ts`],
      '@varve/runtime/codegen/v1': [`${root}runtime/src/codegen/v1/index.ts`],
    };
    const project = {
      extends: '../golden/tsconfig.json',
      compilerOptions: { paths },
      include: ['./*/src/generated/**/*.ts'],
    };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project));
    const tsc = `${root}node_modules/typescript/bin/tsc`;
    expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout).toBe('');
  });
});
