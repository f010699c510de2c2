import { readAssets } from '../assets.js';
import { planRelease } from '../compile/plan-release.js';
import { applyChanges } from '../reconcile/apply-changes.js';
import type { CommandReport } from './command-report.js';
import { countContexts } from './count-contexts.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { GenerateMode } from './generate.js';
import type { Project } from './project.js';

/** Makes final whatever is not yet; in the other modes says what that would be. Nothing is written while findings keep it back. */
export async function release({ host, config, ...project }: Project, mode: GenerateMode): Promise<CommandReport> {
  const planned = await planRelease(host, config, { assets: readAssets(), today: project.today });
  const { diagnostics, model, changes, released } = planned;
  if (mode === 'write' && changes !== undefined) await applyChanges(host, changes, config.out);
  const { root, out } = config;
  return {
    ...{ command: 'release', mode, root, out, changes, released, additions: [] },
    exitCode: exitCodeOf(changes === undefined, mode === 'compare' && released.length > 0),
    diagnostics: [...project.diagnostics, ...diagnostics],
    contexts: model === undefined ? [] : countContexts(model),
  };
}

function exitCodeOf(isKeptBack: boolean, hasDrafts: boolean): ExitCode {
  return isKeptBack || hasDrafts ? exitCodes.findings : exitCodes.clean;
}
