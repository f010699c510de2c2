import { cancel, confirm, isCancel, select, text } from '@clack/prompts';
import process from 'node:process';
import { UsageError } from '../usage-error.js';
import { nameProblem } from './package-name.js';
import { type PackageManager, packageManagers } from './package-managers.js';

// What is asked is no result of the command.
const output = process.stderr;

export async function askName(initialValue: string): Promise<string> {
  return answered(await text({ message: 'Name of the package', initialValue, validate: nameProblem, output }));
}

export async function askPackageManager(): Promise<PackageManager> {
  const options = packageManagers.map((value) => ({ value, label: value }));
  return answered(await select<PackageManager>({ message: 'Package manager', options, output }));
}

export async function askInstall(manager: PackageManager): Promise<boolean> {
  return answered(await confirm({ message: `Install with ${manager}`, output }));
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (isAnswer(answer)) return answer;
  cancel('Nothing was written.', { output });
  throw new UsageError('Stopped before anything was written.');
}

function isAnswer<T>(answer: T): answer is Exclude<T, symbol> {
  return !isCancel(answer);
}
