import { expect } from 'vitest';
import { readAssets } from '../../generator/src/assets.js';
import { compileProject, type Compilation } from '../../generator/src/compile.js';
import { loadConfig } from '../../generator/src/config/load-config.js';
import { printed } from './expect-diagnostics.js';
import { createMemoryHost } from './memory-host.js';

/** Texts of files by path. */
export type Files = Readonly<Record<string, string>>;

const assets = readAssets();
const configFile = 'varve.config.yaml';

/** Runs the whole pipeline on a project in memory. */
export async function compileFiles(files: Files): Promise<Compilation> {
  const text = files[configFile];
  const config = loadConfig({ root: '/project', file: text === undefined ? undefined : { path: configFile, text } });
  if (!config.ok) expect.fail(config.diagnostics.map(({ message }) => message).join('\n'));
  return compileProject(createMemoryHost(files), config.value, { assets });
}

/** What is generated and scaffolded for a project that has no errors, sorted by path. */
export async function generateFiles(files: Files): Promise<Files> {
  const { output, diagnostics } = await compileFiles(files);
  if (output === undefined) expect.fail(`\n${printed(diagnostics)}\n`);
  return Object.fromEntries(output.files.map(({ path, text }) => [path, text]));
}
