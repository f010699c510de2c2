import { UsageError } from '../usage-error.js';
import type { Findings } from './examine.js';
import type { InitContext } from './init.js';
import { detectPackageManager } from './package-manager.js';
import type { PackageManager } from './package-managers.js';
import { nameOf, nameProblem } from './package-name.js';

/** What flags, the folder and, on a terminal, people say. */
export interface Answers {
  /** Of the new package; `undefined` where there is one. */
  readonly name: string | undefined;
  readonly manager: PackageManager;
  readonly install: boolean;
}

/** @throws UsageError when a flag is wrong, or somebody stops the questions */
export async function decide({ manifestText }: Findings, context: InitContext): Promise<Answers> {
  const { folder, flags, mayAsk } = context;
  const problem = flags.name === undefined ? undefined : nameProblem(flags.name);
  if (problem !== undefined) throw new UsageError(`${flags.name} is no name of a package. ${problem}`);
  const manager = flags.packageManager ?? (await detectPackageManager(folder));
  const name = manifestText === undefined ? (flags.name ?? nameOf(folder)) : undefined;
  if (mayAsk && flags.yes !== true) return ask(name, manager, context);
  return { name, manager: manager ?? 'npm', install: flags.install };
}

async function ask(
  name: string | undefined,
  detected: PackageManager | undefined,
  { flags }: InitContext,
): Promise<Answers> {
  const { askInstall, askName, askPackageManager } = await import('./questions.js');
  const chosen = name === undefined || flags.name !== undefined ? name : await askName(name);
  const manager = detected ?? (await askPackageManager());
  return { name: chosen, manager, install: flags.install && (await askInstall(manager)) };
}
