import { compareSides } from '../compile/compare-sides.js';
import { lockName } from '../compile/read-sources.js';
import { openCurrent, openSide } from './against.js';
import type { DifferenceFormat } from './difference-formats.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { printDifferences } from './print-differences.js';
import type { Project } from './project.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface DiffOptions {
  readonly from: string;
  /** `undefined` for the project as it stands. */
  readonly to: string | undefined;
  readonly format: DifferenceFormat;
  /** Absolute folder that paths are relative to. */
  readonly cwd: string;
}

/** Everything that differs. @throws UsageError when one of the sides cannot be read */
export async function diff(
  project: Project,
  terminal: Terminal,
  { from, to, format, cwd }: DiffOptions,
): Promise<ExitCode> {
  const before = await openSide(from, project, cwd);
  const after = to === undefined ? await openCurrent(project) : await openSide(to, project, cwd);
  const differences = compareSides(before.shapes, after, isStrict(project));
  printDifferences({ command: 'diff', from, to: to ?? 'the schemas', differences }, format, terminal);
  return exitCodes.clean;
}

export interface ChangelogOptions extends Pick<DiffOptions, 'format' | 'cwd'> {
  readonly against: string | undefined;
}

/** What is new since something was released. @throws UsageError when there is nothing to begin with */
export async function changelog(
  project: Project,
  terminal: Terminal,
  { against, format, cwd }: ChangelogOptions,
): Promise<ExitCode> {
  const from = against ?? lockName;
  if (against === undefined && (await project.host.read(lockName)).kind === 'absent') {
    throw new UsageError(`Nothing was released yet: there is no ${lockName}. Say with --against what to begin with.`);
  }
  const before = await openSide(from, project, against === undefined ? project.config.root : cwd);
  const differences = compareSides(before.promised, await openCurrent(project), isStrict(project));
  printDifferences({ command: 'changelog', from, to: 'the schemas', differences }, format, terminal);
  return exitCodes.clean;
}

const isStrict = ({ config }: Project): boolean => config.unknownFields === 'reject';
