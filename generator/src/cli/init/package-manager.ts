import { spawn } from 'node:child_process';
import process from 'node:process';
import { type AgentName, resolveCommand } from 'package-manager-detector';
import { detect, getUserAgent } from 'package-manager-detector/detect';
import { type PackageManager, packageManagers } from './package-managers.js';
import { UsageError } from '../usage-error.js';

/** By lock file or `packageManager`, here or above; else by who runs us; `undefined` when nothing tells. */
export async function detectPackageManager(folder: string): Promise<PackageManager | undefined> {
  const found = await detect({ cwd: folder });
  return known(found?.name) ?? known(getUserAgent());
}

function known(name: AgentName | null | undefined): PackageManager | undefined {
  return packageManagers.find((each) => each === name);
}

/** A command line of this package manager, as people type it. */
export function commandLine(
  manager: PackageManager,
  kind: 'install' | 'run' | 'execute-local',
  args: readonly string[],
) {
  const { command, args: all } = commandOf(manager, kind, args);
  return [command, ...all].join(' ');
}

/** Installs what package.json asks for, with everything it says on standard error. @throws UsageError when it fails */
export async function install(manager: PackageManager, folder: string): Promise<void> {
  const { command, args } = commandOf(manager, 'install', []);
  const shell = process.platform === 'win32';
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', process.stderr, process.stderr], shell });
  const ended = await new Promise<number | Error | null>((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  if (ended === 0) return;
  const reason = ended instanceof Error ? ended.message : `it ended with ${ended ?? 'a signal'}`;
  throw new UsageError(`${command} ${args.join(' ')} failed (${reason}). All files are written; run it yourself.`);
}

function commandOf(manager: PackageManager, kind: 'install' | 'run' | 'execute-local', args: readonly string[]) {
  const found = resolveCommand(manager, kind, [...args]);
  if (found === null) throw new UsageError(`${manager} has no such command: ${kind}.`);
  return found;
}
