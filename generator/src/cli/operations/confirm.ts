import { confirm } from '@clack/prompts';
import process from 'node:process';
import type { Operation } from './operation.js';
import type { DiscardFlags } from './operation-flags.js';
import { UsageError } from '../usage-error.js';

/**
 * Says what would be taken away, and asks on a terminal. @returns whether to go on: not with `--dry-run`, nor when somebody says no
 * @throws UsageError where nobody can be asked and `--yes` was not said
 */
export async function isConfirmed(
  what: string,
  { yes, dryRun }: Pick<DiscardFlags, 'yes' | 'dryRun'>,
  { context: { terminal }, surroundings: { stdin, stderr, env } }: Operation,
): Promise<boolean> {
  if (dryRun === true) {
    terminal.status(`  would discard ${what}`);
    return false;
  }
  if (yes === true) return true;
  const mayAsk = stdin.isTTY === true && stderr.isTTY === true && !env['CI'];
  if (!mayAsk) throw new UsageError(`This would discard ${what}. Say --yes to do it, or --dry-run to look.`);
  const answer = await confirm({ message: `Discard ${what}?`, initialValue: false, output: process.stderr });
  if (answer === true) return true;
  terminal.status('  nothing was discarded');
  return false;
}
