import { expect } from 'vitest';
import { readAssets } from '../../generator/src/assets.js';
import { checkProject, compileProject, type Compilation } from '../../generator/src/compile.js';
import { createMessageSamples } from '../../generator/src/compile/message-samples.js';
import { createCompileMemory } from '../../generator/src/compile/compile-memory.js';
import { loadConfig } from '../../generator/src/config/load-config.js';
import type { GeneratorConfig } from '../../generator/src/config/generator-config.js';
import type { OutputPlan } from '../../generator/src/plan/output-plan.js';
import { planOutputs } from '../../generator/src/plan/plan-outputs.js';
import { createCheckCompiler } from '../../generator/src/validate/compile-checks.js';
import { printed } from './expect-diagnostics.js';
import { createMemoryHost } from './memory-host.js';

/** Texts of files by path. */
export type Files = Readonly<Record<string, string>>;

const assets = readAssets();
/** Work on texts that were read before, the standard documents among them: thousands of projects differ in one word. */
const memory = createCompileMemory();
const configFile = 'varve.config.yaml';

/** Runs the whole pipeline on a project in memory. */
export async function compileFiles(files: Files): Promise<Compilation> {
  return compileProject(createMemoryHost(files), configOf(files), { assets, memory });
}

/** The model of a project, and what was found on the way to it. */
export async function bindFiles(files: Files): Promise<Compilation> {
  return checkProject(createMemoryHost(files), configOf(files), { assets, memory });
}

const compileChecks = createCheckCompiler();

/** What is planned for a project that has no errors. */
export async function planFiles(files: Files): Promise<OutputPlan> {
  const { model, evolution, releases, diagnostics } = await bindFiles(files);
  if (model === undefined || evolution === undefined || releases === undefined)
    expect.fail(`\n${printed(diagnostics)}\n`);
  return planOutputs(model, configOf(files), {
    compileChecks,
    evolution,
    releases,
    samples: createMessageSamples(model),
  });
}

export function configOf(files: Files): GeneratorConfig {
  const text = files[configFile];
  const config = loadConfig({ root: '/project', file: text === undefined ? undefined : { path: configFile, text } });
  if (!config.ok) expect.fail(config.diagnostics.map(({ message }) => message).join('\n'));
  return config.value;
}

/** What is generated and scaffolded for a project that has no errors, sorted by path. */
export async function generateFiles(files: Files): Promise<Files> {
  const { output, diagnostics } = await compileFiles(files);
  if (output === undefined) expect.fail(`\n${printed(diagnostics)}\n`);
  return Object.fromEntries(output.files.map(({ path, text }) => [path, text]));
}
