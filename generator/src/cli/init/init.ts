/**
 * `varve init`: makes a working project of an empty folder, or adds what is missing to an existing one. Creates files and
 * never overwrites any; in package.json it adds keys and changes none. Run again, it finds nothing to do.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStartFiles } from '../../assets.js';
import type { Host } from '../../host/host.js';
import { createNodeHost } from '../../host/node-host.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { generate } from '../generate.js';
import { printPretty } from '../print-pretty.js';
import { openProject } from '../project.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { examine, type Findings } from './examine.js';
import { addToManifest } from './manifest.js';
import { type Answers, decide } from './answers.js';
import { commandLine, install } from './package-manager.js';
import type { PackageManager } from './package-managers.js';
import { freeName, manifestAdditions, newFiles } from './starter.js';

export interface InitFlags {
  readonly yes?: true;
  readonly name?: string;
  readonly packageManager?: PackageManager;
  /** `false` for --no-install. */
  readonly install: boolean;
}

export interface InitContext {
  readonly folder: string;
  readonly flags: InitFlags;
  readonly terminal: Terminal;
  readonly now: () => number;
  /** Whether somebody is there to answer. */
  readonly mayAsk: boolean;
}

export async function init(context: InitContext): Promise<ExitCode> {
  const { folder, terminal, now } = context;
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}. Make it first.`);
  const found = examine(folder);
  const answers = await decide(found, context);
  const host = createNodeHost(folder);
  const created = await createFiles(found, host);
  const added = await writeManifest(found, answers.name, host);
  for (const path of created) terminal.status(line(terminal, 'created', path));
  if (added.length > 0) terminal.status(line(terminal, 'added', `${added.join(', ')} to package.json`));
  if (created.length + added.length === 0) terminal.status(line(terminal, 'kept', 'everything; nothing was missing'));
  if (answers.install) await install(answers.manager, folder);
  const started = now();
  const project = await openProject({ cwd: folder, config: join(folder, 'varve.config.yaml') });
  const report = await generate(project, 'write');
  await printPretty(report, terminal, (now() - started) / 1000);
  for (const text of nextSteps(found, answers)) terminal.status(text);
  return report.exitCode === exitCodes.clean ? exitCodes.clean : report.exitCode;
}

async function createFiles(found: Findings, host: Host): Promise<readonly string[]> {
  const created: string[] = [];
  for (const { path, text } of newFiles(found, readStartFiles())) {
    const entry = await host.read(path);
    if (entry.kind !== 'absent') continue;
    await host.replaceFile(path, text);
    created.push(path);
  }
  return created;
}

/** Gives the keys that were added. */
async function writeManifest(found: Findings, name: string | undefined, host: Host): Promise<readonly string[]> {
  const { manifestText } = found;
  const additions = manifestAdditions(found);
  if (additions.length === 0 && manifestText !== undefined) return [];
  const before = manifestText ?? `${JSON.stringify({ name, private: true }, undefined, 2)}\n`;
  const taken = await host.read('package.json');
  // Somebody wrote meanwhile; the next run sees what is still missing.
  if (taken.kind === 'file' && taken.text !== manifestText) throw new UsageError('package.json has changed meanwhile.');
  await host.replaceFile('package.json', addToManifest(before, additions));
  return additions.map(({ path }) => path.join('.'));
}

function nextSteps(found: Findings, { manager, install: isInstalled }: Answers): readonly string[] {
  const script = freeName(found.manifest.scripts, 'generate', 'varve generate');
  const steps = [
    ...(isInstalled ? [] : [commandLine(manager, 'install', [])]),
    commandLine(manager, 'run', [script, '--watch']),
    commandLine(manager, 'run', ['test']),
  ];
  const old = found.oldResolution;
  return [
    ...(old === undefined
      ? []
      : [
          '',
          `  note  tsconfig.json resolves imports as ${old}, which cannot find @varve/runtime; use node16, nodenext or bundler.`,
        ]),
    '',
    ...steps.map((step, index) => `  ${index === 0 ? 'next' : '    '}  ${step}`),
  ];
}

function line({ paint }: Terminal, label: string, text: string): string {
  return `  ${paint.status.bold(label)}  ${text}`;
}
